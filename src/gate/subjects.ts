import { digestOf } from "../approval/digest.ts";
import type { SubjectFacts } from "../approval/facts.ts";
import type { Facts } from "../pull-request/snapshot.ts";
import { type FeatureChange, filesOf } from "./feature-change.ts";
import { type Judge, judgePlan, type PlanQuestion, type PlanReading } from "./judge-plan.ts";
import { type SmokeReading, smokeRuleId, smokeSubject } from "./smoke.ts";
import type { ComparedBase, GatedChanges, HeadView } from "./view.ts";

/** A changed plan with its rows, as far as nobody spoke yet. */
export interface ReadPlan {
  readonly question: PlanQuestion;
  readonly reading: PlanReading;
}

/** Everything of one pull request that is judged or needs approval. */
export interface Gated {
  readonly changes: GatedChanges;
  /** By folder of the feature. */
  readonly plans: ReadonlyMap<string, ReadPlan>;
  readonly smoke: SmokeReading | null;
  /** In the order of the features, the config last. */
  readonly subjects: readonly SubjectFacts[];
}

/** Name of the subject that stands for the gate's own settings. */
export const configSubject = "config";

/** Judges the changed plans and names the texts that need approval. */
export function readGated(
  changes: GatedChanges,
  smoke: SmokeReading | null,
  view: HeadView,
  facts: Facts,
  judge?: Judge,
): Gated {
  const plans = new Map<string, ReadPlan>();
  const subjects: SubjectFacts[] = [];
  for (const { feature, change, base } of changes.features) {
    const identity = { subject: feature.path, id: feature.id, codeownersPath: `${feature.path}/plan.md` };
    if (change.type === "changed") {
      const question = planQuestion(feature.path, change, base, view, facts);
      const reading = judgePlan(question, facts, judge);
      plans.set(feature.path, { question, reading });
      if (reading.state === "judged")
        subjects.push({ ...identity, ...text(change.head.gated), ...rulesOf(reading, smoke) });
    }
    if (change.type === "removed") subjects.push({ ...identity, ...text(change.files), ...noRules });
  }
  if (subjects.length === 0 && smoke?.isHeld === true) subjects.push(smokeSubject(smoke));
  if (changes.config !== null) {
    const identity = { subject: configSubject, id: configSubject, codeownersPath: changes.config.path };
    const failingRuleIds = changes.config.problems.map(() => configSubject);
    subjects.push({ ...identity, ...text(changes.config.files), failingRuleIds, waivableRuleIds: [] });
  }
  return { changes, plans, smoke, subjects };
}

const noRules = { failingRuleIds: [], waivableRuleIds: [] } as const;

function text(files: SubjectFacts["files"]): Pick<SubjectFacts, "digest" | "files"> {
  return { digest: digestOf(files), files };
}

function rulesOf(
  reading: Extract<PlanReading, { readonly state: "judged" }>,
  smoke: SmokeReading | null,
): Pick<SubjectFacts, "failingRuleIds" | "waivableRuleIds"> {
  const failing = reading.findings.filter((row) => row.status === "fail");
  return {
    failingRuleIds: failing.filter((row) => row.severity === "error").map((row) => row.ruleId),
    waivableRuleIds: [...failing.map((row) => row.ruleId), ...(smoke?.isHeld === true ? [smokeRuleId] : [])],
  };
}

function planQuestion(
  folder: string,
  change: Extract<FeatureChange, { readonly type: "changed" }>,
  base: ComparedBase,
  view: HeadView,
  facts: Facts,
): PlanQuestion {
  const onBase = filesOf(facts.trees[base.comparison.baseSha] ?? [], folder);
  return {
    folder,
    head: change.head,
    mergeBase: change.mergeBase,
    specOnBase: onBase.spec === null ? null : base.branch,
    tasksOnBase: onBase.tasks !== null,
    config: view.config,
  };
}
