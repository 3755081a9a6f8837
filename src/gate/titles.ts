import type { Word } from "../approval/approval.ts";
import { shortDigest } from "../approval/digest.ts";
import { type ConfigReading, overriddenBy } from "./decide-subject.ts";
import { type FeatureReading, partName } from "./decide-part.ts";
import { implementationTitle } from "./decide-implementation.ts";
import type { ImplementationDecision, SubjectDecision } from "./decision.ts";

/** The title of a check that nothing keeps shut. */
export function passingTitle(
  features: readonly FeatureReading[],
  config: ConfigReading | null,
  implementation: ImplementationDecision | null,
): string {
  const subjects = [...features.map(subjectOf), config?.decision.subject ?? null].filter(
    (subject) => subject !== null,
  );
  const overrides = [...subjects.flatMap(overridesOf), ...(implementation?.overrides ?? [])];
  if (overrides.length > 0) return `Overridden ${overriddenBy(overrides)}`;
  const [first] = subjects;
  if (first === undefined)
    return (implementation && implementationTitle(implementation)) ?? quietTitle(features);
  const who = approvers(subjects);
  if (subjects.length > 1) return `Approved by ${who}`;
  return `Approved by ${who} (${shortDigest(first.digest)})`;
}

function overridesOf({ approval }: SubjectDecision): readonly Word[] {
  return approval.state === "overridden" ? approval.overrides : [];
}

function subjectOf({ decision }: FeatureReading): SubjectDecision | null {
  const { outcome } = decision;
  switch (outcome.type) {
    case "changed":
    case "spec-changed":
      return outcome.judged.subject;
    case "feature-removed":
    case "spec-removed":
      return outcome.subject;
    case "unchanged":
    case "spec-only":
    case "renamed":
    case "failed":
      return null;
  }
}

function approvers(subjects: readonly SubjectDecision[]): string {
  const words: readonly Word[] = subjects.flatMap(({ approval }) =>
    approval.state === "approved" ? approval.approvals : [],
  );
  return [...new Set(words.map(({ login }) => `@${login}`))].join(" and ");
}

function quietTitle(features: readonly FeatureReading[]): string {
  const [first] = features;
  if (first === undefined) return "No plans changed";
  if (features.length > 1) return `No plans changed in ${features.length} features`;
  return `${partName(first.decision)}: ${first.decision.title}`;
}
