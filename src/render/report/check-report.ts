import type { ConfigProblem } from "../../config/config-problem.ts";
import type { Phase } from "../../feature/feature.ts";
import type { Finding, Passage } from "../../plan/finding.ts";
import { rules } from "../../plan/rules/index.ts";

/** A feature with a plan, judged from the files on disk. */
export interface CheckedFeature {
  readonly id: string;
  /** Folder of the feature, as the reader finds it. */
  readonly path: string;
  readonly planPath: string;
  readonly phase: Phase;
  /** Of the gated text, as GitHub's check shows it; 64 hex digits. `null` where there is none. */
  readonly digest: string | null;
  readonly findings: readonly Finding[];
  /** Only some of the rows were asked for. */
  readonly isPartial?: true;
}

/** One thing that is wrong in a config, and the file it is wrong in. */
export interface ConfigFault extends ConfigProblem {
  /** As the reader finds it. */
  readonly path: string;
}

/** A feature as it stands on disk; `checked` is `null` while there is no plan to judge. */
export interface FeatureStanding {
  readonly id: string;
  readonly path: string;
  readonly phase: Phase;
  readonly checked: CheckedFeature | null;
}

/** Does the finding keep the gate shut? */
export function isFailing(finding: Finding): boolean {
  return finding.status === "fail" && finding.severity === "error";
}

/** Does nothing but the approval keep the gate shut? */
export function isSatisfied(feature: CheckedFeature): boolean {
  return !feature.findings.some(isFailing);
}

/** Where the feature stands, in a phrase: `2 of 9 rows have no evidence`. */
export function headline(feature: CheckedFeature): string {
  const failing = feature.findings.filter(isFailing);
  const [first] = failing;
  if (first === undefined) {
    return feature.isPartial === true
      ? "nothing is missing in the rows asked for"
      : "nothing is missing but the approval";
  }
  const missing = failing.filter(isRow).length;
  if (missing > 0) {
    return `${missing} of ${feature.findings.filter(isRow).length} rows ${missing === 1 ? "has" : "have"} no evidence`;
  }
  return failing.length === 1 ? first.message : `${failing.length} checks fail`;
}

/** Where an annotation of a finding belongs: the passage that fails, or the line to write at. */
export function placeOf(finding: Finding, planPath: string): Pick<Passage, "path" | "startLine" | "endLine"> {
  const [closest] = finding.nearMisses;
  if (finding.group === "hygiene" && closest !== undefined) return closest;
  const line = finding.fix?.line ?? closest?.startLine ?? 1;
  return { path: planPath, startLine: line, endLine: line };
}

/** What the finding says, for where its title stands beside it. */
export function saying({ message, title }: Finding): string {
  return message.startsWith(`${title}: `) ? message.slice(title.length + 2) : message;
}

/** Why the rule matters; `null` for what is no rule of the registry. */
export function whyOf({ ruleId }: Finding): string | null {
  return rules.find(({ id }) => id === ruleId)?.docs.why ?? null;
}

function isRow({ group }: Finding): boolean {
  return group === "section" || group === "principle";
}
