import { z } from "zod";
import { checkRunName } from "../../github/read/answer-check-run.ts";
import { absentAsNull } from "../../github/client/github-error.ts";
import type { Enforcement } from "../../pull-request/snapshot.ts";
import type { AppName } from "./names.ts";
import type { Remote } from "./remote.ts";

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
export interface Traces {
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
