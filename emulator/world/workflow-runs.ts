import { workflowRunShape } from "../shapes/check.ts";
import type { WorkflowRun } from "./check-state.ts";
import type { Account } from "./people-state.ts";
import { emitIn } from "./repositories.ts";
import { type Repository, type State, takeId } from "./state.ts";

/** Starts, or records at once, a run of a workflow. */
export function addWorkflowRun(
  state: State,
  repository: Repository,
  input: Pick<WorkflowRun, "path" | "name" | "headSha" | "headBranch" | "event" | "status" | "conclusion"> & {
    actor: Account;
  },
): WorkflowRun {
  const { actor, ...given } = input;
  const at = state.clock.stamp();
  const earlier = [...repository.workflowRuns.values()].filter(({ path }) => path === input.path);
  const run: WorkflowRun = {
    ...given,
    id: takeId(state),
    workflowId: earlier[0]?.workflowId ?? takeId(state),
    runNumber: earlier.length + 1,
    actorId: actor.id,
    createdAt: at,
    updatedAt: at,
  };
  repository.workflowRuns.set(run.id, run);
  emitRun(state, repository, run, {
    action: run.status === "queued" ? "requested" : run.status,
    sender: actor,
  });
  return run;
}

/** Lets a run go on or end. */
export function updateWorkflowRun(
  state: State,
  repository: Repository,
  change: { run: WorkflowRun; sender: Account } & Pick<WorkflowRun, "status" | "conclusion">,
): void {
  const { run, sender, status, conclusion } = change;
  run.status = status;
  run.conclusion = conclusion;
  run.updatedAt = state.clock.stamp();
  emitRun(state, repository, run, { action: status === "queued" ? "requested" : status, sender });
}

function emitRun(
  state: State,
  repository: Repository,
  run: WorkflowRun,
  event: { action: string; sender: Account },
): void {
  const workflow = { id: run.workflowId, name: run.name, path: run.path, state: "active" };
  const payload = { workflow_run: workflowRunShape(state, repository, run), workflow };
  emitIn(state, repository, { name: "workflow_run", ...event, payload });
}
