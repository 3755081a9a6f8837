import { dirname } from "node:path";
import type { RunRecord } from "./build-report.ts";
import { locatePort } from "./compose/source.ts";
import type { Container } from "./engine/containers.ts";
import type { PreparedRun } from "./prepare-run.ts";
import type { CommandContext } from "./probes/command-probe.ts";
import { publishedPortProbes, runProbes } from "./probes/run-probes.ts";
import { bringUp, checkStillStanding } from "./stages/bring-up.ts";
import type { BroughtUp } from "./stages/bring-up.ts";
import { writeLogs } from "./stages/logs.ts";
import { runCompose } from "./stages/stack.ts";

/** Brings the stack up and probes it; with `persistence` once more on new containers and the same volumes. */
export async function standUp(run: PreparedRun, record: RunRecord): Promise<void> {
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
