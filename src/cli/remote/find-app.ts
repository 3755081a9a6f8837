import { z } from "zod";
import { absentAsNull } from "../../github/client/github-error.ts";
import { checkRunName } from "../../github/read/answer-check-run.ts";
import type { Enforcement, PullRequest } from "../../pull-request/snapshot.ts";
import { UsageError } from "../exit-codes.ts";
import type { AppName, PullRequestName } from "./names.ts";
import { nobody, type Remote } from "./remote.ts";

/** The App whose word counts, and how we know. */
export interface FoundApp extends AppName {
  readonly source: "named" | "required" | "check-run";
}

const defaultSlug = "plan-gate";
/** Posts checks for whoever may write a workflow. */
const actionsSlug = "github-actions";
const runsShape = z.object({
  check_runs: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      app: z.object({ id: z.number(), slug: z.string().optional() }).nullish(),
    }),
  ),
});

/** What an App is recognized by. */
interface Traces {
  /** From the command line or `APP_ID`. */
  readonly named: number | null;
  /** Of the default branch, judged for nobody: tells whom the required check is bound to. */
  readonly enforcement: Enforcement;
  /** Commits that may have a check run, most telling first. */
  readonly headShas: readonly string[];
}

/** The App as named, else as the branch requires it, else as it last posted the check; `null` without a trace. */
export async function findApp(remote: Remote, traces: Traces): Promise<FoundApp | null> {
  const posted = (await Promise.all(traces.headShas.map((sha) => appsOn(remote, sha)))).flat();
  const slugOf = (id: number) => posted.find((app) => app.id === id)?.slug ?? defaultSlug;
  const { named, enforcement } = traces;
  if (named !== null) return { id: named, slug: slugOf(named), source: "named" };
  if (enforcement.state === "bound-elsewhere") {
    return { id: enforcement.appId, slug: slugOf(enforcement.appId), source: "required" };
  }
  const [first] = posted.filter(({ slug }) => slug !== actionsSlug);
  return first === undefined ? null : { ...first, source: "check-run" };
}

/** Apps that posted a check run of our name on a commit, newest first. */
async function appsOn({ session }: Remote, sha: string): Promise<readonly AppName[]> {
  const answer = await absentAsNull(
    session.send({
      route: "GET /repos/{owner}/{repo}/commits/{ref}/check-runs",
      parameters: { ref: sha, check_name: checkRunName, per_page: 100 },
      schema: runsShape,
    }),
  );
  return (answer?.value.check_runs ?? [])
    .filter(({ name }) => name === checkRunName)
    .toSorted((a, b) => b.id - a.id)
    .flatMap(({ app }) => (app ? [{ id: app.id, slug: app.slug ?? defaultSlug }] : []));
}

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

/** A pull request, and the App whose gate it stands at; `null` without a trace of it. */
interface PullAtGate {
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
