import type { PullRequest } from "../../pull-request/snapshot.ts";
import { UsageError } from "../exit-codes.ts";
import { findApp, type FoundApp } from "./find-app.ts";
import type { PullRequestName } from "./names.ts";
import { nobody, type Remote } from "./remote.ts";

/** A pull request, and the App whose gate it stands at; `null` without a trace of it. */
export interface PullAtGate {
  readonly pull: PullRequest;
  readonly app: FoundApp | null;
}

/** Reads a pull request and finds out whose gate it stands at. Throws a `UsageError` where there is none. */
export async function readPull(
  remote: Remote,
  { owner, repo, number }: PullRequestName,
  named: number | null,
): Promise<PullAtGate> {
  const pull = (await remote.read(nobody, [{ type: "pull", number }])).pulls[String(number)] ?? null;
  if (pull === null) {
    throw new UsageError(
      `There is no pull request \`${owner}/${repo}#${number}\`, or the token may not see it.`,
    );
  }
  const branch = pull.repository.defaultBranch;
  const { enforcement } = await remote.read(nobody, [{ type: "enforcement", branch }]);
  const app = await findApp(remote, {
    named,
    enforcement: enforcement[branch] ?? { state: "not-required" },
    headShas: [pull.headSha],
  });
  return { pull, app };
}
