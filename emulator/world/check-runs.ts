import { Problem, unprocessable } from "../http/problem.ts";
import { checkRunShape, checkSuiteShape } from "../shapes/check.ts";
import type { Annotation, CheckAction, CheckOutput, CheckRun, CheckSuite } from "./check-state.ts";
import { refuseOversized } from "./check-limits.ts";
import { suiteFor } from "./check-suites.ts";
import type { Account } from "./people-state.ts";
import { accountOf } from "./people.ts";
import { emitIn } from "./repositories.ts";
import { type Repository, type State, takeId } from "./state.ts";

/** What a check run is made or updated with; what is left out stays. */
export interface CheckRunInput {
  readonly name?: string | undefined;
  readonly status?: CheckRun["status"] | undefined;
  readonly conclusion?: CheckRun["conclusion"] | undefined;
  readonly externalId?: string | undefined;
  readonly detailsUrl?: string | undefined;
  readonly startedAt?: string | undefined;
  readonly completedAt?: string | undefined;
  readonly output?: (CheckOutput & { readonly annotations: readonly Annotation[] }) | undefined;
  readonly actions?: readonly CheckAction[] | undefined;
}

/** Makes a check run of an App on a commit. */
export function createCheckRun(
  state: State,
  repository: Repository,
  input: CheckRunInput & { appId: number; name: string; headSha: string },
): CheckRun {
  if (!repository.store.commits.has(input.headSha)) {
    throw unprocessable(`No commit found for SHA: ${input.headSha}`);
  }
  refuseOversized(input);
  const run: CheckRun = {
    id: takeId(state),
    appId: input.appId,
    suiteId: suiteFor(state, repository, { appId: input.appId, sha: input.headSha }).id,
    name: input.name,
    headSha: input.headSha,
    externalId: null,
    detailsUrl: null,
    status: "queued",
    conclusion: null,
    startedAt: input.startedAt ?? state.clock.stamp(),
    completedAt: null,
    output: { title: null, summary: null, text: null },
    annotations: [],
    actions: [],
  };
  assign(state, run, input);
  repository.checkRuns.set(run.id, run);
  emitCheckRun(state, repository, run, { action: "created", sender: botOf(state, run.appId) });
  if (run.status === "completed") {
    emitCheckRun(state, repository, run, { action: "completed", sender: botOf(state, run.appId) });
  }
  return run;
}

/** Changes a check run; only its own App can. Annotations are added, never replaced. */
export function updateCheckRun(
  state: State,
  repository: Repository,
  change: { run: CheckRun; appId: number; input: CheckRunInput },
): void {
  const { run, appId, input } = change;
  if (run.appId !== appId) {
    const reason = "check run can only be modified by the GitHub App that created it.";
    throw new Problem(403, `Invalid app_id \`${appId}\` - ${reason}`);
  }
  refuseOversized(input);
  const wasCompleted = run.status === "completed";
  assign(state, run, input);
  if (run.status === "completed" && (!wasCompleted || input.conclusion !== undefined)) {
    emitCheckRun(state, repository, run, { action: "completed", sender: botOf(state, run.appId) });
  }
}

/** Presses a button of a check run in the browser; nothing else can press it. */
export function pressAction(
  state: State,
  repository: Repository,
  press: { run: CheckRun; identifier: string; sender: Account },
): void {
  const { run, identifier, sender } = press;
  if (!run.actions.some((action) => action.identifier === identifier)) {
    throw new Error(`Check run ${run.id} shows no button \`${identifier}\`.`);
  }
  const extra = { requested_action: { identifier } };
  emitCheckRun(state, repository, run, { action: "requested_action", sender, extra });
}

/** Asks the App of a check run to do it again. */
export function rerequestRun(state: State, repository: Repository, run: CheckRun, sender: Account): void {
  emitCheckRun(state, repository, run, { action: "rerequested", sender });
}

/** Asks the App of a suite to do all of it again. */
export function rerequestSuite(
  state: State,
  repository: Repository,
  suite: CheckSuite,
  sender: Account,
): void {
  const payload = { check_suite: checkSuiteShape(state, repository, suite) };
  emitIn(state, repository, {
    name: "check_suite",
    action: "rerequested",
    sender,
    payload,
    onlyAppId: suite.appId,
  });
}

function assign(state: State, run: CheckRun, input: CheckRunInput): void {
  run.name = input.name ?? run.name;
  run.externalId = input.externalId ?? run.externalId;
  run.detailsUrl = input.detailsUrl ?? run.detailsUrl;
  run.startedAt = input.startedAt ?? run.startedAt;
  run.actions = input.actions ?? run.actions;
  const isConcluded = input.conclusion !== undefined && input.conclusion !== null;
  run.status = isConcluded ? "completed" : (input.status ?? run.status);
  if (isConcluded) run.completedAt = input.completedAt ?? state.clock.stamp();
  if (run.status === "completed") run.conclusion = input.conclusion ?? run.conclusion;
  else [run.conclusion, run.completedAt] = [null, null];
  if (run.status === "completed" && run.conclusion === null) {
    throw unprocessable("A completed check run needs a conclusion.");
  }
  if (input.output === undefined) return;
  const { annotations, ...output } = input.output;
  run.output = output;
  run.annotations = [...run.annotations, ...annotations];
}

function emitCheckRun(
  state: State,
  repository: Repository,
  run: CheckRun,
  event: { action: string; sender: Account; extra?: Record<string, unknown> },
): void {
  const { action, sender, extra } = event;
  const isForItsAppOnly = action === "rerequested" || action === "requested_action";
  const suite = repository.checkSuites.get(run.suiteId);
  const check_run = {
    ...checkRunShape(state, repository, run),
    check_suite: suite === undefined ? null : checkSuiteShape(state, repository, suite),
  };
  emitIn(state, repository, {
    name: "check_run",
    action,
    sender,
    payload: { check_run, ...extra },
    ...(isForItsAppOnly ? { onlyAppId: run.appId } : {}),
  });
}

function botOf(state: State, appId: number): Account {
  return accountOf(state, state.apps.get(appId)?.botId ?? 0);
}
