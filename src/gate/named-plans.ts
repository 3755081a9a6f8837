import type { Config } from "../config/config.ts";
import { findFeatures, findNamed, type NamedFeature } from "../feature/find-features.ts";
import type { Feature } from "../feature/feature.ts";
import { planText } from "../feature/gated-path.ts";
import { foldPath } from "../pull-request/fold-path.ts";
import type { FeatureName } from "../pull-request/feature-names.ts";
import type { Need } from "../pull-request/need.ts";
import type { Facts } from "../pull-request/snapshot.ts";
import type { NamedPlan, PlanProblem } from "./decision.ts";
import { type FeatureChange, type FeatureHere, filesOf } from "./feature-change.ts";
import { namedEntriesNeed } from "./gated-names.ts";
import {
  ambiguousFeature,
  changedSince,
  nothingNamed,
  notPlanned,
  overridden,
  tooMany,
  unknownFeature,
  unrecorded,
} from "./plan-problems.ts";
import { planRecord, type PlanRecord } from "./plan-record.ts";

/** Names, and where their plans are looked for. */
export interface PlansQuestion {
  readonly names: readonly FeatureName[];
  /** A branch, and its tip. */
  readonly base: { readonly branch: string; readonly sha: string };
  /** What happens to features here. */
  readonly changes: readonly FeatureHere[];
  readonly config: Config;
}

/** What the names come to. */
export interface PlansReading {
  readonly plans: readonly NamedPlan[];
  readonly problems: readonly PlanProblem[];
}

/** More features are not looked up: the check fails and says so. */
const maxNamed = 5;

/** What must be read to know where the named plans stand. */
export function namedPlansNeeds(facts: Facts, question: PlansQuestion): readonly Need[] {
  const records = plansIn(facts, question).flatMap(({ record }) => record ?? []);
  return [
    namedEntriesNeed(question.base.sha, question.config.features),
    ...records.flatMap((record) => (record.state === "unread" ? record.needs : [])),
  ];
}

/** What was not read is not there. */
export function readNamedPlans(facts: Facts, question: PlansQuestion): PlansReading {
  const named = plansIn(facts, question);
  const problems = named.flatMap(({ problem }) => problem ?? []);
  return {
    plans: named.flatMap(({ plan }) => plan ?? []),
    problems: named.length === 0 ? [nothingNamed(listed(facts, question))] : problems,
  };
}

/** A name, and what it comes to: a plan or a problem. */
interface Named {
  readonly plan: NamedPlan | null;
  readonly problem: PlanProblem | null;
  readonly record: PlanRecord | null;
}

function plansIn(facts: Facts, question: PlansQuestion): readonly Named[] {
  const found = distinct(findNamed(question.names, featuresIn(facts, question)));
  if (found.length > maxNamed) return [refused(tooMany(found.length, maxNamed))];
  return found.map((named) => planOf(named, facts, question));
}

/** Each feature once, by whatever names. */
function distinct(named: readonly NamedFeature[]): readonly NamedFeature[] {
  const keyOf = (one: NamedFeature) =>
    one.state === "found" ? one.feature.path : `${one.state} ${one.name}`;
  return [...new Map(named.map((one) => [keyOf(one), one])).values()];
}

/** Those on the base, and those that come with the pull request; of a renamed one only the new folder. */
function featuresIn(facts: Facts, question: PlansQuestion): readonly Feature[] {
  const here = question.changes.map(({ feature }) => feature);
  const left = new Set(
    question.changes.flatMap(({ change }) => (change.type === "renamed" ? [change.from] : [])),
  );
  const all = [...(onBase(facts, question) ?? []), ...here].filter(({ path }) => !left.has(path));
  return [...new Map(all.map((feature) => [foldPath(feature.path), feature])).values()];
}

/** `null` where the base was not read, or is too large to be looked through. */
function onBase(facts: Facts, { base, config }: PlansQuestion): readonly Feature[] | null {
  const entries = facts.namedEntries[base.sha];
  if (!entries) return null;
  return findFeatures(
    entries.map(({ path }) => path),
    config.features,
  );
}

/** Features on the base that have a plan; `null` where they cannot be told. */
function listed(facts: Facts, question: PlansQuestion): readonly Feature[] | null {
  const entries = facts.namedEntries[question.base.sha] ?? [];
  const features = onBase(facts, question);
  return features && features.filter((feature) => filesOf(entries, feature, "exists").plan !== null);
}

function planOf(named: NamedFeature, facts: Facts, question: PlansQuestion): Named {
  switch (named.state) {
    case "unknown":
      return refused(unknownFeature(named.name, listed(facts, question)));
    case "ambiguous":
      return refused(ambiguousFeature(named.name, named.paths));
    case "found": {
      const { feature } = named;
      const change = question.changes.find((one) => one.feature.path === feature.path)?.change;
      const isHere = change !== undefined && isDecidedHere(change);
      if (isHere) return { plan: { state: "here", feature }, problem: null, record: null };
      const from = change?.type === "renamed" ? { ...feature, path: change.from } : feature;
      return planOnBase({ feature, from }, facts, question);
    }
  }
}

/** Then the feature has an outcome of its own, which keeps the gate shut until its text is approved. */
function isDecidedHere({ type }: FeatureChange): boolean {
  return type === "changed" || type === "removed" || type === "failed";
}

function planOnBase(
  { feature, from }: { readonly feature: Feature; readonly from: Feature },
  facts: Facts,
  { base: { branch, sha: tipSha }, config }: PlansQuestion,
): Named {
  const spec = planText(config.spec);
  const files = filesOf(facts.namedEntries[tipSha] ?? [], from, spec);
  if (files.plan === null) return refused(notPlanned(feature, branch));
  const record = planRecord(facts, { tipSha, place: from, files, spec });
  switch (record.state) {
    case "approved":
      return { plan: { state: "approved", feature, approval: record.approval }, problem: null, record };
    case "overridden":
      return { ...refused(overridden(feature, record.approval)), record };
    case "changed":
      return { ...refused(changedSince(feature, record.approval, branch)), record };
    case "unread":
    case "none": {
      const isAllowed = record.state === "none" && config.legacy === "warn";
      const problem = isAllowed ? null : unrecorded(feature, branch);
      return { plan: isAllowed ? { state: "unrecorded", feature } : null, problem, record };
    }
  }
}

function refused(problem: PlanProblem): Named {
  return { plan: null, problem, record: null };
}
