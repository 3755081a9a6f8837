import { z } from "zod";
import type { WorkflowRun } from "../../pull-request/snapshot.ts";
import { absentAsNull } from "../client/github-error.ts";
import type { ReadContext } from "./read-context.ts";

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
  { session }: ReadContext,
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
