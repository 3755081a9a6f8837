import { configSubject, featureSubject, specSubject } from "../approval/approval.ts";
import { readLedger } from "../approval/record/ledger.ts";
import { shortName } from "../approval/record/room.ts";
import { ownersDesignate } from "../config/owners-designate.ts";
import { defaultConfig } from "../config/config.ts";
import type { Feature } from "../feature/feature.ts";
import { fileNamesOf } from "../feature/file-names.ts";
import type { Comparison } from "../pull-request/content.ts";
import type { MergeGroupKey } from "../pull-request/key.ts";
import type { PullRequest, PullRequestSnapshot, Repository } from "../pull-request/snapshot.ts";
import { type ComparedText, textDigest } from "./compared-text.ts";
import { configChange } from "./config-change.ts";
import { type FeatureChange, featureChanges } from "./feature-change.ts";
import { readGateConfig } from "./gate-config.ts";
import { overriddenBy } from "./decide-subject.ts";
import { greenOverrides, greenTexts } from "./merge-outcome.ts";
import { groupImplementationObstacles } from "./group-implementation.ts";
import { groupBases, groupNumbers, groupQuestion } from "./merge-group.ts";
import type { Obstacle } from "./decision.ts";
import type { SpecChange } from "./spec-change.ts";

/** Why a merge group may not merge; nothing when every gated text in it was approved. */
export interface MergeGroupReading {
  readonly obstacles: readonly Obstacle[];
  readonly title: string;
}

/**
 * Compares the group's gated text with what was approved on its own pull requests; of several bases the worst counts.
 */
export function decideMergeGroup(snapshot: PullRequestSnapshot, key: MergeGroupKey): MergeGroupReading {
  const { repository, comparisons } = snapshot.facts;
  const bases = repository === null ? [] : groupBases(key, repository);
  const compared = bases.flatMap((base) => comparisons[`${base}...${key.headSha}`] ?? []);
  if (repository === null || compared.length < bases.length)
    return stopped("GitHub cannot compare the merge group with its base");
  const obstacles = compared.flatMap((comparison) => against(comparison, { snapshot, key, repository }));
  const distinct = [...new Map(obstacles.map((obstacle) => [obstacle.reason, obstacle])).values()];
  const [first] = distinct;
  const title = first?.reason ?? overridesTitle(snapshot, key, compared) ?? allApproved;
  return { obstacles: distinct, title };
}

const allApproved = "Every plan in this merge group is approved";

/** What was overridden in the group's own pull requests; `null` where nothing was. */
function overridesTitle(
  { facts }: PullRequestSnapshot,
  key: MergeGroupKey,
  compared: readonly Comparison[],
): string | null {
  const numbers = new Set(compared.flatMap((comparison) => groupNumbers(key, comparison)));
  const pulls = [...numbers]
    .map((number) => facts.pulls[String(number)])
    .filter((pull) => pull !== undefined && pull !== null);
  const overridden = pulls.filter((pull) => greenOverrides(facts, pull).length > 0);
  if (overridden.length === 0) return null;
  const where = overridden.map(({ number }) => `#${number}`).join(", ");
  return `In ${where}: overridden ${overriddenBy(overridden.flatMap((pull) => greenOverrides(facts, pull)))}`;
}

interface GroupInRepository {
  readonly snapshot: PullRequestSnapshot;
  readonly key: MergeGroupKey;
  readonly repository: Repository;
}

