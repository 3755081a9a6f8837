import { z } from "zod";
import { UsageError } from "../exit-codes.ts";
import { findApp } from "./find-app.ts";
import type { AppName } from "./names.ts";
import { nobody, type Remote } from "./remote.ts";

/** The App whose gate a repository stands at. Throws a `UsageError` without a trace of it. */
export async function findRepositoryApp(remote: Remote, named: number | null): Promise<AppName> {
  const { repository } = await remote.read(nobody, [{ type: "repository" }]);
  const branch = repository?.defaultBranch ?? "main";
  const [{ enforcement }, pulls] = await Promise.all([
    remote.read(nobody, [{ type: "enforcement", branch }]),
    listRecentPulls(remote),
  ]);
  const app = await findApp(remote, {
    named,
    enforcement: enforcement[branch] ?? { state: "not-required" },
    headShas: pulls.map(({ headSha }) => headSha),
  });
  if (app === null)
    throw new UsageError("No App has posted a check run `plan-gate` here. Name it with --app-id.");
  return app;
}

/** A pull request, as far as a list tells. */
export interface RecentPull {
  readonly number: number;
  readonly isOpen: boolean;
  readonly headSha: string;
}

const count = 10;
const shape = z.array(
  z
    .object({ number: z.number(), state: z.string(), head: z.object({ sha: z.string() }) })
    .transform(({ number, state, head }): RecentPull => ({
      number,
      isOpen: state === "open",
      headSha: head.sha,
    })),
);

/** The pull requests that were last at work, newest first. */
export async function listRecentPulls({ session }: Remote): Promise<readonly RecentPull[]> {
  const answer = await session.send({
    route: "GET /repos/{owner}/{repo}/pulls",
    parameters: { state: "all", sort: "updated", direction: "desc", per_page: count },
    schema: shape,
  });
  return answer.value;
}
