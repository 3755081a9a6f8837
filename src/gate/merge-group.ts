import type { MergeGroupKey } from "../pull-request/key.ts";
import type { Comparison } from "../pull-request/content.ts";
import type { Facts, Repository } from "../pull-request/snapshot.ts";
import type { GroupQuestion } from "./group-implementation.ts";

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
 * Numbers of the pull requests in a merge group, ascending: from its ref and the subjects of its commits.
 * Hints only: what counts is that our record on their heads approved the very text.
 */
export function groupNumbers(key: MergeGroupKey, comparison: Comparison): readonly number[] {
  const texts = [inRef.exec(key.headRef)];
  for (const { subject } of comparison.commits) texts.push(atEnd.exec(subject), ofMerge.exec(subject));
  const numbers = texts.flatMap((match) => (match?.[1] === undefined ? [] : [Number(match[1])]));
  return [...new Set(numbers)].sort((a, b) => a - b).slice(0, maxPullRequests);
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
