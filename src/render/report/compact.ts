import type { Finding } from "../../plan/finding.ts";
import { isFailing, placeOf, saying } from "./check-report.ts";
import type { CheckedFeature, ConfigFault } from "./check-report.ts";
import { visibleLine } from "../text/visible-text.ts";

/**
 * One line for each finding that fails, `path:line:column: error rule: message`, as editors and problem matchers read
 * it. No plan and no name makes a line of its own.
 */
export function formatCompact(features: readonly CheckedFeature[]): string {
  return features
    .flatMap((feature) =>
      feature.findings
        .filter(({ status }) => status === "fail")
        .map((finding) => findingLine(finding, feature)),
    )
    .join("");
}

/** The same of what is wrong in a config. */
export function formatCompactFaults(faults: readonly ConfigFault[]): string {
  return faults
    .map(
      ({ path, line, column, message }) => `${place(path, line, column)}: error config: ${said(message)}\n`,
    )
    .join("");
}

function findingLine(finding: Finding, { id, planPath }: CheckedFeature): string {
  const { path, startLine } = placeOf(finding, planPath);
  const level = isFailing(finding) ? "error" : "warning";
  const advice = finding.fix === null ? "" : ` ${finding.fix.instruction}`;
  const words = said(`${id}: ${finding.title}: ${saying(finding)}${advice}`);
  return `${place(path, startLine, 1)}: ${level} ${finding.ruleId}: ${words}\n`;
}

function place(path: string, line: number, column: number): string {
  return `${visibleLine(path, 500)}:${line}:${column}`;
}

function said(text: string): string {
  return visibleLine(text, 1_000);
}
