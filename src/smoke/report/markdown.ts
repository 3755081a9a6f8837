import { formatDuration } from "../probes/duration.ts";
import type { SmokeReport } from "./smoke-report.ts";
import { verdictOf } from "./terminal.ts";

/** GitHub keeps at most 1 MiB of summary a step; we stay far below. */
const maxLength = 200_000;

/** The report for `$GITHUB_STEP_SUMMARY`. All that comes from the stack is neutralized. */
export function formatMarkdown(report: SmokeReport): string {
  const parts = [
    `## ${report.ok ? "✅" : "❌"} ${verdictOf(report)}`,
    `${report.files.map(code).join(", ")} · ${formatDuration(report.durationMs)} · Docker Engine ${code(report.engine ?? "not used")}, Compose ${code(report.compose)}`,
    table(["Check", "Result", "What"], rows(report)),
    ...report.services
      .filter((service) => service.logTail.length > 0)
      .map((service) => logs(service.name, service.logTail)),
    ...report.notes.map((note) => `> ${escapeText(note)}`),
  ].filter((part) => part !== "");
  const text = `${parts.join("\n\n")}\n`;
  return text.length <= maxLength
    ? text
    : `${text.slice(0, maxLength)}\n\n…cut; see \`smoke.json\` in the artifact.\n`;
}

type Row = readonly [check: string, result: string, what: string];

function rows(report: SmokeReport): readonly Row[] {
  return [
    ...report.problems.map((problem): Row => [
      problem.stage,
      "❌",
      `${escapeText(problem.message)} ${escapeText(problem.fix)}`,
    ]),
    ...report.findings.map((finding): Row => [
      `lint ${code(finding.rule)}`,
      finding.severity === "error" ? "❌" : "⚠️",
      `${code(`${finding.path}:${finding.line}`)} ${escapeText(finding.message)}`,
    ]),
    ...report.services.map((service): Row => [
      `service ${code(service.name)}`,
      service.ok ? "✅" : "❌",
      `${service.state}${service.readyMs === null ? "" : ` after ${formatDuration(service.readyMs)}`}`,
    ]),
    ...report.probes.map((probe): Row => [
      `probe ${code(probe.name)}${probe.round === "first" ? "" : " after the restart"}`,
      probe.ok ? "✅" : "❌",
      probe.message === null ? formatDuration(probe.durationMs) : escapeText(probe.message),
    ]),
  ];
}

function table(head: Row, body: readonly Row[]): string {
  if (body.length === 0) return "";
  return [head, ["---", "---", "---"], ...body].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function logs(service: string, tail: readonly string[]): string {
  const text = tail.join("\n");
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `<details><summary>Last log lines of ${escapeText(service)}</summary>\n\n${fence}text\n${text}\n${fence}\n\n</details>`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

/** A code span that no content can leave, also within a table. */
function code(text: string): string {
  const flat = text.replace(/\s+/g, " ").replaceAll("|", "¦");
  const fence = "`".repeat(longestRun(flat) + 1);
  const pad = flat.startsWith("`") || flat.endsWith("`") ? " " : "";
  return `${fence}${pad}${flat}${pad}${fence}`;
}

/** Text whose code spans stay and whose everything else is inert: no HTML, links, images, mentions or references. */
function escapeText(text: string): string {
  const flat = text.replace(/\s+/g, " ").trim();
  const pieces = flat.split("`");
  if (pieces.length % 2 === 0) return code(flat);
  return pieces.map((piece, index) => (index % 2 === 1 ? code(piece) : escapePlain(piece))).join("");
}

function escapePlain(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[\\*_[\]|~]/g, "\\$&")
    .replace(/[@#]/g, "$&\u2060")
    .replace(/:\/\//g, ":\u2060//")
    .replace(/\bwww\./g, "www\u2060.");
}
