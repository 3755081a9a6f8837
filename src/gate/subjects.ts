import { configSubject, featureSubject, prerequisiteRuleId, specSubject } from "../approval/approval.ts";
import type { SubjectFacts } from "../approval/facts.ts";
import type { Feature } from "../feature/feature.ts";
import { fileNamesOf, planPathOf, specPathOf } from "../feature/file-names.ts";
import type { Tree } from "../pull-request/content.ts";
import type { Facts } from "../pull-request/snapshot.ts";
import type { ConfigChange } from "./config-change.ts";
import { type FeatureChange, type FeatureFiles, filesOf } from "./feature-change.ts";
import { type ComparedText, textDigest } from "./compared-text.ts";
import { type ImplementationReading, implementationSubject } from "./implementation.ts";
import {
  type Judge,
  judgePlan,
  judgeSpecAlone,
  type PlanQuestion,
  type PlanReading,
  type SpecQuestion,
} from "./judge-plan.ts";
import { type SmokeReading, smokeSubject } from "./smoke.ts";
import type { SpecChange } from "./spec-change.ts";
import type { ComparedBase, GatedChanges, HeadView } from "./view.ts";

/** A plan that was judged, as far as nobody spoke yet. */
export interface JudgedChange {
  readonly type: "judged";
  readonly question: PlanQuestion;
  readonly reading: Extract<PlanReading, { readonly state: "judged" }>;
  readonly subject: SubjectFacts;
}

/** What happens to a feature, with its text read. */
export type ReadChange =
  | Exclude<FeatureChange, { readonly type: "changed" | "removed" }>
  | JudgedChange
  | { readonly type: "unreadable"; readonly path: string; readonly message: string }
  | { readonly type: "removed"; readonly subject: SubjectFacts };

/** A touched feature with all that was read of it. */
export interface GatedFeature {
  readonly feature: Feature;
  readonly change: ReadChange;
  readonly base: ComparedBase;
}

/** A specification that was judged by itself, as far as nobody spoke yet. */
export interface JudgedSpec {
  readonly type: "judged";
  readonly question: SpecQuestion;
  readonly reading: Extract<PlanReading, { readonly state: "judged" }>;
  readonly subject: SubjectFacts;
}

/** A changed specification that has a gate of its own, with its text read. */
export interface GatedSpec {
  readonly feature: Feature;
  readonly change:
    | Extract<SpecChange, { readonly type: "failed" }>
    | JudgedSpec
    | { readonly type: "unreadable"; readonly path: string; readonly message: string }
    | { readonly type: "removed"; readonly subject: SubjectFacts };
  readonly base: ComparedBase;
}

/** Everything of one pull request that is judged or needs approval. */
export interface Gated {
  readonly head: Tree;
  readonly features: readonly GatedFeature[];
  readonly specs: readonly GatedSpec[];
  readonly config: { readonly change: ConfigChange; readonly subject: SubjectFacts } | null;
  readonly smoke: SmokeReading | null;
  readonly implementation: ImplementationReading | null;
  /**
   * Specifications first, then in the order of the features, then the stack and the code where they are held, the
   * config last.
   */
  readonly subjects: readonly SubjectFacts[];
}

/** Judges the changed plans and names the texts that need approval. */
export function readGated(
  changes: GatedChanges,
  { smoke, implementation }: Pick<Gated, "smoke" | "implementation">,
  context: SubjectSources,
): Gated {
  const { view, facts } = context;
  const features = changes.features.map((one) =>
    readFeature(one, followed(one.feature, changes, view), context),
  );
  const specs = changes.specs.map((spec) => readSpec(spec, context));
  const config = changes.config && {
    change: changes.config,
    subject: subjectOfConfig(changes.config, facts),
  };
  const named = [...specs, ...features].flatMap(({ change }) =>
    "subject" in change ? [change.subject] : [],
  );
  const stack = smoke?.isHeld === true ? [smokeSubject(smoke)] : [];
  const code = implementation?.isHeld === true ? [implementationSubject(implementation)] : [];
  const subjects = [...named, ...stack, ...code, ...(config ? [config.subject] : [])];
  return { head: changes.head, features, specs, config, smoke, implementation, subjects };
}

/** What plans and specifications are judged from. */
export interface SubjectSources {
  readonly view: HeadView;
  readonly facts: Facts;
  readonly judge: Judge | undefined;
}

