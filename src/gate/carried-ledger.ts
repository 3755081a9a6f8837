import { emptyEntry, type LedgerEntry, mergeEntries, readLedger, resolveShown } from "../approval/ledger.ts";
import { isOwnComment } from "../pull-request/own-comment.ts";
import type { Need } from "../pull-request/need.ts";
import type { Comment, Comparison, PullRequest, PullRequestSnapshot } from "../pull-request/snapshot.ts";

/** Heads that are looked at for the record, along each way. */
const maxHeads = 10;

/** The record of one pull request, gathered from the heads it had. */
export interface Carried {
  readonly entry: LedgerEntry;
  /** Something was there and cannot be read: everything is asked again, and the title says so. */
  readonly isLost: boolean;
}

/** What must be read to gather the record. */
export function carryNeeds(
  snapshot: PullRequestSnapshot,
  pull: PullRequest,
  comparison: Comparison,
): readonly Need[] {
  const heads = headsToRead(snapshot, pull);
  const needs: Need[] = heads.map((headSha) => ({ type: "check-run", headSha }));
  if (!isFirstHead(snapshot, pull) && !isPushHinted(snapshot, pull))
    needs.push({ type: "force-pushes", number: pull.number });
  const isSettled = needs.every(
    (need) => need.type !== "check-run" || snapshot.facts.checkRuns[need.headSha] !== undefined,
  );
  const isFound = entriesAt(snapshot, pull, heads).length > 0;
  if (isSettled && !isFound && !isFirstHead(snapshot, pull))
    needs.push(...ancestors(pull, comparison).map((headSha) => ({ type: "check-run" as const, headSha })), {
      type: "force-pushes",
      number: pull.number,
    });
  return needs;
}

/** The record as far as it was read. */
export function carriedLedger(
  snapshot: PullRequestSnapshot,
  pull: PullRequest,
  comparison: Comparison,
  comments: readonly Comment[],
): Carried {
  const heads = headsToRead(snapshot, pull);
  const found = entriesAt(snapshot, pull, heads);
  const entries = found.length > 0 ? found : entriesAt(snapshot, pull, ancestors(pull, comparison));
  if (entries.length > 0)
    return { entry: { ...mergeEntries(entries), previousHeadSha: null }, isLost: false };
  const isLost = comments.some((comment) => isOwnComment(comment, snapshot.app));
  const lastCommentId = isLost ? Math.max(...comments.map((comment) => comment.id)) : 0;
  return { entry: { ...emptyEntry, lastCommentId }, isLost };
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

/** This head, the heads that hints, force-pushes and the record itself point to. */
function headsToRead(snapshot: PullRequestSnapshot, pull: PullRequest): readonly string[] {
  const { previousHeadSha } = snapshot.hints;
  const heads = new Set([pull.headSha]);
  if (previousHeadSha !== undefined && isPushHinted(snapshot, pull)) heads.add(previousHeadSha);
  for (const sha of (snapshot.facts.forcePushes[String(pull.number)] ?? []).slice(0, maxHeads))
    heads.add(sha);
  for (const sha of heads) {
    const pointer = entryAt(snapshot, pull, sha)?.previousHeadSha;
    if (pointer && heads.size < 3 * maxHeads) heads.add(pointer);
  }
  return [...heads];
}

function ancestors(pull: PullRequest, comparison: Comparison): readonly string[] {
  const shas = comparison.commits.map((commit) => commit.sha).filter((sha) => sha !== pull.headSha);
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
