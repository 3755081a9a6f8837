import { cutBytes } from "../../render/text/cut-bytes.ts";
import { codeSpan, neutralize } from "../../render/text/neutralize.ts";
import { quoteBlock } from "../../render/text/quote-block.ts";
import { table } from "../../render/text/table.ts";
import { workflowCommand } from "../../render/text/workflow-command.ts";
import { formatDuration } from "../probes/probe-schema.ts";
import type { SmokeReport } from "./smoke-report.ts";
import { verdictOf } from "./terminal.ts";

/** GitHub keeps at most 1 MiB of summary a step; we stay far below. */
const maxBytes = 200_000;
const note = "Cut to fit: the rest is in `smoke.json` of the report.";
const maxWords = 1_000;

/** The report for `$GITHUB_STEP_SUMMARY`. Nothing that comes from the stack is markup in it. */
export function formatMarkdown(report: SmokeReport): string {
  const checks = rows(report);
  const parts = [
    `## ${sign(report.ok)} ${verdictOf(report)}`,
    `${report.files.map((file) => codeSpan(file)).join(", ")} · ${formatDuration(report.durationMs)} · Docker Engine ${codeSpan(report.engine ?? "not used")}, Compose ${codeSpan(report.compose)}`,
    ...(checks.length === 0 ? [] : [table(["Check", "Result", "What"], checks)]),
    ...report.services
      .filter(({ logTail }) => logTail.length > 0)
      .flatMap(({ name, logTail }) => logs(name, logTail)),
    ...report.notes.map((text) => `> ${neutralize(text, maxWords)}`),
  ];
  return cutBytes(`${parts.join("\n\n")}\n`, maxBytes, `${note}\n`);
}

type ReportRow = readonly [check: string, result: string, what: string];

function rows(report: SmokeReport): readonly ReportRow[] {
  return [
    ...report.problems.map(({ stage, message, fix }): ReportRow => [
      stage,
      sign(false),
      neutralize(`${message} ${fix}`, maxWords),
    ]),
    ...report.findings.map(({ rule, severity, path, line, message }): ReportRow => [
      `lint ${codeSpan(rule)}`,
      severity === "error" ? sign(false) : "△",
      `${codeSpan(`${path}:${line}`)} ${neutralize(message, maxWords)}`,
    ]),
    ...report.services.map(({ name, ok, state, readyMs }): ReportRow => [
      `service ${codeSpan(name)}`,
      sign(ok),
      `${state}${readyMs === null ? "" : ` after ${formatDuration(readyMs)}`}`,
    ]),
    ...report.probes.map(({ name, round, ok, message, durationMs }): ReportRow => [
      `probe ${codeSpan(name)}${round === "first" ? "" : " after the restart"}`,
      sign(ok),
      message === null ? formatDuration(durationMs) : neutralize(message, maxWords),
    ]),
  ];
}

function sign(isOk: boolean): string {
  return isOk ? "✓" : "✗";
}

function logs(service: string, tail: readonly string[]): readonly string[] {
  const text = quoteBlock(tail.join("\n"), "text");
  return [
    `Last log lines of ${codeSpan(service)}:`,
    "<details><summary>Show them</summary>",
    text,
    "</details>",
  ];
}

/** Annotations GitHub shows of a step are few; the rest is in the summary. */
const maxAnnotations = 50;
const title = "Compose smoke";

/**
 * Workflow commands that annotate the compose files, one a line. `prefix`: the run's folder within the repository,
 * empty or ending with `/`.
 */
export function formatAnnotations(report: SmokeReport, prefix: string): readonly string[] {
  const first = { path: `${prefix}${report.files[0] ?? "compose.yaml"}`, line: 1 };
  const at = ({ path, line }: { readonly path: string; readonly line: number }) => {
    return { path: `${prefix}${path}`, line };
  };
  const annotations = [
    ...report.problems.map(({ message, fix }) =>
      workflowCommand({ level: "error", place: first, title, message: `${message} ${fix}` }),
    ),
    ...report.probes.flatMap((probe) =>
      probe.message === null
        ? []
        : workflowCommand({
            level: "error",
            place: at(probe),
            title: "Probe",
            message: `${probe.name}: ${probe.message}`,
          }),
    ),
    ...report.findings.map((finding) => {
      const { severity, rule, message, fix } = finding;
      return workflowCommand({
        level: severity,
        place: at(finding),
        title: rule,
        message: `${message} ${fix}`,
      });
    }),
  ];
  return annotations.slice(0, maxAnnotations);
}

/** One annotation for a problem that kept the run from starting. */
export function formatRefusal(
  message: string,
  place: { readonly path: string; readonly line: number } | null,
): string {
  return workflowCommand({ level: "error", place, title, message });
}