function readFeature(
  { feature, change, base, tips }: GatedChanges["features"][number],
  follows: string | null,
  { view, facts, judge }: SubjectSources,
): GatedFeature {
  switch (change.type) {
    case "changed": {
      const onBases = tips.map((tip) => filesOf(tip, feature, "exists"));
      const question = planQuestion({ feature, change, onBases, base }, view);
      const reading = judgePlan(question, facts, judge);
      return { feature, base, change: readChange(question, { reading, follows }, facts) };
    }
    case "removed": {
      const removed = { gated: change.files, specName: fileNamesOf(feature).spec };
      const subject = { ...identity(feature), ...text(removed, facts), ...noRules };
      return { feature, base, change: { type: "removed", subject } };
    }
    case "unchanged":
    case "spec-only":
    case "renamed":
    case "failed":
      return { feature, base, change };
  }
}

/** The specification that must be approved before the plan, where it is changed here. */
function followed({ path }: Feature, { specs }: GatedChanges, { config }: HeadView): string | null {
  const isHeld = (config.rules[prerequisiteRuleId] ?? "error") === "error";
  return isHeld && specs.some(({ feature }) => feature.path === path) ? specSubject(path) : null;
}

function readSpec(
  { feature, change, base }: GatedChanges["specs"][number],
  { view: { config }, facts, judge }: SubjectSources,
): GatedSpec {
  const identity = {
    subject: specSubject(feature.path),
    id: feature.id,
    codeownersPath: specPathOf(feature),
    follows: null,
  };
  switch (change.type) {
    case "failed":
      return { feature, base, change };
    case "removed": {
      const subject = { ...identity, ...text(change.text, facts), ...noRules };
      return { feature, base, change: { type: "removed", subject } };
    }
    case "changed": {
      const { head, text: now, mergeBases } = change;
      const question = { feature, head, text: now, mergeBases, config };
      const reading = judgeSpecAlone(question, facts, judge);
      if (reading.state === "unreadable") {
        const path = `${fileNamesOf(feature).folder}/${head.path}`;
        return { feature, base, change: { type: "unreadable", path, message: reading.message } };
      }
      const subject = { ...identity, ...text(now, facts), ...rulesOf(reading, []) };
      return { feature, base, change: { type: "judged", question, reading, subject } };
    }
  }
}

function readChange(
  question: PlanQuestion,
  { reading, follows }: { readonly reading: PlanReading; readonly follows: string | null },
  facts: Facts,
): ReadChange {
  switch (reading.state) {
    case "unreadable":
      return { type: "unreadable", path: question.head.plan.path, message: reading.message };
    case "judged": {
      const held = follows === null ? [] : [prerequisiteRuleId];
      const subject = {
        ...identity(question.feature),
        ...text(question.head, facts),
        ...rulesOf(reading, held),
        follows,
      };
      return { type: "judged", question, reading, subject };
    }
  }
}

function identity(feature: Feature): Pick<SubjectFacts, "subject" | "id" | "codeownersPath" | "follows"> {
  const { path, id } = feature;
  return { subject: featureSubject(path), id, codeownersPath: planPathOf(feature), follows: null };
}

function subjectOfConfig({ path, files, problems }: ConfigChange, facts: Facts): SubjectFacts {
  const [first = path, ...others] = new Set(files.map((file) => file.path));
  return {
    subject: configSubject,
    id: configSubject,
    codeownersPath: first,
    furtherPaths: others,
    ...text({ gated: files, specName: null }, facts),
    failingRuleIds: problems.map(() => configSubject),
    waivableRuleIds: [],
    follows: null,
  };
}

const noRules = { failingRuleIds: [], waivableRuleIds: [] } as const;

function text(compared: ComparedText, { blobs }: Facts): Pick<SubjectFacts, "digest" | "files"> {
  return { digest: textDigest(compared, blobs), files: compared.gated };
}

function rulesOf(
  reading: Extract<PlanReading, { readonly state: "judged" }>,
  held: readonly string[],
): Pick<SubjectFacts, "failingRuleIds" | "waivableRuleIds"> {
  const failing = reading.findings.filter((row) => row.status === "fail");
  return {
    failingRuleIds: failing.filter((row) => row.severity === "error").map((row) => row.ruleId),
    waivableRuleIds: [...new Set([...failing.map((row) => row.ruleId), ...held])],
  };
}

interface ChangedPlan {
  readonly feature: Feature;
  readonly change: Extract<FeatureChange, { readonly type: "changed" }>;
  readonly onBases: readonly FeatureFiles[];
  readonly base: ComparedBase;
}

function planQuestion({ feature, change, onBases, base }: ChangedPlan, view: HeadView): PlanQuestion {
  return {
    feature,
    head: change.head,
    mergeBases: change.mergeBases,
    specOnBase: onBases.every(({ spec }) => spec !== null) ? base.branch : null,
    tasksOnBase: onBases.every(({ tasks }) => tasks !== null),
    config: view.config,
  };
}
