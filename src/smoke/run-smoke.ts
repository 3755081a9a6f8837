import { buildReport } from "./build-report.ts";
import type { RunRecord } from "./build-report.ts";
import { isNothing, removeStack, sweepProject } from "./engine/clean-up.ts";
import { gatherLint } from "./gather-lint.ts";
import { prepareRun } from "./prepare-run.ts";
import type { PreparedRun } from "./prepare-run.ts";
import type { SmokeRequest, SmokeResult } from "./smoke-request.ts";
import { readLogTails, writeLogs } from "./stages/logs.ts";
import { inspectImages, prepareImages } from "./stages/prepare-images.ts";
import { smokeProblem } from "./stages/stack.ts";
import { standUp } from "./stand-up.ts";

/**
 * Resolves, lints, brings up, probes, restarts (`persistence`), keeps the logs, and always takes down.
 * An aborted signal ends any stage; what was started is removed before this returns.
 */
export async function runSmoke(request: SmokeRequest): Promise<SmokeResult> {
  const startedAt = new Date();
  const begin = performance.now();
  const preparation = await prepareRun(request);
  if (request.signal.aborted) return { type: "interrupted" };
  if (preparation.state === "refused") return { type: "refused", refusals: preparation.refusals };
  const { run } = preparation;
  const record: RunRecord = {
    lint: { findings: [], plan: null, notes: [] },
    states: [],
    readyMs: new Map(),
    outcomes: [],
    problems: [],
    notes: [...run.notes],
    logs: [],
    logTails: new Map(),
  };
  await (request.lintOnly ? lintAlone(run, record) : lintAndStand(run, record));
  return {
    type: "reported",
    report: buildReport(run, record, { startedAt, durationMs: performance.now() - begin }),
  };
}

async function lintAlone(run: PreparedRun, record: RunRecord): Promise<void> {
  const images =
    run.stack.engine.engineVersion === null ? new Map<string, never>() : await inspectImages(run.stack);
  record.lint = await gatherLint(run, images);
}

async function lintAndStand(run: PreparedRun, record: RunRecord): Promise<void> {
  const { request, stack } = run;
  try {
    request.onProgress({ type: "stage", text: "Getting the images" });
    const prepared = await prepareImages(stack, request.timeoutMs);
    record.problems.push(...prepared.problems);
    record.lint = await gatherLint(run, prepared.images);
    if (record.problems.length === 0 && !stack.signal.aborted) await standUp(run, record);
    await keepLogs(run, record);
  } finally {
    if (!request.keep || stack.signal.aborted) await takeDown(run, record);
    else record.notes.push(keepNote(stack.project));
  }
}

async function keepLogs(run: PreparedRun, record: RunRecord): Promise<void> {
  const failed = new Set(record.problems.flatMap((problem) => problem.service ?? []));
  const isShown = record.states.length > 0 && failed.size > 0;
  if (isShown) record.logTails = await readLogTails(run.stack, [...failed]);
  if (run.request.reportFolder === null || record.states.length === 0) return;
  const suffix = record.outcomes.some((outcome) => outcome.round === "after-restart") ? ".after-restart" : "";
  record.logs.push(...(await writeLogs(run.stack, run.request.reportFolder, suffix)));
}

async function takeDown(run: PreparedRun, record: RunRecord): Promise<void> {
  const { engine, project, composeJson } = run.stack;
  run.request.onProgress({ type: "stage", text: "Taking the stack down" });
  const isUntouched = record.states.length === 0;
  const remains = isUntouched
    ? await sweepProject(engine, project)
    : await removeStack(engine, project, composeJson);
  if (isNothing(remains)) return;
  const names = [...remains.containers, ...remains.networks, ...remains.volumes].join(", ");
  record.problems.push(
    smokeProblem(
      "clean-up",
      `Not all of the stack could be removed: ${names}.`,
      `Remove it by hand: \`${removal(project)}\`.`,
    ),
  );
}

function keepNote(project: string): string {
  return `The stack was left standing as asked. Remove it with: ${removal(project)}`;
}

function removal(project: string): string {
  return `docker compose --project-name ${project} down --volumes --remove-orphans`;
}
