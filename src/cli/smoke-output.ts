import { randomUUID } from "node:crypto";
import { relative } from "node:path";
import { visibleLine } from "../render/text/visible-text.ts";
import { formatAnnotations, formatRefusal } from "../smoke/report/markdown.ts";
import { createPaint, formatProgress, formatReport, watchProgress } from "../smoke/report/terminal.ts";
import type { SmokeReport } from "../smoke/report/smoke-report.ts";
import { appendStepSummary, writeReports } from "../smoke/report/junit.ts";
import type { Refusal, SmokeProgress, SmokeRequest } from "../smoke/smoke-request.ts";
import { hasColors } from "./terminal-facts.ts";

const quietMs = 5_000;

/** Where a run's words go. */
export interface SmokeOutput {
  readonly progress: (progress: SmokeProgress) => void;
  readonly report: (report: SmokeReport) => void;
  readonly close: () => void;
}

/** Progress on stderr, the report on stdout. In Actions all of it on stdout, and no line of it obeyed as a command. */
export function openOutput(): SmokeOutput {
  const isActions = process.env["GITHUB_ACTIONS"] === "true";
  const token = randomUUID();
  const progressStream = isActions ? process.stdout : process.stderr;
  const watch = watchProgress();
  const sayWaiting = () => {
    const text = watch.waitingFor();
    if (text !== null) progressStream.write(`${text}\n`);
  };
  let timer = setInterval(sayWaiting, quietMs);
  if (isActions) process.stdout.write(`::stop-commands::${token}\n`);
  return {
    progress: (progress) => {
      watch.add(progress);
      progressStream.write(`${formatProgress(progress)}\n`);
      clearInterval(timer);
      timer = setInterval(sayWaiting, quietMs);
    },
    report: (report) => {
      const paint = createPaint(hasColors(process.stdout, process.env));
      const { text, quotes } = formatReport(report, paint);
      process.stdout.write(`\n${[...quotes, ...(quotes.length > 0 ? [""] : []), text].join("\n")}\n`);
    },
    close: () => {
      clearInterval(timer);
      if (isActions) process.stdout.write(`::${token}::\n`);
    },
  };
}

/** Writes the report's files, the step summary and the annotations. */
export async function publish(report: SmokeReport, request: SmokeRequest): Promise<void> {
  if (request.reportFolder !== null) await writeReports(report, request.reportFolder);
  const summary = process.env["GITHUB_STEP_SUMMARY"];
  if (summary !== undefined && summary !== "") await appendStepSummary(report, summary);
  if (process.env["GITHUB_ACTIONS"] !== "true") return;
  for (const line of formatAnnotations(report, workspacePrefix())) process.stdout.write(`${line}\n`);
}

function workspacePrefix(): string {
  const folder = relative(process.env["GITHUB_WORKSPACE"] ?? process.cwd(), process.cwd());
  return folder === "" ? "" : `${folder}/`;
}

/** Says on stderr why a run could not begin, each on a line of its own, and in Actions as annotations. */
export function printRefusals(refusals: readonly Refusal[]): void {
  for (const { message, fix, place } of refusals) {
    const where = place === null ? "plan-gate smoke" : `${relative(process.cwd(), place.path)}:${place.line}`;
    process.stderr.write(`${visibleLine(`${where}: ${message}`, 4_000)}\n`);
    if (fix !== "") process.stderr.write(`  ${visibleLine(fix, 2_000)}\n`);
    if (process.env["GITHUB_ACTIONS"] !== "true") continue;
    const shown =
      place === null
        ? null
        : { ...place, path: `${workspacePrefix()}${relative(process.cwd(), place.path)}` };
    process.stdout.write(`${formatRefusal(`${message} ${fix}`.trimEnd(), shown)}\n`);
  }
}
