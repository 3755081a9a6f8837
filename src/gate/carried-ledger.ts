import { emptyEntry, type LedgerEntry, readLedger, resolveShown } from "../approval/record/ledger.ts";
import { mergeEntries } from "../approval/record/merge-entries.ts";
import { isOwnComment } from "../pull-request/own-comment.ts";
import type { Need } from "../pull-request/need.ts";
import type { Comparison } from "../pull-request/content.ts";
import type { Comment, PullRequest, PullRequestSnapshot } from "../pull-request/snapshot.ts";

/** Heads that are looked at for the record, along each way. */
const maxHeads = 10;
/** Steps from head to head by their pointers; each is a round of reading. */
const maxSteps = 4;
/** Commits and replaced heads that are read along with each step: most pushes are of one commit. */
const maxPerStep = 25;

/** The record of one pull request, gathered from the heads it had. */
export interface Carried {
  readonly entry: LedgerEntry;
  /** Something was there and cannot be read: all comments are decided again, approvals refused, and the title says so. */
  readonly isLost: boolean;
}

/** What must be read to gather the record. */
export function carryNeeds(
  snapshot: PullRequestSnapshot,
  pull: PullRequest,
  comparison: Comparison,
): readonly Need[] {
  const { heads } = headsToRead(snapshot, pull, comparison);
  const needs: Need[] = heads.map((headSha) => ({ type: "check-run", headSha }));
  if (isTrailKnown(snapshot, pull, comparison)) return needs;
  const comparisons = unjudgedHeads(snapshot, pull).map(
    (head) => ({ type: "comparison", base: pull.baseRef, head }) as const,
  );
  return [...needs, { type: "force-pushes", number: pull.number }, ...comparisons];
}

/** The record as far as it was read. */
export function carriedLedger(
  snapshot: PullRequestSnapshot,
  pull: PullRequest,
  comparison: Comparison,
  comments: readonly Comment[],
): Carried {
  const { heads, isCut } = headsToRead(snapshot, pull, comparison);
  const entries = entriesAt(snapshot, pull, heads);
  const isMissed = isCut || entries.length === 0;
  const isLost = isMissed && comments.some((comment) => isOwnComment(comment, snapshot.app));
  const entry = { ...mergeEntries(entries), previousHeadSha: null };
  return { entry: isLost ? { ...entry, lastCommentId: 0, reviewIds: [] } : entry, isLost };
}

/**
 * What a head keeps on which nobody's word was read: its own record, or where to find it.
 * `null` where that is not known, so that a later head goes on looking.
 */
export function keptEntry(snapshot: PullRequestSnapshot, pull: PullRequest): LedgerEntry | null {
  const own = entryAt(snapshot, pull, pull.headSha);
  if (own !== null) return own;
  const { previousHeadSha } = snapshot.hints;
  if (previousHeadSha !== undefined && isPushHinted(snapshot, pull))
    return { ...emptyEntry, previousHeadSha };
  return isFirstHead(snapshot, pull) ? emptyEntry : null;
}

/** This head, and those that hints, its commits, force-pushes and the record itself point to. */
function headsToRead(snapshot: PullRequestSnapshot, pull: PullRequest, comparison: Comparison): Trail {
  const { previousHeadSha } = snapshot.hints;
  const heads = new Set([pull.headSha]);
  if (previousHeadSha !== undefined && isPushHinted(snapshot, pull)) heads.add(previousHeadSha);
  for (const sha of [...unseenCommits(snapshot, pull, comparison), ...forcePushed(snapshot, pull)])
    heads.add(sha);
  for (const head of unjudgedHeads(snapshot, pull))
    for (const sha of ancestors(head, snapshot.facts.comparisons[`${pull.baseRef}...${head}`]))
      heads.add(sha);
  return followPointers(snapshot, pull, comparison, heads);
}

/** Heads that may hold a part of the record. */
interface Trail {
  readonly heads: readonly string[];
  /** It goes on further than we look. */
  readonly isCut: boolean;
}

/**
 * Where nothing is gated a head only points to the one before. That one is read together with those that may have been
 * heads before it: after many pushes of code, one at a time would take too long.
 */
function followPointers(
  snapshot: PullRequestSnapshot,
  pull: PullRequest,
  { commits }: Comparison,
  known: ReadonlySet<string>,
): Trail {
  const ways = [
    commits.map(({ sha }) => sha).reverse(),
    snapshot.facts.forcePushes[String(pull.number)] ?? [],
  ];
  const heads = new Set(known);
  let steps = 0;
  for (const sha of heads) {
    const pointer = entryAt(snapshot, pull, sha)?.previousHeadSha ?? null;
    if (pointer === null || heads.has(pointer)) continue;
    steps += 1;
    if (steps > maxSteps) return { heads: [...heads], isCut: true };
    heads.add(pointer);
    for (const way of ways) for (const older of olderThan(pointer, way)) heads.add(older);
  }
  return { heads: [...heads], isCut: false };
}

