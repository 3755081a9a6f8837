import { relative } from "node:path";
import type { LintResult } from "../lint/gather-lint.ts";
import type { LintFinding } from "../lint/lint-rule.ts";
import type { PreparedRun } from "../prepare-run.ts";
import type { ProbeOutcome } from "../probes/run-probes.ts";
import type { ServiceState } from "../stages/service-state.ts";
import type { SmokeProblem } from "../stages/stack.ts";
import type { SmokeReport } from "./smoke-report.ts";

/** What a run has found so far; filled stage by stage. */
export interface RunRecord {
  lint: LintResult;
  states: readonly ServiceState[];
  /** Per service, milliseconds until first ready. */
  readonly readyMs: Map<string, number>;
  readonly outcomes: ProbeOutcome[];
  readonly problems: SmokeProblem[];
  readonly notes: string[];
  readonly logs: string[];
  logTails: ReadonlyMap<string, readonly string[]>;
}

/** Makes the report of a run that has ended. */
export function buildReport(
  run: PreparedRun,
  record: RunRecord,
  time: { readonly startedAt: Date; readonly durationMs: number },
): SmokeReport {
  const { request, stack } = run;
  const shown = (path: string) => relative(request.directory, path);
  const outcome = outcomeOf(run, record);
  return {
    version: 1,
    ok: outcome === "passed",
    outcome,
    project: stack.project,
    files: run.files.map(shown),
    plan: record.lint.plan,
    startedAt: time.startedAt.toISOString(),
    durationMs: Math.round(time.durationMs),
    dockerMs: Math.round(stack.engine.spentMs()),
    engine: stack.engine.engineVersion,
    compose: stack.engine.composeVersion,
    findings: record.lint.findings.map((finding) => reportFinding(finding, shown)),
    services: record.states.map((state) => reportService(run, record, state)),
    probes: record.outcomes.map((probe) => reportProbe(probe, shown)),
    problems: record.problems.map(reportProblem),
    notes: [...record.notes, ...record.lint.notes],
    logs: record.logs,
  };
}

function outcomeOf(run: PreparedRun, record: RunRecord): SmokeReport["outcome"] {
  if (run.stack.signal.aborted) return "interrupted";
  if (record.problems.some((problem) => problem.isTimeout)) return "timed-out";
  const hasFailed =
    record.problems.length > 0 ||
    record.outcomes.some((outcome) => outcome.problem !== null) ||
    record.lint.findings.some((finding) => finding.severity === "error");
  return hasFailed ? "failed" : "passed";
}

function reportFinding(
  finding: LintFinding,
  shown: (path: string) => string,
): SmokeReport["findings"][number] {
  const { rule, severity, service, location, message, fix } = finding;
  return { rule, severity, service, path: shown(location.path), line: location.line, message, fix };
}

function reportProblem(problem: SmokeProblem): SmokeReport["problems"][number] {
  const { stage, service, message, fix, output } = problem;
  return { stage, service, message, fix, output: [...output] };
}

function reportService(
  run: PreparedRun,
  record: RunRecord,
  state: ServiceState,
): SmokeReport["services"][number] {
  const readyMs = record.readyMs.get(state.service);
  return {
    name: state.service,
    kind: state.kind,
    image: run.stack.services.find((service) => service.name === state.service)?.image ?? null,
    state: state.state,
    ok: state.verdict === "ready",
    exitCode: state.exitCode,
    readyMs: readyMs === undefined ? null : Math.round(readyMs),
    detail: state.detail,
    logTail: [...(record.logTails.get(state.service) ?? [])],
  };
}

function reportProbe(outcome: ProbeOutcome, shown: (path: string) => string): SmokeReport["probes"][number] {
  const { probe } = outcome;
  return {
    name: probe.name,
    type: probe.type,
    service: probe.service,
    path: shown(probe.path),
    line: probe.line,
    round: outcome.round,
    ok: outcome.problem === null,
    attempts: outcome.attempts,
    durationMs: Math.round(outcome.durationMs),
    message: outcome.problem,
  };
}
