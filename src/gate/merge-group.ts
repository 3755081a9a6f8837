import type { MergeGroupKey } from "../pull-request/key.ts";
import type { Commit, Comparison } from "../pull-request/content.ts";
import type { Facts, Repository, PullRequestSnapshot } from "../pull-request/snapshot.ts";
import { type GroupQuestion, groupImplementationNeeds } from "./group-implementation.ts";
import { defaultConfig } from "../config/config.ts";
import { configPath } from "../config/config-path.ts";
import type { Need } from "../pull-request/need.ts";
import { hidingPlaces } from "./implementation-files.ts";
import { settingsPlaces } from "./settings-path.ts";
import { readGateConfig, settingsNeeds } from "./gate-config.ts";
import { featureChanges, touchedFolders } from "./feature-change.ts";
import { specNeeds } from "./judge-plan.ts";

/** Pull requests of a group are looked for in this many commits at most. */
const maxPullRequests = 100;

/**
 * What a group is compared with: its own base by GitHub's word; where only a branch tells of it, the default branch,
 * and the branch in its name, which can ask for more and never for less.
 */
export function groupBases(
  { baseSha, headRef }: MergeGroupKey,
  { defaultBranch }: Repository,
): readonly string[] {
  if (baseSha !== null) return [baseSha];
  const named = branchInRef.exec(headRef)?.[1] ?? defaultBranch;
  return [...new Set([defaultBranch, named])];
}

const branchInRef = /^refs\/heads\/gh-readonly-queue\/(.+)\/pr-\d{1,10}-[0-9a-f]{40}$/;
const inRef = /\/pr-(\d{1,10})-[0-9a-f]{40}$/;
const atEnd = /\(#(\d{1,10})\)$/;
const ofMerge = /^Merge pull request #(\d{1,10}) /;

/**
 * Numbers of the pull requests in a merge group, ascending: from its ref, and the subjects of the commits that the
 * queue made: those a pull request brings, which anybody may word as they like, lie beside the way from the group to
 * its base. Hints only: what counts is that our record on their heads rests on the very text.
 */
export function groupNumbers(key: MergeGroupKey, comparison: Comparison): readonly number[] {
  const texts = [inRef.exec(key.headRef)];
  for (const { subject } of commitsOfQueue(key, comparison))
    texts.push(atEnd.exec(subject), ofMerge.exec(subject));
  const numbers = texts.flatMap((match) => (match?.[1] === undefined ? [] : [Number(match[1])]));
  return [...new Set(numbers)].sort((a, b) => a - b).slice(0, maxPullRequests);
}

/** From the group back to its base, by first parents. */
function commitsOfQueue({ headSha }: MergeGroupKey, { commits }: Comparison): readonly Commit[] {
  const bySha = new Map(commits.map((commit) => [commit.sha, commit]));
  const found: Commit[] = [];
  for (let commit = bySha.get(headSha); commit !== undefined;) {
    found.push(commit);
    bySha.delete(commit.sha);
    commit = bySha.get(String(commit.parentShas[0]));
  }
  return found;
}

/** The group's code, as its pull requests tell of it. */
export function groupQuestion(
  facts: Facts,
  key: MergeGroupKey,
  {
    repository,
    ...known
  }: Pick<GroupQuestion, "comparison" | "changes" | "config"> & { readonly repository: Repository },
): GroupQuestion {
  const pulls = groupNumbers(key, known.comparison).flatMap((number) => facts.pulls[String(number)] ?? []);
  const branch = branchInRef.exec(key.headRef)?.[1] ?? repository.defaultBranch;
  const ownNumber = inRef.exec(key.headRef)?.[1];
  return { ...known, pulls, branch, ownNumber: ownNumber === undefined ? null : Number(ownNumber) };
}

/** What must be read to judge a merge group: its text, and the records of its pull requests. */
export function askMergeGroup({ facts }: PullRequestSnapshot, key: MergeGroupKey): readonly Need[] {
  const { headSha } = key;
  const needs: Need[] = [{ type: "repository" }, { type: "check-run", headSha }];
  if (key.baseSha !== null) needs.push({ type: "comparison", base: key.baseSha, head: headSha });
  const { repository } = facts;
  if (repository === null) return needs;
  needs.push({ type: "file", ref: repository.defaultBranch, path: configPath });
  // Its newest commit is where the settings are read.
  needs.push({ type: "comparison", base: repository.defaultBranch, head: headSha });
  needs.push(...settingsNeeds(facts, repository));
  const bases = groupBases(key, repository);
  for (const base of bases) needs.push({ type: "comparison", base, head: headSha });
  const comparisons = bases.flatMap((base) => facts.comparisons[`${base}...${headSha}`] ?? []);
  const gateConfig = readGateConfig(facts, repository);
  if (gateConfig === undefined || comparisons.length < bases.length) return needs;
  const config = gateConfig.state === "valid" ? gateConfig.config : defaultConfig;
  const { features } = config;
  const touched = comparisons.flatMap((comparison) => touchedFolders(comparison, features));
  const hiding = comparisons.flatMap((comparison) => hidingPlaces(comparison, config));
  const folders = [...new Set([...touched, ...hiding]), ...settingsPlaces];
  for (const comparison of comparisons) {
    const commitShas = [headSha, comparison.mergeBaseSha, comparison.baseSha];
    for (const commitSha of commitShas) needs.push({ type: "tree", commitSha, folders });
    const trees = commitShas.map((sha) => facts.trees[sha]);
    needs.push(...specNeeds(trees, { globs: features, spec: config.spec }));
    for (const number of groupNumbers(key, comparison)) {
      needs.push({ type: "pull", number });
      const pull = facts.pulls[String(number)];
      if (pull) needs.push({ type: "check-run", headSha: pull.headSha });
    }
  }
  return [
    ...needs,
    ...comparisons.flatMap((comparison) => codeNeeds(facts, key, { comparison, config, repository })),
  ];
}

/** For the plans that the group's code names; before the trees were read nothing counts as changed here. */
function codeNeeds(
  facts: Facts,
  key: MergeGroupKey,
  known: Pick<GroupQuestion, "comparison" | "config"> & { readonly repository: Repository },
): readonly Need[] {
  const { comparison, config } = known;
  const treeOf = (sha: string) => facts.trees[sha] ?? [];
  const { mergeBaseSha, baseSha } = comparison;
  const trees = { head: treeOf(key.headSha), mergeBase: treeOf(mergeBaseSha), base: treeOf(baseSha) };
  const changes = featureChanges(comparison, trees, {
    globs: config.features,
    spec: config.spec,
    blobs: facts.blobs,
  });
  const question = groupQuestion(facts, key, { ...known, changes: [...changes.values()] });
  return groupImplementationNeeds(facts, question);
}
