import { partName } from "../../gate/decide-part.ts";
import type { FeatureDecision, PlanProblem, PullRequestDecision } from "../../gate/decision.ts";
import type { CheckedFeature } from "../../render/report/check-report.ts";
import { formatPretty, type Terminal } from "../../render/report/terminal.ts";
import { visibleLine } from "../../render/text/visible-text.ts";
import { subjectOf } from "../wait/look.ts";

/**
 * The plans that a pull request changes, and the specifications with a gate of their own, as `check` reports on them.
 */
export function checkedFeatures(decision: PullRequestDecision | null): readonly CheckedFeature[] {
  return (decision?.features ?? []).flatMap(checkedOf);
}

/** Who rejected what, and why. */
export function rejections(decision: PullRequestDecision | null) {
  return (decision?.features ?? []).flatMap((feature) => {
    const approval = subjectOf(feature)?.approval;
    return approval?.state === "rejected" ? approval.rejections : [];
  });
}

/**
 * What stands against a pull request besides its rows: rejections, plans that cannot be judged, code without a plan,
 * a wrong config.
 */
export function objectionLines(decision: PullRequestDecision | null): readonly string[] {
  return [
    ...rejections(decision).map(
      ({ login, reason, url }) =>
        `  @${visibleLine(login, 100)}: ${visibleLine(reason ?? "no reason given", 1_000)}  ${url}`,
    ),
    ...(decision?.features ?? []).flatMap(({ outcome }) =>
      outcome.type === "failed" ? [`  ${visibleLine(outcome.message, 500)}`] : [],
    ),
    ...codeProblems(decision).map(
      ({ title, message }) => `  ${visibleLine(title, 300)}. ${visibleLine(message, 500)}`,
    ),
    ...(decision?.config?.problems ?? []).map(
      ({ line, column, message }) => `  ${line}:${column}: ${visibleLine(message, 500)}`,
    ),
  ];
}

function codeProblems(decision: PullRequestDecision | null): readonly PlanProblem[] {
  const code = decision?.implementation;
  const isLetGo = !code || code.waiver !== null || code.overrides.length > 0;
  return isLetGo ? [] : code.problems;
}

/** The rows of the changed plans, as `check` prints them; empty where no plan is changed. */
export function rowsText(decision: PullRequestDecision | null, terminal: Terminal): string {
  const features = checkedFeatures(decision);
  return features.length === 0 ? "" : `\n${formatPretty(features, terminal)}`;
}

function checkedOf(part: FeatureDecision): readonly CheckedFeature[] {
  const { feature, phase, outcome } = part;
  if (outcome.type !== "changed" && outcome.type !== "spec-changed") return [];
  const { planPath, findings, subject } = outcome.judged;
  return [{ id: partName(part), path: feature.path, planPath, phase, digest: subject.digest, findings }];
}
