import type { Finding, Severity } from "../../plan/finding.ts";
import type { Rule, RuleDocs } from "../../plan/rule.ts";
import { rules } from "../../plan/rules/index.ts";
import { placeOf } from "./check-report.ts";
import type { CheckedFeature, ConfigFault } from "./check-report.ts";
import { formatJson } from "./json.ts";
import { visibleText } from "../text/visible-text.ts";

/** Who wrote the report. */
export interface SarifTool {
  readonly version: string;
}

/**
 * The findings that fail, as SARIF 2.1.0 for GitHub code scanning; ends with a line feed.
 * Paths must be from the root of the repository.
 */
export function formatSarif(features: readonly CheckedFeature[], tool: SarifTool): string {
  const failing = features.flatMap((feature) =>
    feature.findings.filter(({ status }) => status === "fail").map((finding) => ({ finding, feature })),
  );
  const titles = new Map(failing.map(({ finding }) => [finding.ruleId, finding.title]));
  for (const { id } of rules) titles.delete(id);
  const ids: readonly string[] = [...rules.map(({ id }) => id), ...titles.keys()];
  return sarifJson({
    tool,
    rules: [...rules.map(ruleJson), ...[...titles].map(houseRuleJson)],
    invocations: [{ executionSuccessful: true }],
    results: failing.map(({ finding, feature }) => resultJson(finding, feature, ids.indexOf(finding.ruleId))),
  });
}

/** What is wrong in a config, so that nothing was judged. Paths must be from the root of the repository. */
export function sarifOfFaults(faults: readonly ConfigFault[], tool: SarifTool): string {
  return sarifJson({
    tool,
    rules: [houseRuleJson(["config", "The config can be read"])],
    invocations: [{ executionSuccessful: false }],
    results: faults.map(({ path, line, column, message }) => ({
      ruleId: "config",
      ruleIndex: 0,
      level: "error",
      message: { text: escapeMessage(message) },
      locations: [locationJson(path, { startLine: line, startColumn: column })],
    })),
  });
}

interface SarifRun {
  readonly tool: SarifTool;
  readonly rules: readonly unknown[];
  readonly invocations: readonly [{ readonly executionSuccessful: boolean }];
  readonly results: readonly unknown[];
}

function sarifJson({ tool, rules: driverRules, invocations, results }: SarifRun): string {
  const driver = { name: "plan-gate", semanticVersion: tool.version, rules: driverRules };
  return formatJson({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver }, invocations, columnKind: "utf16CodeUnits", results }],
  });
}

function ruleJson({ id, title, docs, defaultSeverity }: Rule) {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: docs.wants },
    help: { text: `${docs.why}\n\n${docs.instruction}`, markdown: helpMarkdown(docs) },
    defaultConfiguration: { level: levelOf(defaultSeverity) },
  };
}

/** A section of the config, or something that kept the plan from being judged. */
function houseRuleJson([id, title]: readonly [string, string]) {
  return { id, shortDescription: { text: title }, defaultConfiguration: { level: "error" } };
}

function helpMarkdown(docs: RuleDocs): string {
  return `${docs.why}\n\n${docs.instruction}\n\n\`\`\`\`md\n${docs.good}\`\`\`\`\n`;
}

function resultJson(finding: Finding, feature: CheckedFeature, ruleIndex: number) {
  const { path, startLine, endLine } = placeOf(finding, feature.planPath);
  const advice = finding.fix === null ? "" : ` ${finding.fix.instruction}`;
  return {
    ruleId: finding.ruleId,
    ruleIndex,
    level: levelOf(finding.severity),
    message: { text: escapeMessage(`${feature.id}: ${finding.message}${advice}`) },
    locations: [locationJson(path, { startLine, endLine })],
    partialFingerprints: { "planGate/v1": `${finding.ruleId}:${feature.path}` },
  };
}

function locationJson(path: string, region: Readonly<Record<string, number>>) {
  return { physicalLocation: { artifactLocation: { uri: uriOf(path), uriBaseId: "%SRCROOT%" }, region } };
}

/** Brackets would make links, and braces placeholders: SARIF 2.1.0, §3.11.5 and §3.11.6. */
function escapeMessage(text: string): string {
  return visibleText(text)
    .replaceAll(/[\\[\]]/g, "\\$&")
    .replaceAll(/[{}]/g, "$&$&");
}

function levelOf(severity: Severity): "error" | "warning" | "none" {
  return severity === "off" ? "none" : severity;
}

function uriOf(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
