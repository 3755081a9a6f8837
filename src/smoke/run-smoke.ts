import { dirname } from "node:path";
import { buildReport } from "./report/build-report.ts";
import type { RunRecord } from "./report/build-report.ts";
import { locatePort } from "./compose/source.ts";
import { isNothing, removeStack, sweepProject } from "./engine/clean-up.ts";
import { readLogTails, writeLogs } from "./engine/containers.ts";
import type { Container } from "./engine/containers.ts";
import { gatherLint } from "./lint/gather-lint.ts";
import { prepareRun } from "./prepare-run.ts";
import type { PreparedRun } from "./prepare-run.ts";
import { publishedPortProbes, runProbes } from "./probes/run-probes.ts";
import type { CommandContext } from "./probes/run-probes.ts";
import type { SmokeRequest, SmokeResult } from "./smoke-request.ts";
import { bringUp, checkStillStanding } from "./stages/bring-up.ts";
import type { BroughtUp } from "./stages/bring-up.ts";
import { inspectImages, prepareImages } from "./stages/prepare-images.ts";
import { runCompose, smokeProblem } from "./stages/stack.ts";

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
    smokeProblem({
      stage: "clean-up",
      message: `Not all of the stack could be removed: ${names}.`,
      fix: `Remove it by hand: \`${removal(project)}\`.`,
    }),
  );
}

function keepNote(project: string): string {
  return `The stack was left standing as asked. Remove it with: ${removal(project)}`;
}

function removal(project: string): string {
  return `docker compose --project-name ${project} down --volumes --remove-orphans`;
}

/** Brings the stack up and probes it; with `persistence` once more on new containers and the same volumes. */
async function standUp(run: PreparedRun, record: RunRecord): Promise<void> {
  const { request, stack } = run;
  request.onProgress({ type: "stage", text: "Starting the stack" });
  await bringUpAndProbe(run, record, "first");
  if (!request.persistence || isOver(run, record)) return;
  if (request.reportFolder !== null) record.logs.push(...(await writeLogs(stack, request.reportFolder, "")));
  request.onProgress({ type: "stage", text: "Restarting with new containers and the same volumes" });
  await runCompose(stack, ["down", "--remove-orphans"], { timeoutMs: request.timeoutMs });
  if (stack.signal.aborted) return;
  await bringUpAndProbe(run, record, "after-restart");
}

async function bringUpAndProbe(
  run: PreparedRun,
  record: RunRecord,
  round: "first" | "after-restart",
): Promise<void> {
  const { request, stack } = run;
  const up = await bringUp(stack, {
    stage: round === "first" ? "up" : "restart",
    timeoutMs: request.timeoutMs,
    onState: (state, elapsedMs) => {
      if (state.verdict === "ready" && !record.readyMs.has(state.service))
        record.readyMs.set(state.service, elapsedMs);
      request.onProgress({ type: "service", state, elapsedMs });
    },
  });
  keep(record, up);
  const readyAtMs = performance.now();
  if (isOver(run, record)) return;
  request.onProgress({ type: "stage", text: round === "first" ? "Probing" : "Probing after the restart" });
  const context = commandContext(run, up.containers);
  const ports = publishedPortProbes(context, (service, port) => locatePort(run.sources, service, `${port}`));
  const outcomes = await runProbes([...ports, ...run.probes], {
    round,
    context,
    signal: stack.signal,
    onOutcome: (outcome) => {
      request.onProgress({ type: "probe", outcome });
    },
  });
  record.outcomes.push(...outcomes);
  if (!stack.signal.aborted) keep(record, await checkStillStanding(stack, up, readyAtMs));
}

function keep(record: RunRecord, up: BroughtUp): void {
  record.states = up.states;
  record.problems.push(...up.problems);
}

function isOver(run: PreparedRun, record: RunRecord): boolean {
  return run.stack.signal.aborted || record.problems.length > 0;
}

function commandContext(run: PreparedRun, containers: readonly Container[]): CommandContext {
  const { engine } = run.stack;
  return {
    engine,
    world: { containers, publishedHost: engine.publishedHost },
    env: run.request.env,
    directory: dirname(run.files[0] ?? run.request.directory),
  };
}
