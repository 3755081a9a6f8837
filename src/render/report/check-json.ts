import type { Finding } from "../../plan/finding.ts";
import { isSatisfied, whyOf } from "./check-report.ts";
import type { CheckedFeature, ConfigFault } from "./check-report.ts";
import { formatJson } from "./json.ts";

/** The report as JSON, version 1; ends with a line feed. */
export function formatCheckJson(features: readonly CheckedFeature[]): string {
  return formatJson({ version: 1, ok: features.every(isSatisfied), features: features.map(featureJson) });
}

/** What is wrong in a config, as JSON of version 1: nothing was judged, so nothing is fine. */
export function faultsJson(faults: readonly ConfigFault[]): string {
  return formatJson({ version: 1, ok: false, features: [], config: faults });
}

/** One feature of the report, for where it is part of another one. */
export function featureJson(feature: CheckedFeature) {
  const { id, path, planPath, phase, digest, findings } = feature;
  return { id, path, plan: planPath, phase, digest, ok: isSatisfied(feature), rules: findings.map(ruleJson) };
}

function ruleJson(finding: Finding) {
  const { ruleId, title, group, severity, status, evidence, reason } = finding;
  const message =
    status === "not-applicable" && reason !== null ? `Not applicable: ${reason}` : finding.message;
  return { id: ruleId, title, group, severity, status, evidence, message, fix: fixJson(finding) };
}

/** What to write and where, why it matters, and what came close. */
function fixJson(finding: Finding) {
  if (finding.fix === null) return null;
  return { ...finding.fix, why: whyOf(finding), closest: finding.nearMisses };
}
