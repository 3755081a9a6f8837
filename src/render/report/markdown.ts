import type { Finding, Passage, RuleGroup } from "../../plan/finding.ts";
import { headline, isFailing, isSatisfied, saying } from "./check-report.ts";
import type { CheckedFeature, ConfigFault } from "./check-report.ts";
import { codeSpan, neutralize, neutralizeSentence } from "../text/neutralize.ts";
import { phaseLine } from "../check-run/phase-line.ts";
import { table } from "../text/table.ts";

/** The report as Markdown, for a job's summary or a comment. Nothing a plan says is markup in it. */
export function formatMarkdown(features: readonly CheckedFeature[]): string {
  if (features.length === 0) return "No plans here.\n";
  return features.map((feature) => `${featureMarkdown(feature)}\n`).join("\n");
}

/** What is wrong in a config, for a job's summary. */
export function faultsMarkdown(faults: readonly ConfigFault[]): string {
  const lines = faults.map(
    ({ path, line, column, message }) =>
      `- ${codeSpan(`${path}:${line}:${column}`, 300)} ${neutralizeSentence(message)}\n`,
  );
  return `### ✗ The config is wrong, so no plan was judged\n\n${lines.join("")}`;
}

const tables: readonly { readonly header: readonly string[]; readonly groups: readonly RuleGroup[] }[] = [
  { header: ["Section", "Included?", "Evidence"], groups: ["section", "house"] },
  { header: ["Principle", "Applied?", "Evidence"], groups: ["principle"] },
  { header: ["Also checked", "Result", "Details"], groups: ["prerequisite", "hygiene"] },
];

function featureMarkdown(feature: CheckedFeature): string {
  const sign = isSatisfied(feature) ? "✓" : "✗";
  const digest = feature.digest === null ? "" : ` · ${codeSpan(feature.digest.slice(0, 12))}`;
  const filled = tables.flatMap(({ header, groups }) => {
    const rows = feature.findings.filter((finding) => groups.includes(finding.group));
    return rows.length === 0
      ? []
      : [
          table(
            header,
            rows.map((finding) => row(finding, feature.planPath)),
          ),
        ];
  });
  return [
    `### ${sign} ${neutralize(feature.id, 100)}: ${neutralize(headline(feature))}`,
    `${codeSpan(feature.planPath)}${digest}`,
    phaseLine(feature.phase),
    ...filled,
  ].join("\n\n");
}

function row(finding: Finding, planPath: string): readonly string[] {
  return [neutralize(finding.title, 100), mark(finding), details(finding, planPath)];
}

function mark(finding: Finding): string {
  switch (finding.status) {
    case "pass":
      return "✓";
    case "not-applicable":
      return "– not applicable";
    case "waived":
      return "✓ waived";
    case "off":
      return "– off";
    case "fail":
      return isFailing(finding) ? "✗" : "△ warning";
  }
}

function details(finding: Finding, planPath: string): string {
  const [best] = finding.evidence;
  switch (finding.status) {
    case "pass":
      return best === undefined ? neutralize(saying(finding)) : passage(best, planPath);
    case "not-applicable":
    case "waived":
      return neutralize(finding.reason ?? saying(finding));
    case "off":
      return "not looked at";
    case "fail": {
      const instruction = finding.fix === null ? "" : ` ${neutralizeSentence(finding.fix.instruction)}`;
      return `${neutralizeSentence(saying(finding))}${instruction}`;
    }
  }
}

function passage({ path, startLine, endLine, excerpt }: Passage, planPath: string): string {
  const lines = endLine > startLine ? `lines ${startLine}–${endLine}` : `line ${startLine}`;
  const folder = planPath.slice(0, planPath.lastIndexOf("/") + 1);
  const name = path.startsWith(folder) ? path.slice(folder.length) : path;
  return `${path === planPath ? lines : `${codeSpan(name, 60)} ${lines}`} ${neutralize(excerpt, 120)}`;
}