function olderThan(sha: string, newestFirst: readonly string[]): readonly string[] {
  const after = newestFirst.indexOf(sha) + 1;
  return after === 0 ? [] : newestFirst.slice(after, after + maxPerStep);
}

/**
 * The event says how this head came to be, and nobody has judged it before: the record has no other way here.
 * A head that was judged may have been left and come back to; then GitHub's timeline tells the others.
 */
function isTrailKnown(snapshot: PullRequestSnapshot, pull: PullRequest, comparison: Comparison): boolean {
  if (entryAt(snapshot, pull, pull.headSha) !== null) return false;
  if (isFirstHead(snapshot, pull)) return true;
  const { previousHeadSha } = snapshot.hints;
  if (previousHeadSha === undefined || !isPushHinted(snapshot, pull)) return false;
  const isAncestor = comparison.commits.some((commit) => commit.sha === previousHeadSha);
  const isUnread = snapshot.facts.checkRuns[previousHeadSha] === undefined;
  return isAncestor && (isUnread || entryAt(snapshot, pull, previousHeadSha) !== null);
}

/** Commits of a head without a record that may have been heads themselves: those of the push, where it is known. */
function unseenCommits(
  snapshot: PullRequestSnapshot,
  pull: PullRequest,
  comparison: Comparison,
): readonly string[] {
  if (entryAt(snapshot, pull, pull.headSha) !== null || isFirstHead(snapshot, pull)) return [];
  const shas = ancestors(pull.headSha, comparison);
  const isKnown = isTrailKnown(snapshot, pull, comparison);
  const before = shas.findIndex((sha) => isKnown && sha === snapshot.hints.previousHeadSha);
  return before === -1 ? shas : shas.slice(0, before);
}

/** Heads that a force-push replaced, newest first. */
function forcePushed(snapshot: PullRequestSnapshot, pull: PullRequest): readonly string[] {
  return (snapshot.facts.forcePushes[String(pull.number)] ?? []).slice(0, maxHeads);
}

/** Replaced heads without a record: they were gone before they were judged, and the record is on their commits. */
function unjudgedHeads(snapshot: PullRequestSnapshot, pull: PullRequest): readonly string[] {
  return forcePushed(snapshot, pull).filter(
    (sha) => snapshot.facts.checkRuns[sha] !== undefined && entryAt(snapshot, pull, sha) === null,
  );
}

/** Newest first. */
function ancestors(headSha: string, comparison: Comparison | null | undefined): readonly string[] {
  const shas = comparison?.commits.map((commit) => commit.sha).filter((sha) => sha !== headSha) ?? [];
  return shas.reverse().slice(0, maxHeads);
}

function entriesAt(
  snapshot: PullRequestSnapshot,
  pull: PullRequest,
  heads: readonly string[],
): readonly LedgerEntry[] {
  return heads.map((sha) => entryAt(snapshot, pull, sha)).filter((entry) => entry !== null);
}

function entryAt(snapshot: PullRequestSnapshot, pull: PullRequest, headSha: string): LedgerEntry | null {
  const checkRun = snapshot.facts.checkRuns[headSha] ?? null;
  if (checkRun === null) return null;
  const reading = readLedger(checkRun, pull.repository.id);
  if (reading.state !== "read") return null;
  const entry = reading.ledger.pullRequests[String(pull.number)];
  return entry ? resolveShown(entry, checkRun, snapshot.readAt) : null;
}

/** Opened with this very head: no earlier one can have decisions. */
function isFirstHead(snapshot: PullRequestSnapshot, pull: PullRequest): boolean {
  return (
    isKeyPull(snapshot, pull) && snapshot.hints.isOpened === true && snapshot.hints.headSha === pull.headSha
  );
}

/** The hint names the head before this very one. */
function isPushHinted(snapshot: PullRequestSnapshot, pull: PullRequest): boolean {
  return (
    isKeyPull(snapshot, pull) &&
    snapshot.hints.previousHeadSha !== undefined &&
    snapshot.hints.headSha === pull.headSha
  );
}

function isKeyPull({ key }: PullRequestSnapshot, pull: PullRequest): boolean {
  return key.type === "pull-request" && key.number === pull.number;
}
