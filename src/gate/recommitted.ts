import { isWebFlow } from "../approval/people/committers.ts";
import type { FeatureGlob } from "../feature/feature-folder.ts";
import type { Commit, CommitIdentity } from "../pull-request/content.ts";
import type { Need } from "../pull-request/need.ts";
import type { PullRequest, PullRequestSnapshot } from "../pull-request/snapshot.ts";
import { gatedEntries, type GatedText } from "./gated-text.ts";
import { namedEntriesNeed } from "./gated-names.ts";
import { hintedHead } from "./trail.ts";
import { touchedPaths } from "./touching-commits.ts";

/** Heads that force-pushes replaced: in more of them nobody looks for where a commit comes from. */
const maxReplacedHeads = 60;
/** Heads that are read in one round at first; later twice as many as were read before. */
const batch = 4;

/** What must be read to know which commits were only committed again, as by "Update branch" with a rebase. */
export function recommitNeeds(
  snapshot: PullRequestSnapshot,
  pull: PullRequest,
  { commits, globs }: { readonly commits: readonly Commit[]; readonly globs: readonly FeatureGlob[] },
): readonly Need[] {
  const recommitted = commits.filter(isCommittedByAnother);
  if (recommitted.length === 0) return [];
  const heads = replacedHeads(snapshot, pull);
  const readHeads = heads.findIndex((head) => commitsAt(snapshot, pull, head) === undefined);
  const isTraced = recommitted.every((commit) => isTracedBack(snapshot, pull, commit));
  const next = readHeads === -1 || isTraced ? [] : heads.slice(readHeads, 3 * readHeads + batch);
  const comparisons = next.map((head) => ({ type: "comparison", base: pull.baseRef, head }) as const);
  const older = recommitted.flatMap((commit) => originals(snapshot, pull, commit));
  const shas = new Set(older.map(({ sha }) => sha));
  return [...comparisons, ...[...shas].map((sha) => namedEntriesNeed(sha, globs))];
}

/**
 * The commits with whoever committed their gated text first: the same commit, as its author and its words say, stood in
 * a head that a force-push replaced, with the same bytes. Who commits them again takes no part in them.
 */
export function asFirstCommitted(
  snapshot: PullRequestSnapshot,
  pull: PullRequest,
  { commits, gated }: { readonly commits: readonly Commit[]; readonly gated: GatedText },
): readonly Commit[] {
  const { namedEntries } = snapshot.facts;
  return commits.map((commit) => {
    const paths = isCommittedByAnother(commit) ? touchedPaths(commit, namedEntries, gated) : null;
    const own = gatedEntries(namedEntries[commit.sha], gated);
    if (paths === null || own === null) return commit;
    const original = originals(snapshot, pull, commit).findLast((older) => {
      const entries = gatedEntries(namedEntries[older.sha], gated);
      return entries !== null && paths.every((path) => entries.get(path) === own.get(path));
    });
    return original === undefined ? commit : { ...commit, committer: original.committer };
  });
}

function isCommittedByAnother({ author, committer }: Commit): boolean {
  return !isWebFlow(committer) && !isSamePerson(author, committer);
}

/** Newest first. GitHub's timeline may not list yet what the event announced. */
function replacedHeads(snapshot: PullRequestSnapshot, pull: PullRequest): readonly string[] {
  const pushes = snapshot.facts.forcePushes[String(pull.number)]?.pushes ?? [];
  const heads = [hintedHead(snapshot, pull), ...pushes.map(({ beforeSha }) => beforeSha)];
  return [...new Set(heads.filter((head) => head !== null))].slice(0, maxReplacedHeads);
}

/** The commits of a head that was replaced; none where it is gone, `undefined` where nobody looked. */
function commitsAt(
  { facts }: PullRequestSnapshot,
  { baseRef }: PullRequest,
  head: string,
): readonly Commit[] | undefined {
  const comparison = facts.comparisons[`${baseRef}...${head}`];
  return comparison === null ? [] : comparison?.commits;
}

/** Was it found as somebody else's, or is it not in the oldest head that was read? Behind that it is not looked for. */
function isTracedBack(snapshot: PullRequestSnapshot, pull: PullRequest, commit: Commit): boolean {
  const heads = replacedHeads(snapshot, pull).map((head) => commitsAt(snapshot, pull, head));
  const oldest = heads.findLast((commits) => commits !== undefined);
  const isNew = oldest?.some((older) => isSameCommit(older, commit)) === false;
  return isNew || originals(snapshot, pull, commit).length > 0;
}

/** What a commit may have been before, committed by somebody else; of the newest head first. */
function originals(snapshot: PullRequestSnapshot, pull: PullRequest, commit: Commit): readonly Commit[] {
  const before = replacedHeads(snapshot, pull).flatMap((head) => commitsAt(snapshot, pull, head) ?? []);
  return before.filter(
    (older) =>
      older.sha !== commit.sha &&
      isSameCommit(older, commit) &&
      !isSamePerson(older.committer, commit.committer),
  );
}

function isSameCommit(one: Commit, other: Commit): boolean {
  return one.subject === other.subject && isSamePerson(one.author, other.author);
}

function isSamePerson(one: CommitIdentity, other: CommitIdentity): boolean {
  return one.account === null || other.account === null
    ? one.email === other.email && one.name === other.name
    : one.account.id === other.account.id;
}
