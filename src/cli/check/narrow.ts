import { ruleIds } from "../../plan/finding.ts";
import type { Finding } from "../../plan/finding.ts";
import type { CheckedFeature } from "../../render/report/check-report.ts";
import { UsageError } from "../exit-codes.ts";
import { chooseWord } from "../words.ts";

/**
 * The features with those rows only, and with what kept a plan from being judged at all: none of its rows was looked at.
 * Throws a `UsageError` for a row that there is not.
 */
export function keepRules(
  features: readonly CheckedFeature[],
  typed: readonly string[],
): readonly CheckedFeature[] {
  if (typed.length === 0) return features;
  const isHouse = ({ group }: Finding) => group === "house";
  const house = features.flatMap(({ findings }) => findings.filter(isHouse).map(({ ruleId }) => ruleId));
  const known: readonly string[] = [...ruleIds, ...house];
  const asked = new Set(features.length === 0 ? typed : typed.map((word) => chooseWord("rule", word, known)));
  const isAsked = (finding: Finding) => asked.has(finding.ruleId) || !known.includes(finding.ruleId);
  return features.map((feature) => ({
    ...feature,
    isPartial: true,
    findings: feature.findings.filter(isAsked),
  }));
}

/** How many warnings there are in all. */
export function countWarnings(features: readonly CheckedFeature[]): number {
  return features.reduce(
    (sum, { findings }) =>
      sum + findings.filter(({ status, severity }) => status === "fail" && severity === "warning").length,
    0,
  );
}

/** Reads the number of warnings that may be. */
export function readMaxWarnings(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new UsageError(`\`--max-warnings\` is \`${text}\`, expected a whole number such as 0.`);
}
