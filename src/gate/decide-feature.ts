import type { SubjectFacts } from "../approval/facts.ts";
import { checkTasksAfterApproval } from "../plan/rules/tasks-after-approval.ts";
import type { Finding } from "../plan/finding.ts";
import {
  compareWords,
  failing,
  type FeatureReading,
  judgedText,
  movedBeside,
  type FeaturePart,
  partName,
  partOf,
} from "./decide-part.ts";
import { readPrerequisite } from "./decide-spec.ts";
import { decideSubject, type DecisionContext } from "./decide-subject.ts";
import type { FeatureOutcome } from "./decision.ts";
import type { PlanQuestion } from "./judge-plan.ts";
import type { GatedFeature, JudgedChange } from "./subjects.ts";

/** Decides one changed feature. */
export function decideFeature(
  { feature, change, base }: GatedFeature,
  context: DecisionContext,
): FeatureReading {
  const part = partOf(feature, "plan", context);
  switch (change.type) {
    case "unchanged":
      return passing(part, `plan unchanged on \`${base.branch}\``, { type: "unchanged", base: base.branch });
    case "spec-only":
      return passing(part, "specification only, nothing to approve yet", { type: "spec-only" });
    case "renamed":
      return passing(part, `renamed from \`${change.from}\`, text identical`, change);
    case "failed":
      return failing(part, { ...change, ...movedBeside(change.reason, base) });
    case "unreadable":
      return failing(part, { ...change, reason: "plan-unreadable" });
    case "removed":
      return decideRemoved(part, change.subject, context);
    case "judged":
      return decideJudged({ feature, change, base }, part, context);
  }
}

function passing(part: FeaturePart, title: string, outcome: FeatureOutcome): FeatureReading {
  return { decision: { ...part, title, outcome }, obstacle: null };
}

function decideRemoved(part: FeaturePart, removed: SubjectFacts, context: DecisionContext): FeatureReading {
  const subject = decideSubject(removed, context);
  const outcome = { type: "feature-removed", subject: subject.decision } as const;
  const title = `removed, ${subject.title}`;
  return {
    decision: { ...part, title, outcome },
    obstacle: subject.verdict && { verdict: subject.verdict, reason: `${partName(part)}: ${title}` },
  };
}

function decideJudged(
  { change, base }: GatedFeature & { readonly change: JudgedChange },
  part: FeaturePart,
  context: DecisionContext,
): FeatureReading {
  const { question, reading } = change;
  const subject = decideSubject(change.subject, context);
  const { approval } = subject.decision;
  const prerequisite = readPrerequisite(change.subject, context);
  const rows = prerequisite === null ? reading.findings : reading.findings.map(prerequisite.judge);
  const [before] = question.mergeBases;
  const { judged, title, verdict } = judgedText({
    planPath: question.head.plan.path,
    planBlobId: question.head.plan.blobId,
    reviewerSections: reading.judgement.reviewerSections,
    findings: [...rows, tasksFinding(question, approval.state === "approved")],
    subject,
    wordChanges: compareWords(
      {
        before: before !== undefined && before.plan !== null ? before.gated : null,
        now: question.head.gated,
        branch: base.branch,
        approval,
      },
      context,
    ),
  });
  const isOnlyHeld =
    judged.failing.length > 0 && judged.failing.every(({ ruleId }) => ruleId === prerequisite?.holds);
  const isHeld = isOnlyHeld && (approval.state === "waiting" || approval.state === "approved");
  const worst = isHeld ? "action_required" : verdict;
  const said = isHeld ? "waiting for the approval of its specification" : title;
  return {
    decision: { ...part, title: said, outcome: { type: "changed", judged } },
    obstacle: worst && { verdict: worst, reason: `${partName(part)}: ${said}` },
  };
}

function tasksFinding({ head, tasksOnBase, config }: PlanQuestion, planApproved: boolean): Finding {
  const tasksPath = head.tasks === null || tasksOnBase ? null : head.tasks.path;
  return checkTasksAfterApproval(
    { tasksPath, planApproved },
    config.rules["tasks-after-approval"] ?? "warning",
  );
}