function against(
  comparison: Comparison,
  { snapshot, key, repository }: GroupInRepository,
): readonly Obstacle[] {
  const { facts } = snapshot;
  const head = facts.trees[key.headSha];
  const mergeBase = facts.trees[comparison.mergeBaseSha];
  const base = facts.trees[comparison.baseSha];
  if (!head || !mergeBase || !base) return [failure("GitHub did not say which files there are")];
  const trees = { head, mergeBase, base };
  const approvals = approvedTexts(snapshot, groupNumbers(key, comparison));
  const isApproved = (subject: string, text: ComparedText) =>
    approvals.has(`${shortName(subject)} ${textDigest(text, facts.blobs)}`);
  const gateConfig = readGateConfig(facts, repository);
  const isBroken = gateConfig?.state !== "valid";
  const config = isBroken ? defaultConfig : gateConfig.config;
  const { features, approval, spec } = config;
  const changed = featureChanges(comparison, trees, { globs: features, spec, blobs: facts.blobs });
  const settings = configChange(
    { compared: [{ comparison, trees }], head, ownersDesignate: ownersDesignate(approval) },
    facts,
  );
  if (isBroken && (settings === null || changed.size > 0))
    return [failure(`The config on \`${repository.defaultBranch}\` has errors; repair it first`)];
  const obstacles: Obstacle[] = [];
  for (const { feature, change, spec: specHere } of changed.values()) {
    obstacles.push(...obstaclesOf(feature, change, isApproved));
    if (specHere !== null) obstacles.push(...specObstacles(feature, specHere, isApproved));
  }
  if (settings && !isApproved(configSubject, { gated: settings.files, specName: null }))
    obstacles.push(notApproved(configSubject));
  const code = groupQuestion(facts, key, { repository, comparison, config, changes: [...changed.values()] });
  return [...obstacles, ...groupImplementationObstacles(facts, code)];
}

/** A commit that is the head of pull requests is judged as theirs, whatever branch points to it. */
export function isPullRequestHead({ facts }: PullRequestSnapshot, { headSha }: MergeGroupKey): boolean {
  const reading = readLedger(facts.checkRuns[headSha] ?? null, facts.repository?.id ?? 0);
  return reading.state === "read" && Object.keys(reading.ledger.pullRequests).length > 0;
}

function stopped(reason: string): MergeGroupReading {
  return { obstacles: [failure(reason)], title: reason };
}

function failure(reason: string): Obstacle {
  return { verdict: "failure", reason };
}

function obstaclesOf(
  feature: Feature,
  change: FeatureChange,
  isApproved: (subject: string, text: ComparedText) => boolean,
): readonly Obstacle[] {
  const { path, id } = feature;
  switch (change.type) {
    case "unchanged":
    case "spec-only":
    case "renamed":
      return [];
    case "failed":
      return [failure(`${id}: the merge group holds a plan that cannot be judged`)];
    case "changed":
      return isApproved(featureSubject(path), change.head) ? [] : [notApproved(id)];
    case "removed": {
      const text = { gated: change.files, specName: fileNamesOf(feature).spec };
      return isApproved(featureSubject(path), text) ? [] : [notApproved(id)];
    }
  }
}

function specObstacles(
  { path, id }: Feature,
  change: SpecChange,
  isApproved: (subject: string, text: ComparedText) => boolean,
): readonly Obstacle[] {
  switch (change.type) {
    case "failed":
      return [failure(`${id} spec: the merge group holds a specification that cannot be judged`)];
    case "changed":
    case "removed":
      return isApproved(specSubject(path), change.text) ? [] : [notApproved(`${id} spec`)];
  }
}

function notApproved(id: string): Obstacle {
  return failure(`${id}: the text in this merge group is not the one that was approved`);
}

/** `subject digest` of every text on which a green check of one of the group's pull requests rests. */
function approvedTexts({ facts }: PullRequestSnapshot, numbers: readonly number[]): ReadonlySet<string> {
  const pulls = numbers.flatMap((number) => facts.pulls[String(number)] ?? []);
  const texts = pulls.filter(isInQueue).flatMap((pull) => greenTexts(facts, pull));
  return new Set(texts.map(({ subject, digest }) => `${shortName(subject)} ${digest}`));
}

/** One that was closed is judged no more, and its record is that of another day. */
function isInQueue({ state, isMerged }: PullRequest): boolean {
  return state === "open" || isMerged;
}
