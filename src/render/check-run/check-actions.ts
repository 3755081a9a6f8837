import { buttonIdentifier } from "../../approval/commands/button.ts";
import { shortDigest } from "../../approval/digest.ts";
import type { FeatureOutcome, PullRequestDecision, SubjectDecision } from "../../gate/decision.ts";
import { visibleLine } from "../text/visible-text.ts";

/** A button of the check run: label ≤ 20, description ≤ 40, identifier ≤ 20 characters. */
export interface CheckAction {
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}

/** A button for each text that approval alone is missing for, a rejected one as well; GitHub shows three. */
export function checkActions(pullRequests: readonly PullRequestDecision[]): readonly CheckAction[] {
  const buttons = pullRequests
    .filter((pr) => pr.methods.includes("button"))
    .flatMap((pr) =>
      subjectsOf(pr)
        .filter(isOpen)
        .map((subject) => buttonFor(subject, pr)),
    );
  const byIdentifier = new Map(buttons.map((button) => [button.identifier, button]));
  const isSole = byIdentifier.size === 1;
  return [...byIdentifier.values()]
    .slice(0, 3)
    .map((button) =>
      isSole && button.label !== configLabel ? { ...button, label: "Approve plan" } : button,
    );
}

/** Texts of a pull request that approval alone is missing for, the settings last. */
export function waitingSubjects(pr: PullRequestDecision): readonly SubjectDecision[] {
  return subjectsOf(pr).filter(isWaiting);
}

/** The text of a feature, where approval alone is missing for it. */
export function waitingIn(outcome: FeatureOutcome): readonly SubjectDecision[] {
  return subjectsIn(outcome).filter(isWaiting);
}

const configLabel = "Approve config";

function buttonFor({ subject, commandName, digest }: SubjectDecision, pr: PullRequestDecision): CheckAction {
  return {
    label: visibleLine(`Approve ${commandName}`, 20),
    description: `Approves the text ${shortDigest(digest)}`,
    identifier: buttonIdentifier(subject, digest, pr.record),
  };
}

/** Every text of a pull request that is gated, the settings last. */
export function subjectsOf(pr: PullRequestDecision): readonly SubjectDecision[] {
  const ofFeatures = pr.features.flatMap((feature) => subjectsIn(feature.outcome));
  return pr.config === null ? ofFeatures : [...ofFeatures, pr.config.subject];
}

function subjectsIn(outcome: FeatureOutcome): readonly SubjectDecision[] {
  if (outcome.type === "changed") return [outcome.judged.subject];
  return outcome.type === "feature-removed" ? [outcome.subject] : [];
}

function isWaiting({ isReady, approval }: SubjectDecision): boolean {
  return isReady && approval.state === "waiting";
}

/** Whoever rejected a text may change their mind by the button. */
function isOpen(subject: SubjectDecision): boolean {
  return isWaiting(subject) || (subject.isReady && subject.approval.state === "rejected");
}
