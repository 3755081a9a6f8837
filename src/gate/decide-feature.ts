import type { WordsDecision } from "../approval/decide-words.ts";
import type { SubjectFacts } from "../approval/facts.ts";
import { phaseOf } from "../feature/phase.ts";
import type { Feature, Phase } from "../feature/feature.ts";
import { fileNamesOf } from "../feature/file-names.ts";
import { checkTasksAfterApproval } from "../plan/rules/tasks-after-approval.ts";
import type { Finding } from "../plan/finding.ts";
import type { Facts } from "../pull-request/snapshot.ts";
import type { ApprovalState } from "../approval/commands/outcome.ts";
import type { FeatureDecision, FeatureFailure, FeatureOutcome, JudgedPlan, WordChanges } from "./decision.ts";
import { filesOf } from "./feature-change.ts";
import type { PlanQuestion } from "./judge-plan.ts";
import type { Obstacle } from "./obstacle.ts";
import { wordChanges } from "./word-changes.ts";
import { decideSubject } from "./decide-subject.ts";
import type { Gated, GatedFeature, JudgedChange } from "./subjects.ts";

/** A feature's outcome and what keeps it shut; the verdict is for `decide.ts` to draw. */
export interface FeatureReading {
  readonly decision: Omit<FeatureDecision, "verdict">;
  readonly obstacle: Obstacle | null;
}

/** What a feature is decided from. */
export interface FeatureContext {
  readonly gated: Gated;
  readonly words: WordsDecision;
  readonly facts: Facts;
}

/** Decides one changed feature. */
export function decideFeature(
  { feature, change, base }: GatedFeature,
  context: FeatureContext,
): FeatureReading {
  const phase = phaseAt(feature, context);
  switch (change.type) {
    case "unchanged":
      return passing(feature, phase, `plan unchanged on \`${base.branch}\``, {
        type: "unchanged",
        base: base.branch,
      });
    case "spec-only":
      return passing(feature, phase, "specification only, nothing to approve yet", { type: "spec-only" });
    case "renamed":
      return passing(feature, phase, `renamed from \`${change.from}\`, text identical`, change);
    case "failed":
      return failing(feature, phase, change.reason, change.path);
    case "unreadable":
      return failing(feature, phase, "plan-unreadable", change.path, change.message);
    case "removed":
      return decideRemoved(feature, phase, change.subject, context);
    case "judged":
      return decideJudged({ feature, change, base }, phase, context);
  }
}

function passing(feature: Feature, phase: Phase, title: string, outcome: FeatureOutcome): FeatureReading {
  return { decision: { feature, phase, title, outcome }, obstacle: null };
}

function failing(
  feature: Feature,
  phase: Phase,
  reason: FeatureFailure,
  path: string,
  why?: string,
): FeatureReading {
  const { title, message } = failureOf(reason, feature);
  const outcome = { type: "failed", reason, path, message: why ?? message } as const;
  return {
    decision: { feature, phase, title, outcome },
    obstacle: { verdict: "failure", reason: `${feature.id}: ${title}` },
  };
}

/** The title of a failure, and what to do. */
export function failureOf(
  reason: FeatureFailure,
  feature: Feature,
): { readonly title: string; readonly message: string } {
  const { title, message } = failures[reason];
  const { plan } = fileNamesOf(feature);
  return {
    title: title.replaceAll("plan.md", () => plan),
    message: message.replaceAll("plan.md", () => plan),
  };
}

/** With the usual name of the plan. */
const failures: Readonly<Record<FeatureFailure, { readonly title: string; readonly message: string }>> = {
  "changed-on-base-too": {
    title: "the plan changed on the base too",
    message: "Merging would make a text nobody has seen. Update the branch, then ask for approval.",
  },
  "plan-missing": {
    title: "there is no `plan.md`",
    message: "Files of a plan are added without the plan itself. Add `plan.md` beside them.",
  },
  "tasks-without-plan": {
    title: "`tasks.md` without `plan.md`",
    message: "Step 3 begins before step 2. Write `plan.md` and have it approved first.",
  },
  "plan-removed": {
    title: "the plan is removed",
    message: "The feature stays and its plan goes. Restore `plan.md`, or remove the whole feature.",
  },
  "plan-unreadable": {
    title: "the plan cannot be read",
    message: "It is a symlink, a submodule or a directory. Make it a regular file.",
  },
  "names-collide": {
    title: "two files share one name",
    message:
      "The names are equal but for case or accents, so people may be shown one and get the other. Rename one.",
  },
  "too-large": {
    title: "the plan is too large",
    message: "Shorten it, or move details into sibling files.",
  },
};

