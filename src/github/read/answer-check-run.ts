import { z } from "zod";
import type { OwnCheckRun, WorkflowRun, WorkflowRuns } from "../../pull-request/snapshot.ts";
import { absentAsNull, GitHubError, whyUnknown } from "../client/github-error.ts";
import type { ReadContext } from "./read-context.ts";

/** Name of our check run, as branch protection knows it. */
export const checkRunName = "plan-gate";

type CheckRunContext = Pick<ReadContext, "session" | "app">;

/** Our check run on a commit, the newest where there are several; others' of the same name are nothing to us. */
export async function answerCheckRun(
  context: CheckRunContext,
  headSha: string,
  look?: "first" | "again",
): Promise<OwnCheckRun | null> {
  const listed = await ownRuns(context, headSha, {
    route: "GET /repos/{owner}/{repo}/commits/{ref}/check-runs",
    parameters: { ref: headSha, app_id: context.app.id },
  });
  if (listed === null) return null;
  const ours = listed.length > 0 || look === "first" ? listed : await unlistedRuns(context, headSha);
  const [newest, ...older] = ours.toSorted((left, right) => right.id - left.id);
  if (newest === undefined) return null;
  const unfinished = older.filter(({ status }) => status !== "completed");
  return { ...newest, olderUnfinished: unfinished.map(({ id }) => id) };
}

/**
 * Past the newest 1,000 suites of a commit GitHub lists no runs for it, and every run of a workflow opens one:
 * strangers can push our run out of the list. https://docs.github.com/rest/checks/runs
 */
async function unlistedRuns(context: CheckRunContext, headSha: string): Promise<readonly OwnCheckRun[]> {
  const answer = await absentAsNull(
    context.session.send({
      route: "GET /repos/{owner}/{repo}/commits/{ref}/check-suites",
      parameters: { ref: headSha, app_id: context.app.id, per_page: 100 },
      schema: z.object({ check_suites: z.array(suiteShape) }),
    }),
  );
  const suites = (answer?.value.check_suites ?? []).filter(({ latest_check_runs_count: runs }) => runs > 0);
  const found = suites.map(({ id }) =>
    ownRuns(context, headSha, {
      route: "GET /repos/{owner}/{repo}/check-suites/{check_suite_id}/check-runs",
      parameters: { check_suite_id: id },
    }),
  );
  return (await Promise.all(found)).flatMap((runs) => runs ?? []);
}

const suiteShape = z.object({ id: z.number(), latest_check_runs_count: z.number() });

/** `null` where there is no such commit or suite. */
async function ownRuns(
  { session, app }: CheckRunContext,
  headSha: string,
  { route, parameters }: { readonly route: string; readonly parameters: Readonly<Record<string, unknown>> },
): Promise<readonly OwnCheckRun[] | null> {
  const answer = await absentAsNull(
    session.send({
      route,
      parameters: { ...parameters, check_name: checkRunName, filter: "all", per_page: 100 },
      schema: z.object({ check_runs: z.array(checkRunShape) }),
    }),
  );
  if (answer === null) return null;
  return answer.value.check_runs
    .filter((found) => found.appId === app.id && found.name === checkRunName)
    .map(({ checkRun }) => checkRun)
    .filter((checkRun) => checkRun.headSha === headSha);
}

/** A check run by its id, whatever its name; `null` for another App's, and for one of another repository. */
export async function answerCheckRunById(
  { session, app }: ReadContext,
  id: number,
): Promise<OwnCheckRun | null> {
  const answer = await absentAsNull(
    session.send({
      route: "GET /repos/{owner}/{repo}/check-runs/{check_run_id}",
      parameters: { check_run_id: id },
      schema: checkRunShape,
    }),
  );
  return answer?.value.appId === app.id ? answer.value.checkRun : null;
}

const runShape = z
  .object({
    id: z.number(),
    path: z.string(),
    head_sha: z.string(),
    event: z.string(),
    status: z.string().nullable(),
    conclusion: z.string().nullable(),
    html_url: z.string(),
    created_at: z.string(),
  })
  .transform((run): WorkflowRun => ({
    id: run.id,
    path: withoutRef(run.path),
    headSha: run.head_sha,
    event: run.event,
    status: run.status ?? "queued",
    conclusion: run.conclusion,
    htmlUrl: run.html_url,
    createdAt: run.created_at,
  }));

/** The last 100 runs of a workflow file on a commit, the newest first. GitHub finds the workflow by its file's name. */
export async function answerWorkflowRuns(
  context: CheckRunContext,
  need: { readonly headSha: string; readonly path: string; readonly isForShow?: boolean },
): Promise<WorkflowRuns> {
  try {
    return { state: "read", runs: await readRuns(context, need) };
  } catch (error) {
    // What is shown and changes no verdict delays none.
    if (error instanceof GitHubError && need.isForShow === true)
      return { state: "unknown", reason: whyUnknown(error) };
    throw error;
  }
}

async function readRuns(
  { session }: CheckRunContext,
  need: { readonly headSha: string; readonly path: string },
): Promise<readonly WorkflowRun[]> {
  const answer = await absentAsNull(
    session.send({
      route: "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs",
      parameters: {
        workflow_id: need.path.slice(need.path.lastIndexOf("/") + 1),
        head_sha: need.headSha,
        per_page: 100,
      },
      schema: z.object({ workflow_runs: z.array(runShape) }),
    }),
  );
  return (answer?.value.workflow_runs ?? [])
    .filter(({ path, headSha }) => path === need.path && headSha === need.headSha)
    .sort((left, right) => right.id - left.id);
}

/** GitHub adds `@branch` to the path of some runs. */
function withoutRef(path: string): string {
  const at = path.indexOf("@");
  return at === -1 ? path : path.slice(0, at);
}

/** A check run together with whose it is; statuses GitHub adds for its own runs read as `queued`. */
export const checkRunShape = z
  .object({
    id: z.number(),
    name: z.string(),
    head_sha: z.string(),
    status: z.enum(["queued", "in_progress", "completed"]).catch("queued"),
    conclusion: z.string().nullish(),
    started_at: z.string().nullish(),
    completed_at: z.string().nullish(),
    external_id: z.string().nullish(),
    output: z.object({
      title: z.string().nullish(),
      summary: z.string().nullish(),
      text: z.string().nullish(),
      annotations_count: z.number().optional(),
    }),
    app: z.object({ id: z.number() }).nullish(),
  })
  .transform((run): FoundCheckRun => ({
    name: run.name,
    appId: run.app?.id ?? null,
    checkRun: {
      id: run.id,
      headSha: run.head_sha,
      status: run.status,
      conclusion: run.conclusion ?? null,
      startedAt: run.started_at ?? null,
      completedAt: run.completed_at ?? null,
      title: run.output.title ?? null,
      summary: run.output.summary ?? null,
      text: run.output.text ?? null,
      annotationsCount: run.output.annotations_count ?? 0,
      externalId: run.external_id ?? null,
      olderUnfinished: [],
    },
  }));

/** A check run of anybody. */
interface FoundCheckRun {
  readonly name: string;
  readonly appId: number | null;
  readonly checkRun: OwnCheckRun;
}
