import type { FeatureDecision, PullRequestDecision } from "../../gate/decision.ts";
import { featureJson } from "../../render/report/check-json.ts";
import type { CheckedFeature } from "../../render/report/check-report.ts";
import { formatJson } from "../../render/report/json.ts";
import { formatPretty, type Terminal } from "../../render/report/terminal.ts";
import { visibleLine } from "../../render/text/visible-text.ts";
import type { PullRequestName } from "../remote/names.ts";
import { subjectOf } from "./look.ts";
import type { Ending } from "./watch.ts";

/** The end of waiting as JSON, version 1. */
export function endingJson({ owner, repo, number }: PullRequestName, ending: Ending): string {
  const decision = decisionOf(ending);
  return formatJson({
    version: 1,
    repository: `${owner}/${repo}`,
    pullRequest: number,
    headSha: ending.headSha,
    outcome: ending.state,
    title: ending.title,
    reasons: decision?.reasons ?? [],
    rejections: rejections(decision).map(({ login, reason, subject, url, at }) => ({
      login,
      reason,
      subject,
      url,
      at,
    })),
    features: (decision?.features ?? []).flatMap(checkedOf).map(featureJson),
  });
}

/** The same for people: the verdict, why it was rejected, and what `check` would print of the rows. */
export function endingText(
  { owner, repo, number }: PullRequestName,
  ending: Ending,
  terminal: Terminal,
): string {
  const decision = decisionOf(ending);
  const how = ending.state === "time-over" ? "the time is over, still " : "";
  const lines = [
    `${owner}/${repo}#${number}: ${how}${visibleLine(ending.title, 300)}`,
    ...rejections(decision).map(
      ({ login, reason, url }) =>
        `  @${visibleLine(login, 100)}: ${visibleLine(reason ?? "no reason given", 1_000)}  ${url}`,
    ),
    ...(decision?.features ?? []).flatMap(({ outcome }) =>
      outcome.type === "failed" ? [`  ${visibleLine(outcome.message, 500)}`] : [],
    ),
    ...(decision?.config?.problems ?? []).map(
      ({ line, column, message }) => `  ${line}:${column}: ${visibleLine(message, 500)}`,
    ),
  ];
  const features = (decision?.features ?? []).flatMap(checkedOf);
  const rows =
    ending.state === "failing" && features.length > 0 ? `\n${formatPretty(features, terminal)}` : "";
  return `${lines.join("\n")}\n${rows}`;
}

function decisionOf(ending: Ending): PullRequestDecision | null {
  return ending.state === "time-over" ? null : ending.decision;
}

function rejections(decision: PullRequestDecision | null) {
  return (decision?.features ?? []).flatMap((feature) => {
    const approval = subjectOf(feature)?.approval;
    return approval?.state === "rejected" ? approval.rejections : [];
  });
}

function checkedOf({ feature, phase, outcome }: FeatureDecision): readonly CheckedFeature[] {
  if (outcome.type !== "changed") return [];
  const { planPath, findings, subject } = outcome.judged;
  return [{ ...feature, planPath, phase, digest: subject.digest, findings }];
}
