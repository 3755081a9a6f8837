import type { Finding } from "../plan/finding.ts";
import { linkLines } from "./links.ts";
import type { Place } from "./links.ts";
import { neutralize } from "./neutralize.ts";
import { quoteBlock } from "./quote-block.ts";

/** For each row that fails: what is missing, what came close, what to write and where. */
export function missingRows(findings: readonly Finding[], planPath: string, place: Place): readonly string[] {
  const failing = findings.filter((finding) => finding.status === "fail");
  const errors = failing.filter((finding) => finding.severity === "error");
  const warnings = failing.filter((finding) => finding.severity !== "error");
  return [
    ...section("#### What is missing", errors, planPath, place),
    ...section("#### Warnings", warnings, planPath, place),
  ];
}

function section(
  heading: string,
  findings: readonly Finding[],
  planPath: string,
  place: Place,
): readonly string[] {
  if (findings.length === 0) return [];
  return [heading, ...findings.flatMap((finding) => missingRow(finding, planPath, place))];
}

function missingRow(finding: Finding, planPath: string, place: Place): readonly string[] {
  const { fix } = finding;
  const lines = [`**${neutralize(finding.title, 100)}:** ${neutralize(finding.message)}`];
  const close = finding.nearMisses.slice(0, 3).map((passage) => {
    return `${linkLines(place, passage, planPath)} ${neutralize(passage.excerpt, 120)}`;
  });
  if (close.length > 0) lines.push(`Not enough: ${close.join(" · ")}`);
  if (fix === null) return [lines.join("\n")];

  const line = { path: planPath, startLine: fix.line, endLine: fix.line };
  lines.push(`To do, at ${linkLines(place, line, planPath)}: ${neutralize(fix.instruction)}`);
  if (fix.example.trim() === "") return [lines.join("\n")];
  return [
    lines.join("\n"),
    "<details><summary>Text to start from</summary>",
    quoteBlock(fix.example, "markdown"),
    "</details>",
  ];
}
