import { configSubject, subjectKind } from "../../approval/approval.ts";
import { buttonIdentifier } from "../../approval/commands/decide-press.ts";
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
  const byIdentifier = new Map(buttons.map((button) => [button.action.identifier, button]));
  const [first, ...others] = byIdentifier.values();
  if (first === undefined) return [];
  return others.length === 0
    ? [{ ...first.action, label: first.alone }]
    : [first, ...others].slice(0, 3).map(({ action }) => action);
}

/** Texts of a pull request that approval alone is missing for, the settings last. */
export function waitingSubjects(pr: PullRequestDecision): readonly SubjectDecision[] {
  return subjectsOf(pr).filter(isWaiting);
}

/** The text of a feature, where approval alone is missing for it. */
export function waitingIn(outcome: FeatureOutcome): readonly SubjectDecision[] {
  return subjectsIn(outcome).filter(isWaiting);
}

/** A button, and its label where there is no other. */
interface LabeledAction {
  readonly action: CheckAction;
  readonly alone: string;
}

function buttonFor(
  { subject, commandName, digest }: SubjectDecision,
  pr: PullRequestDecision,
): LabeledAction {
  const kind = subjectKind(subject);
  const name = kind === "spec" ? `spec ${commandName}` : commandName;
  return {
    action: {
      label: visibleLine(`Approve ${name}`, 20),
      description: `Approves the text ${shortDigest(digest)}`,
      identifier: buttonIdentifier(subject, digest, pr.record),
    },
    alone: subject === configSubject ? "Approve config" : `Approve ${kind}`,
  };
}

/** Every text of a pull request that is gated, the settings last. */
export function subjectsOf(pr: PullRequestDecision): readonly SubjectDecision[] {
  const ofFeatures = pr.features.flatMap((feature) => subjectsIn(feature.outcome));
  return pr.config === null ? ofFeatures : [...ofFeatures, pr.config.subject];
}

function subjectsIn(outcome: FeatureOutcome): readonly SubjectDecision[] {
  switch (outcome.type) {
    case "changed":
    case "spec-changed":
      return [outcome.judged.subject];
    case "feature-removed":
    case "spec-removed":
      return [outcome.subject];
    case "unchanged":
    case "spec-only":
    case "renamed":
    case "failed":
      return [];
  }
}

function isWaiting({ isReady, approval }: SubjectDecision): boolean {
  return isReady && approval.state === "waiting";
}

/** Whoever rejected a text may change their mind by the button. */
function isOpen(subject: SubjectDecision): boolean {
  return isWaiting(subject) || (subject.isReady && subject.approval.state === "rejected");
}
