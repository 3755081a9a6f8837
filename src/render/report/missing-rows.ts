import type { Finding } from "../../plan/finding.ts";
import { linkLines } from "../text/links.ts";
import type { Place } from "../text/links.ts";
import { neutralize, neutralizeSentence } from "../text/neutralize.ts";
import { quoteBlock } from "../text/quote-block.ts";
import { lacksEvidence, messageOf } from "../check-run/rule-tables.ts";

/** For each row that fails: what to write and where, and what came close. */
export function missingRows(findings: readonly Finding[], planPath: string, place: Place): readonly string[] {
  const failing = findings.filter((finding) => finding.status === "fail");
  const errors = failing.filter((finding) => finding.severity === "error");
  const warnings = failing.filter((finding) => finding.severity !== "error" && saysMore(finding));
  return [
    ...section("#### What to do", errors, planPath, place),
    ...section("#### Worth a look", warnings, planPath, place),
  ];
}

/** Than its row of the table does. */
function saysMore(finding: Finding): boolean {
  return finding.fix !== null || finding.nearMisses.length > 0;
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
  const title = `**${neutralize(finding.title, 100)}**`;
  const close = finding.nearMisses.slice(0, maxNearMisses).map((passage) => {
    const judgement = lacksEvidence(finding) ? " is not enough" : "";
    return `- ${linkLines(place, passage, planPath)}${judgement}: ${neutralize(passage.excerpt, 120)}`;
  });
  if (fix === null) return [[`${title}: ${messageOf(finding)}`, ...close].join("\n")];

  const isInPlan = lacksEvidence(finding) || finding.nearMisses.some(({ path }) => path === planPath);
  const line = { path: planPath, startLine: fix.line, endLine: fix.line };
  const where = isInPlan ? `, at ${linkLines(place, line, planPath)}` : "";
  const block = [`${title}${where}: ${neutralizeSentence(fix.instruction)}`, ...close].join("\n");
  if (fix.example.trim() === "") return [block];
  const example = quoteBlock(fix.example, "markdown");
  return [block, "<details><summary>Text to start from</summary>", example, "</details>"];
}

const maxNearMisses = 5;
