import { shortDigest } from "../approval/digest.ts";
import type { FeatureOutcome, PullRequestDecision, SubjectDecision } from "../gate/decision.ts";
import { visibleLine } from "./visible-text.ts";

/** A button of the check run: label ≤ 20, description ≤ 40, identifier ≤ 20 characters. */
export interface CheckAction {
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}

/** A button for each text that waits for approval alone; GitHub shows three. */
export function checkActions(pullRequests: readonly PullRequestDecision[]): readonly CheckAction[] {
  const subjects = pullRequests
    .filter((pr) => pr.methods.includes("button"))
    .flatMap((pr) => waitingSubjects(pr));
  const byDigest = new Map(subjects.map((subject) => [shortDigest(subject.digest), subject]));
  return [...byDigest].slice(0, 3).map(([digest, subject]) => ({
    label: byDigest.size === 1 ? soleLabel(subject) : visibleLine(`Approve ${subject.commandName}`, 20),
    description: `Approves the text ${digest}`,
    identifier: `approve:${digest}`,
  }));
}

/** Texts of a pull request that approval alone is missing for, the settings last. */
export function waitingSubjects(pr: PullRequestDecision): readonly SubjectDecision[] {
  const ofFeatures = pr.features.flatMap((feature) => waitingIn(feature.outcome));
  return pr.config === null ? ofFeatures : [...ofFeatures, ...onlyWaiting(pr.config.subject)];
}

/** The text of a feature, where approval alone is missing for it. */
export function waitingIn(outcome: FeatureOutcome): readonly SubjectDecision[] {
  if (outcome.type === "changed") return onlyWaiting(outcome.judged.subject);
  return outcome.type === "feature-removed" ? onlyWaiting(outcome.subject) : [];
}

function onlyWaiting(subject: SubjectDecision): readonly SubjectDecision[] {
  return subject.isReady && subject.approval.state === "waiting" ? [subject] : [];
}

function soleLabel(subject: SubjectDecision): string {
  return subject.subject === "config" ? "Approve config" : "Approve plan";
}
