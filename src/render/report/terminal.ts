import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";
import type { Finding, Passage } from "../../plan/finding.ts";
import { phaseNames } from "../check-run/phase-line.ts";
import { visibleLine } from "../text/visible-text.ts";
import { type CheckedFeature, headline, isFailing, isSatisfied, saying, whyOf } from "./check-report.ts";

/** How the terminal shows things. */
export interface Terminal {
  readonly hasColors: boolean;
  /** Columns to wrap to; `null` for a pipe or a file, where lines stay whole. */
  readonly width: number | null;
  /** Leave out features where nothing is missing, and rows that are fine. */
  readonly isQuiet: boolean;
}

/** Colors, or none. */
export interface Paint {
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
}

/** Colors of a terminal; plain text where it has none. */
export function createPaint(hasColors: boolean): Paint {
  const paint = (code: number) => (text: string) => (hasColors ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { red: paint(31), green: paint(32), yellow: paint(33), dim: paint(2), bold: paint(1) };
}

const titleWidth = 32;
const titleLead = 4 + titleWidth + 1;
const adviceLead = 15;
const minTextWidth = 24;
const widthOfFiles = 160;

/** The report for people at a terminal. Nothing in it that a plan says can steer the terminal. */
export function formatPretty(features: readonly CheckedFeature[], terminal: Terminal): string {
  const shown = terminal.isQuiet ? features.filter((feature) => !isSatisfied(feature)) : features;
  const parts = shown.map((feature) => featureLines(feature, terminal).join("\n"));
  if (!terminal.isQuiet) parts.push(summary(features, createPaint(terminal.hasColors)));
  return parts.map((part) => `${part}\n`).join("\n");
}

function summary(features: readonly CheckedFeature[], paint: Paint): string {
  const failing = features.filter((feature) => !isSatisfied(feature)).length;
  const plans = `${features.length} ${features.length === 1 ? "plan" : "plans"}`;
  if (failing > 0) return paint.red(`${plans}, ${failing} with something missing`);
  if (features.length === 0) return "No plans here.";
  const isPartial = features.some((feature) => feature.isPartial === true);
  return paint.green(`${plans}, nothing missing ${isPartial ? "in the rows asked for" : "but the approval"}`);
}

function featureLines(feature: CheckedFeature, terminal: Terminal): readonly string[] {
  const paint = createPaint(terminal.hasColors);
  const isOk = isSatisfied(feature);
  const sign = isOk ? paint.green("✓") : paint.red("✗");
  const digest = feature.digest === null ? "" : ` · ${feature.digest.slice(0, 12)}`;
  const where = `${visibleLine(feature.planPath, 500)} · ${phaseNames[feature.phase]}${digest}`;
  const rows = terminal.isQuiet
    ? feature.findings.filter(({ status }) => status === "fail")
    : feature.findings;
  const title = `${paint.bold(visibleLine(feature.id, 100))}: ${visibleLine(headline(feature), 300)}`;
  return [
    ...hang(`${sign} `, title, { lead: 2, terminal }),
    `  ${paint.dim(where)}`,
    ...rows.flatMap((finding) => findingLines(finding, feature, terminal)),
  ];
}

function findingLines(finding: Finding, feature: CheckedFeature, terminal: Terminal): readonly string[] {
  const paint = createPaint(terminal.hasColors);
  const title = padColumns(visibleLine(finding.title, titleWidth), titleWidth);
  const start = `  ${signOf(finding, paint)} ${title} `;
  const text = answer(finding, feature.planPath);
  if (finding.status === "fail") {
    return [
      ...hang(start, text, { lead: titleLead, terminal }),
      ...adviceLines(finding, feature.planPath, terminal),
    ];
  }
  const columns = Math.max(minTextWidth, (terminal.width ?? widthOfFiles) - titleLead);
  return [`${start}${paint.dim(cutColumns(text, columns))}`];
}

interface Hanging {
  /** Columns before the text, on every line. */
  readonly lead: number;
  readonly terminal: Pick<Terminal, "width">;
}

/** Text behind a start, its further lines below its first. */
export function hang(start: string, text: string, { lead, terminal: { width } }: Hanging): readonly string[] {
  const columns = width === null ? null : Math.max(minTextWidth, width - lead);
  return wrapColumns(text, columns).map((line, index) => (index === 0 ? start : " ".repeat(lead)) + line);
}

function signOf(finding: Finding, paint: Paint): string {
  switch (finding.status) {
    case "pass":
    case "waived":
      return paint.green("✓");
    case "not-applicable":
    case "off":
      return paint.dim("–");
    case "fail":
      return isFailing(finding) ? paint.red("✗") : paint.yellow("△");
  }
}

function answer(finding: Finding, planPath: string): string {
  const [best] = finding.evidence;
  switch (finding.status) {
    case "pass":
      return best === undefined ? visibleLine(saying(finding), 200) : passageText(best, planPath);
    case "not-applicable":
      return visibleLine(`not applicable: ${finding.reason ?? saying(finding)}`, 200);
    case "waived":
      return visibleLine(`waived: ${finding.reason ?? saying(finding)}`, 200);
    case "off":
      return "off";
    case "fail":
      return visibleLine(saying(finding), 300);
  }
}

/** What came close, why it matters and what to write; each place as terminals and editors open it. */
function adviceLines(finding: Finding, planPath: string, terminal: Terminal): readonly string[] {
  const paint = createPaint(terminal.hasColors);
  const { nearMisses, fix } = finding;
  const why = whyOf(finding);
  const advice: (readonly [string, string])[] = [
    ...nearMisses
      .slice(0, 2)
      .map(({ path, startLine, excerpt }) => ["closest", placed(path, startLine, excerpt)] as const),
    ...(why === null ? [] : [["why", why] as const]),
    ...(fix === null ? [] : [["write", placed(fix.path ?? planPath, fix.line, fix.instruction)] as const]),
    ...(fix === null && nearMisses.length === 0 ? [["at", placed(planPath, 1, "")] as const] : []),
  ];
  return advice.flatMap(([label, text]) =>
    hang(`      ${paint.dim(label.padEnd(8))} `, text, { lead: adviceLead, terminal }),
  );
}

function placed(path: string, line: number, text: string): string {
  return `${visibleLine(path, 500)}:${line}:1  ${visibleLine(text, 500)}`.trimEnd();
}

function passageText({ path, startLine, endLine, excerpt }: Passage, planPath: string): string {
  const folder = planPath.slice(0, planPath.lastIndexOf("/") + 1);
  const name = path.startsWith(folder) ? path.slice(folder.length) : path;
  const lines = endLine > startLine ? `${startLine}-${endLine}` : String(startLine);
  return visibleLine(`${name}:${lines}  ${excerpt}`, 400);
}

/** The text with spaces after it, up to so many columns of a terminal. */
export function padColumns(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - columnsOf(text)));
}

/** Columns of a terminal that the text takes. */
export function columnsOf(text: string): number {
  return isPlain(text) ? text.length : stringWidth(text);
}

/** Printable ASCII, which most lines are, takes a column a character. */
function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

/** The text in so many columns of a terminal; what was cut shows as `…`. */
function cutColumns(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  if (isPlain(text)) return `${text.slice(0, columns - 1).trimEnd()}…`;
  const [first = ""] = wrapAnsi(text, columns - 1, { hard: true, wordWrap: false, trim: false }).split("\n");
  return `${first.trimEnd()}…`;
}

/** Words in lines of so many columns; a longer word, such as a path, stays whole. `null` leaves it on one line. */
function wrapColumns(text: string, columns: number | null): readonly string[] {
  return columns === null ? [text] : wrapAnsi(text, columns).split("\n");
}
