import type { Annotation, CheckRun, CheckSuite, CommitStatus, WorkflowRun } from "../world/check-state.ts";
import { accountOf } from "../world/people.ts";
import type { Repository, State } from "../world/state.ts";
import { simpleUser } from "./account.ts";
import { appShape } from "./app.ts";
import { simpleCommit } from "./commit.ts";
import { pullRequestMinimal } from "./pull-request.ts";
import { apiUrl, htmlUrl, minimalRepository } from "./repository.ts";
import type { Schemas } from "./schemas.ts";

/** A check run. */
export function checkRunShape(state: State, repository: Repository, run: CheckRun): Schemas["check-run"] {
  const url = `${apiUrl(state, repository)}/check-runs/${run.id}`;
  const app = state.apps.get(run.appId);
  return {
    id: run.id,
    name: run.name,
    node_id: `CR_${run.id}`,
    head_sha: run.headSha,
    external_id: run.externalId ?? "",
    url,
    html_url: `${htmlUrl(state, repository)}/runs/${run.id}`,
    details_url: run.detailsUrl ?? state.origin,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      ...run.output,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.suiteId },
    app: app === undefined ? null : appShape(state, app),
    pull_requests: pullRequestsOn(state, repository, run.headSha),
  };
}

/** A note on lines of a file. */
export function annotationShape(
  state: State,
  repository: Repository,
  run: CheckRun,
  annotation: Annotation,
): Schemas["check-annotation"] {
  return {
    ...annotation,
    blob_href: `${htmlUrl(state, repository)}/blob/${run.headSha}/${annotation.path}`,
  };
}

/** All check runs of an App on a commit. */
export function checkSuiteShape(
  state: State,
  repository: Repository,
  suite: CheckSuite,
): Schemas["check-suite"] {
  const url = `${apiUrl(state, repository)}/check-suites/${suite.id}`;
  const app = state.apps.get(suite.appId);
  const runs = [...repository.checkRuns.values()].filter(({ suiteId }) => suiteId === suite.id);
  return {
    id: suite.id,
    node_id: `CS_${suite.id}`,
    head_branch: suite.headBranch,
    head_sha: suite.headSha,
    status: runs.every(({ status }) => status === "completed") && runs.length > 0 ? "completed" : "queued",
    conclusion: runs.at(-1)?.conclusion ?? null,
    url,
    before: null,
    after: suite.headSha,
    pull_requests: pullRequestsOn(state, repository, suite.headSha),
    app: app === undefined ? null : appShape(state, app),
    repository: minimalRepository(state, repository),
    created_at: suite.createdAt,
    updated_at: suite.createdAt,
    head_commit: simpleCommit(repository, suite.headSha),
    latest_check_runs_count: runs.length,
    check_runs_url: `${url}/check-runs`,
  };
}

/** A commit status. */
export function statusShape(state: State, repository: Repository, status: CommitStatus): Schemas["status"] {
  return {
    url: `${apiUrl(state, repository)}/statuses/${status.sha}`,
    avatar_url: null,
    id: status.id,
    node_id: `SC_${status.id}`,
    state: status.state,
    description: status.description,
    target_url: null,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    creator: simpleUser(state, accountOf(state, status.creatorId)),
  };
}

/** A run of a workflow in GitHub Actions. */
export function workflowRunShape(
  state: State,
  repository: Repository,
  run: WorkflowRun,
): Schemas["workflow-run"] {
  const url = `${apiUrl(state, repository)}/actions/runs/${run.id}`;
  const actor = simpleUser(state, accountOf(state, run.actorId));
  return {
    id: run.id,
    name: run.name,
    node_id: `WFR_${run.id}`,
    check_suite_id: run.id,
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: run.path,
    display_title: run.name,
    run_number: run.runNumber,
    run_attempt: 1,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: run.workflowId,
    url,
    html_url: `${htmlUrl(state, repository)}/actions/runs/${run.id}`,
    pull_requests: pullRequestsOn(state, repository, run.headSha),
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    run_started_at: run.createdAt,
    actor,
    triggering_actor: actor,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${apiUrl(state, repository)}/check-suites/${run.id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    workflow_url: `${apiUrl(state, repository)}/actions/workflows/${run.workflowId}`,
    head_commit: simpleCommit(repository, run.headSha),
    repository: minimalRepository(state, repository),
    head_repository: minimalRepository(state, repository),
  };
}

function pullRequestsOn(
  state: State,
  repository: Repository,
  sha: string,
): Schemas["pull-request-minimal"][] {
  return [...repository.pullRequests.values()]
    .filter(
      ({ state: now, head }) => now === "open" && head.sha === sha && head.repositoryId === repository.id,
    )
    .map((pull) => pullRequestMinimal(state, repository, pull));
}
