import { cutCharacters, visibleLine, visibleText } from "../../render/text/visible-text.ts";
import { formatDuration } from "../probes/probe-schema.ts";
import type { SmokeProgress } from "../smoke-request.ts";
import type { SmokeReport } from "./smoke-report.ts";

/** Paints text; without colors it returns it unchanged. */
export interface Paint {
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly dim: (text: string) => string;
}

/** Colors by ANSI escapes, or none. */
export function createPaint(hasColors: boolean): Paint {
  const paint = (code: number) => (text: string) => (hasColors ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { red: paint(31), green: paint(32), yellow: paint(33), dim: paint(2) };
}

/**
 * The report for people at a terminal. Nothing in it that a stack says can steer the terminal. Log lines of failed
 * services are in `quotes`, to be printed as the caller must.
 */
export function formatReport(
  report: SmokeReport,
  paint: Paint,
): { readonly text: string; readonly quotes: readonly string[] } {
  const sections = [
    section("Lint", findingLines(report, paint)),
    section("Services", serviceLines(report, paint)),
    section("Probes", probeLines(report, paint)),
    section("Problems", problemLines(report, paint)),
    section("Notes", report.notes.map(shown)),
  ].filter((text) => text !== "");
  return { text: [...sections, verdictLine(report, paint)].join("\n\n"), quotes: quoteLines(report) };
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [title, ...lines.map((line) => `  ${line}`)].join("\n");
}

function shown(text: string): string {
  return visibleLine(text, 1_000);
}

function findingLines(report: SmokeReport, paint: Paint): readonly string[] {
  return report.findings.flatMap((finding) => [
    `${finding.severity === "error" ? paint.red("✗") : paint.yellow("△")} ${shown(`${finding.path}:${finding.line} ${finding.message}`)} ${paint.dim(`(${finding.rule})`)}`,
    `  ${paint.dim(shown(finding.fix))}`,
  ]);
}

function serviceLines(report: SmokeReport, paint: Paint): readonly string[] {
  const width = Math.max(0, ...report.services.map((service) => shown(service.name).length));
  return report.services.map((service) => {
    const ready = service.readyMs === null ? "" : paint.dim(` after ${formatDuration(service.readyMs)}`);
    const code = service.exitCode === null ? "" : ` (exit code ${service.exitCode})`;
    return `${mark(service.ok, paint)} ${shown(service.name).padEnd(width)} ${service.state}${code}${ready}`;
  });
}

function probeLines(report: SmokeReport, paint: Paint): readonly string[] {
  return report.probes.map((probe) => {
    const round = probe.round === "first" ? "" : " after the restart";
    const attempts = probe.attempts === 1 ? "" : `, ${probe.attempts} attempts`;
    const outcome =
      probe.message === null
        ? ""
        : `: ${shown(probe.message)} ${paint.dim(`(${shown(`${probe.path}:${probe.line}`)})`)}`;
    return `${mark(probe.ok, paint)} ${shown(probe.name)}${round}${paint.dim(` ${formatDuration(probe.durationMs)}${attempts}`)}${outcome}`;
  });
}

function problemLines(report: SmokeReport, paint: Paint): readonly string[] {
  return report.problems.flatMap((problem) => [
    `${paint.red("✗")} ${shown(problem.message)}`,
    `  ${paint.dim(shown(problem.fix))}`,
  ]);
}

function mark(isOk: boolean, paint: Paint): string {
  return isOk ? paint.green("✓") : paint.red("✗");
}

function verdictLine(report: SmokeReport, paint: Paint): string {
  const text = `${verdictOf(report)} in ${formatDuration(report.durationMs)}`;
  return report.ok ? paint.green(text) : paint.red(text);
}

/** The outcome in a few words, as a sentence without its period. */
export function verdictOf(report: SmokeReport): string {
  switch (report.outcome) {
    case "passed":
      return report.services.length === 0
        ? "Compose smoke passed: the lint has nothing against it"
        : "Compose smoke passed: the stack stands";
    case "failed":
      return `Compose smoke failed: ${countFailures(report)}`;
    case "timed-out":
      return "Compose smoke failed: the stack was not ready in time";
    case "interrupted":
      return "Compose smoke was interrupted; everything it started is removed";
  }
}

function countFailures(report: SmokeReport): string {
  const counts = [
    [report.findings.filter((finding) => finding.severity === "error").length, "lint finding"],
    [report.problems.length, "problem"],
    [report.probes.filter((probe) => !probe.ok).length, "failed probe"],
  ] as const;
  return counts
    .filter(([count]) => count > 0)
    .map(([count, noun]) => `${count} ${noun}${count === 1 ? "" : "s"}`)
    .join(", ");
}

function quoteLines(report: SmokeReport): readonly string[] {
  const services = report.services
    .filter((service) => service.logTail.length > 0)
    .flatMap((service) => [`Last log lines of ${shown(service.name)}:`, ...service.logTail.map(quoted)]);
  const outputs = report.problems
    .filter((problem) => problem.output.length > 0)
    .flatMap((problem) => ["Output of Docker:", ...problem.output.map(quoted)]);
  return [...services, ...outputs];
}

/** As it was printed, its indentation too. */
function quoted(line: string): string {
  return `  | ${cutCharacters(visibleText(line).replaceAll("\n", " "), 2_000)}`;
}

const maxLength = 1_000;

/** One line about something that happened. */
export function formatProgress(progress: SmokeProgress): string {
  switch (progress.type) {
    case "stage":
      return `${visibleLine(progress.text, maxLength)} …`;
    case "service": {
      const { service, state, exitCode } = progress.state;
      const code = exitCode === null ? "" : ` (exit code ${exitCode})`;
      return `  ${visibleLine(service, maxLength)}: ${state}${code}, ${formatDuration(progress.elapsedMs)}`;
    }
    case "probe": {
      const { probe, problem } = progress.outcome;
      const text = problem === null ? `✓ ${probe.name}` : `✗ ${probe.name}: ${problem}`;
      return `  ${visibleLine(text, maxLength)}`;
    }
  }
}

/** Follows a run, to say what it waits for when nothing has happened for a while. */
interface ProgressWatch {
  readonly add: (progress: SmokeProgress) => void;
  /** What the run waits for now; null where that has been said by the last line. */
  readonly waitingFor: () => string | null;
}

/** Watches which services are not ready yet. */
export function watchProgress(): ProgressWatch {
  const waiting = new Map<string, string>();
  return {
    add: (progress) => {
      if (progress.type !== "service") return;
      if (progress.state.verdict === "waiting") waiting.set(progress.state.service, progress.state.state);
      else waiting.delete(progress.state.service);
    },
    waitingFor: () => {
      if (waiting.size === 0) return null;
      const names = [...waiting].map(([service, state]) => `${service} (${state})`).join(", ");
      return `  waiting for ${visibleLine(names, maxLength)}`;
    },
  };
}
