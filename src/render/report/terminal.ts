import type { Finding, Passage } from "../../plan/finding.ts";
import { headline, isFailing, isSatisfied, whyOf, saying } from "./check-report.ts";
import type { CheckedFeature } from "./check-report.ts";
import { phaseNames } from "../check-run/phase-line.ts";
import { cutCharacters, visibleLine } from "../text/visible-text.ts";

/** How the terminal shows things. */
export interface Terminal {
  readonly hasColors: boolean;
  /** In characters. */
  readonly width: number;
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
const minTextWidth = 24;

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
  return features.length === 0 ? "No plans here." : paint.green(`${plans}, nothing missing but the approval`);
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
  return [
    `${sign} ${paint.bold(visibleLine(feature.id, 100))}: ${visibleLine(headline(feature), 300)}`,
    `  ${paint.dim(where)}`,
    ...rows.flatMap((finding) => findingLines(finding, feature, terminal)),
  ];
}

function findingLines(finding: Finding, feature: CheckedFeature, terminal: Terminal): readonly string[] {
  const paint = createPaint(terminal.hasColors);
  const title = visibleLine(finding.title, titleWidth).padEnd(titleWidth);
  const lead = 4 + titleWidth + 1;
  const text = cutCharacters(
    answer(finding, feature.planPath),
    Math.max(minTextWidth, terminal.width - lead),
  );
  const line = `  ${signOf(finding, paint)} ${title} ${finding.status === "fail" ? text : paint.dim(text)}`;
  return finding.status === "fail" ? [line, ...adviceLines(finding, feature.planPath, paint)] : [line];
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

function adviceLines(finding: Finding, planPath: string, paint: Paint): readonly string[] {
  const { nearMisses, fix } = finding;
  const why = whyOf(finding);
  const advice: (readonly [string, string])[] = [
    ...nearMisses.slice(0, 2).map((passage) => ["closest", passageText(passage, planPath)] as const),
    ...(why === null ? [] : [["why", why] as const]),
    ...(fix === null ? [] : [["write", `${visibleLine(fix.instruction, 500)} (line ${fix.line})`] as const]),
  ];
  return advice.map(([label, text]) => `      ${paint.dim(label.padEnd(8))} ${text}`);
}

function passageText({ path, startLine, endLine, excerpt }: Passage, planPath: string): string {
  const folder = planPath.slice(0, planPath.lastIndexOf("/") + 1);
  const name = path.startsWith(folder) ? path.slice(folder.length) : path;
  const lines = endLine > startLine ? `${startLine}-${endLine}` : String(startLine);
  return visibleLine(`${name}:${lines}  ${excerpt}`, 400);
}