function decideRemoved(
  feature: Feature,
  phase: Phase,
  removed: SubjectFacts,
  { gated, words, facts }: FeatureContext,
): FeatureReading {
  const subject = decideSubject(removed, gated, words, facts);
  const outcome = { type: "feature-removed", subject: subject.decision } as const;
  const title = `removed, ${subject.title}`;
  return {
    decision: { feature, phase, title, outcome },
    obstacle: subject.verdict && { verdict: subject.verdict, reason: `${feature.id}: ${title}` },
  };
}

function decideJudged(
  { feature, change, base }: GatedFeature & { readonly change: JudgedChange },
  phase: Phase,
  { gated, words, facts }: FeatureContext,
): FeatureReading {
  const subject = decideSubject(change.subject, gated, words, facts);
  const { approval, waivers } = subject.decision;
  const waived = new Map(waivers.map((word) => [word.ruleId, word.reason]));
  const tasks = tasksFinding(change.question, approval.state === "approved");
  const findings = [...change.reading.findings, tasks].map((row) => withWaiver(row, waived));
  const failed = findings.filter((row) => row.status === "fail" && row.severity === "error");
  const { plan } = change.question.head;
  const judged: JudgedPlan = {
    planPath: plan.path,
    planBlobId: plan.blobId,
    findings,
    reviewerSections: change.reading.judgement.reviewerSections,
    wordChanges: hasRoomForWords(gated) ? compareWords(change, base.branch, { approval, facts }) : [],
    failing: failed,
    subject: subject.decision,
  };
  const isOverridden = approval.state === "overridden";
  const isSaid = isOverridden || approval.state === "rejected";
  const title = failed.length > 0 && !isSaid ? rowsTitle(failed, findings) : subject.title;
  const verdict = failed.length > 0 && !isOverridden ? "failure" : subject.verdict;
  return {
    decision: { feature, phase, title, outcome: { type: "changed", judged } },
    obstacle: verdict && { verdict, reason: `${feature.id}: ${title}` },
  };
}

/** Of many plans nothing would fit, and comparing all of them takes its time. */
const maxComparedPlans = 10;

function hasRoomForWords({ features }: Gated): boolean {
  return features.filter(({ change }) => change.type === "judged").length <= maxComparedPlans;
}

/** Against the plan that stands on the base, and against what somebody approved. */
function compareWords(
  { question: { head, mergeBases } }: JudgedChange,
  branch: string,
  { approval, facts }: { readonly approval: ApprovalState; readonly facts: Facts },
): readonly WordChanges[] {
  const [before] = mergeBases;
  const [voided] = approval.state === "waiting" ? approval.voided : [];
  const changes: WordChanges[] = [];
  if (before !== undefined && before.plan !== null)
    changes.push({ since: { type: "base", branch }, ...wordChanges(before.gated, head.gated, facts) });
  if (voided !== undefined) {
    const since = { type: "approval", login: voided.login, digest: voided.digest } as const;
    changes.push({ since, ...wordChanges(voided.files, head.gated, facts) });
  }
  return changes;
}

function withWaiver(row: Finding, waived: ReadonlyMap<string | null, string | null>): Finding {
  const reason = waived.get(row.ruleId);
  return row.status === "fail" && reason !== undefined ? { ...row, status: "waived", reason } : row;
}

function tasksFinding({ head, tasksOnBase, config }: PlanQuestion, planApproved: boolean): Finding {
  const tasksPath = head.tasks === null || tasksOnBase ? null : head.tasks.path;
  return checkTasksAfterApproval(
    { tasksPath, planApproved },
    config.rules["tasks-after-approval"] ?? "warning",
  );
}

/** `2 of 9 rows have no evidence`, or what else is wrong. */
function rowsTitle(failed: readonly Finding[], findings: readonly Finding[]): string {
  const isRow = ({ group }: Finding) => group === "section" || group === "principle";
  const rows = failed.filter(isRow).length;
  if (rows > 0) return `${rows} of ${findings.filter(isRow).length} rows have no evidence`;
  return failed.length > 1
    ? `${failed.length} checks fail`
    : failed.map(({ title }) => `"${title}" fails`).join("");
}

function phaseAt(feature: Feature, { gated, facts }: FeatureContext): Phase {
  const files = filesOf(gated.head, feature, "exists");
  const tasks = files.tasks === null ? undefined : facts.blobs[files.tasks.blobId];
  const has = { hasSpec: files.spec !== null, hasPlan: files.plan !== null, hasTasks: files.tasks !== null };
  return phaseOf(has, tasks?.state === "text" ? tasks.text : null);
}
