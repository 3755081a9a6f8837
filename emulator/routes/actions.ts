import { type Answer, type Call, numberParam, ok, param, type Route } from "../http/call.ts";
import { inRepository } from "../http/in-repository.ts";
import { countedPage } from "../http/pagination.ts";
import { notFound } from "../http/problem.ts";
import { workflowRunShape } from "../shapes/check.ts";
import { apiUrl, htmlUrl } from "../shapes/repository.ts";
import type { WorkflowRun } from "../world/check-state.ts";
import type { Repository } from "../world/state.ts";

/** Workflows and their runs. */
export const actionRoutes: readonly Route[] = [
  inRepository("GET /actions/workflows", ["actions:read"], (call, repository) =>
    countedPage(call, "workflows", workflowsOf(repository), (run) => workflowShape(call, repository, run)),
  ),
  inRepository("GET /actions/workflows/{workflow}", ["actions:read"], (call, repository) =>
    ok(workflowShape(call, repository, workflowNamed(call, repository))),
  ),
  inRepository("GET /actions/workflows/{workflow}/runs", ["actions:read"], (call, repository) => {
    const { workflowId } = workflowNamed(call, repository);
    const runs = [...repository.workflowRuns.values()].filter((run) => run.workflowId === workflowId);
    return runPage(call, repository, runs);
  }),
  inRepository("GET /actions/runs", ["actions:read"], (call, repository) =>
    runPage(call, repository, [...repository.workflowRuns.values()]),
  ),
  inRepository("GET /actions/runs/{run}", ["actions:read"], (call, repository) => {
    const run = repository.workflowRuns.get(numberParam(call, "run"));
    if (run === undefined) throw notFound();
    return ok(workflowRunShape(call.state, repository, run));
  }),
];

function runPage(call: Call, repository: Repository, runs: readonly WorkflowRun[]): Answer {
  const wanted = (name: string, ...values: (string | null)[]): boolean => {
    const filter = call.query.get(name);
    return filter === null || values.includes(filter);
  };
  const found = runs.filter(
    (run) =>
      wanted("head_sha", run.headSha) &&
      wanted("event", run.event) &&
      wanted("branch", run.headBranch) &&
      wanted("status", run.status, run.conclusion),
  );
  return countedPage(call, "workflow_runs", found.reverse(), (run) =>
    workflowRunShape(call.state, repository, run),
  );
}

function workflowsOf(repository: Repository): WorkflowRun[] {
  return [...new Map([...repository.workflowRuns.values()].map((run) => [run.workflowId, run])).values()];
}

function workflowNamed(call: Call, repository: Repository): WorkflowRun {
  const name = param(call, "workflow");
  const found = workflowsOf(repository).find(
    ({ path, workflowId }) => String(workflowId) === name || path === name || path.endsWith(`/${name}`),
  );
  if (found === undefined) throw notFound();
  return found;
}

function workflowShape({ state }: Call, repository: Repository, run: WorkflowRun) {
  const url = `${apiUrl(state, repository)}/actions/workflows/${run.workflowId}`;
  return {
    id: run.workflowId,
    node_id: `W_${run.workflowId}`,
    name: run.name,
    path: run.path,
    state: "active",
    created_at: repository.createdAt,
    updated_at: repository.createdAt,
    url,
    html_url: `${htmlUrl(state, repository)}/blob/${repository.defaultBranch}/${run.path}`,
    badge_url: `${url}/badge.svg`,
  };
}
