import {
  emptyEntry,
  type LedgerEntry,
  readLedger,
  resolveShown,
  ungatheredEntry,
  withoutGiven,
} from "../approval/record/ledger.ts";
import { withGreenHead } from "../approval/record/green-heads.ts";
import { mergeEntries } from "../approval/record/merge-entries.ts";
import { isOwnComment, wasNothingRecorded } from "../pull-request/own-comment.ts";
import type { Need } from "../pull-request/need.ts";
import type { Comparison } from "../pull-request/content.ts";
import type { Comment, PullRequest, PullRequestSnapshot } from "../pull-request/snapshot.ts";
import type { Config } from "../config/config.ts";
import { itemsOf } from "./situation.ts";
import { type ComparedPull, comparisonsIn } from "./view.ts";
import { followTrail, hintedHead, type RecordAt, type Trail } from "./trail.ts";

/** The record of one pull request, gathered from the heads it had. */
export interface Carried {
  readonly entry: LedgerEntry;
  /**
   * Something was there and cannot be read. What people gave is void, what they objected to stays; all comments are
   * decided again, those that give something refused, and the title says so.
   */
  readonly isLost: boolean;
}

/** What must be read to gather the record. */
export function carryNeeds(
  snapshot: PullRequestSnapshot,
  pull: PullRequest,
  comparisons: readonly Comparison[],
): readonly Need[] {
  const trail = trailTo(snapshot, pull, comparisons);
  return trail.state === "open" ? trail.needs : [];
}

/** The record as far as it was read. */
export function carriedLedger({ snapshot, pull, compared }: Omit<ComparedPull, "view">): Carried {
  const comments = itemsOf(snapshot.facts.comments[String(pull.number)]);
  const trail = trailTo(snapshot, pull, comparisonsIn(compared));
  const found = trail.state === "whole" ? trail.found : null;
  const isMissed = found === null && isRecordedIn(comments, snapshot);
  const isLost = trail.state !== "whole" || isMissed;
  const lost = trail.state === "broken" ? trail.entries : [];
  const entry = isLost ? withoutGiven(mergeEntries(lost)) : (found?.entry ?? emptyEntry);
  const [newest] = snapshot.facts.forcePushes[String(pull.number)]?.pushes ?? [];
  const left = { previousHeadSha: null, restsOn: undefined };
  const carried = { ...entry, ...left, lastForcePush: newest?.id ?? null };
  return {
    entry: withHeadLeft(carried, { snapshot, pull, foundOn: found?.headSha ?? pull.headSha }),
    isLost,
  };
}

/** Did a comment of ours tell of a record? */
function isRecordedIn(comments: readonly Comment[], { app }: PullRequestSnapshot): boolean {
  return comments.some((comment) => isOwnComment(comment, app) && !wasNothingRecorded(comment.body));
}

/**
 * Was something decided before that people may still speak of? It shows in the record of this head or of the one
 * before, since each hands it on. Where that one was never judged, our comment tells, and without comments only the
 * way back does.
 */
export function recordedBefore(
  snapshot: PullRequestSnapshot,
  pull: PullRequest,
  { comment }: Pick<Config, "comment">,
): "recorded" | "nothing" | "unknown" {
  const own = recordAt(snapshot, pull, pull.headSha);
  const hinted = hintedHead(snapshot, pull);
  const before = hinted === null ? own : recordAt(snapshot, pull, hinted);
  if ([own, before].some((record) => record.state === "read" && isSpokenOf(record.entry))) return "recorded";
  if (own.state === "read" || before.state === "read" || isFirstHead(snapshot, pull)) return "nothing";
  if (!comment) return "recorded";
  const comments = snapshot.facts.comments[String(pull.number)];
  if (comments === undefined) return "unknown";
  return comments.state !== "complete" || isRecordedIn(comments.items, snapshot) ? "recorded" : "nothing";
}

function isSpokenOf({ words, greenHeads }: LedgerEntry): boolean {
  return words.length > 0 || greenHeads.length > 0;
}

/** Where the record of a pull request was found. */
interface FoundOn {
  readonly snapshot: PullRequestSnapshot;
  readonly pull: PullRequest;
  /** The head that has it. */
  readonly foundOn: string;
}

/**
 * The head that has the record was left: if its check is green, that is kept in mind. This one is none that was left.
 */
function withHeadLeft(
  entry: LedgerEntry,
  { snapshot: { facts }, pull: { headSha }, foundOn }: FoundOn,
): LedgerEntry {
  const isLeft = foundOn !== headSha && facts.checkRuns[foundOn]?.conclusion === "success";
  const known = isLeft ? withGreenHead(entry, foundOn) : entry;
  return { ...known, greenHeads: known.greenHeads.filter((head) => head.headSha !== headSha) };
}

/**
 * What a head keeps on which nobody's word was read: its own record, or where to find it.
 * Where that is not known it is named alone, so that a later look goes on looking.
 */
export function keptEntry(snapshot: PullRequestSnapshot, pull: PullRequest): LedgerEntry {
  const own = recordAt(snapshot, pull, pull.headSha);
  if (own.state === "read") return own.entry;
  const hinted = hintedHead(snapshot, pull);
  if (hinted === null) return isFirstHead(snapshot, pull) ? emptyEntry : ungatheredEntry;
  const before = recordAt(snapshot, pull, hinted);
  if (before.state !== "read") return { ...emptyEntry, previousHeadSha: hinted };
  const { previousHeadSha, lastForcePush } = before.entry;
  return { ...emptyEntry, previousHeadSha: previousHeadSha ?? hinted, lastForcePush };
}

function trailTo(
  snapshot: PullRequestSnapshot,
  pull: PullRequest,
  comparisons: readonly Comparison[],
): Trail {
  const isNew = isFirstHead(snapshot, pull) && recordAt(snapshot, pull, pull.headSha).state === "none";
  if (isNew) return { state: "whole", found: null };
  return followTrail({
    snapshot,
    pull,
    comparisons,
    recordAt: (headSha) => recordAt(snapshot, pull, headSha),
  });
}

/** What our check run on a commit says of a pull request. */
function recordAt(snapshot: PullRequestSnapshot, pull: PullRequest, headSha: string): RecordAt {
  const checkRun = snapshot.facts.checkRuns[headSha];
  if (checkRun === undefined) return { state: "unread", need: { type: "check-run", headSha } };
  const reading = readLedger(checkRun, pull.repository.id);
  if (reading.state !== "read") return { state: reading.state };
  const entry = reading.ledger.pullRequests[String(pull.number)];
  if (entry === undefined || entry.isUngathered === true || checkRun === null) return { state: "none" };
  return { state: "read", entry: resolveShown(entry, checkRun, snapshot.readAt) };
}

/** Opened with this very head: no earlier one can have decisions. */
function isFirstHead({ key, hints }: PullRequestSnapshot, pull: PullRequest): boolean {
  const isKeys = key.type === "pull-request" && key.number === pull.number;
  return isKeys && hints.isOpened === true && hints.headSha === pull.headSha;
}
