import type { OwnCheckRun } from "../../pull-request/snapshot.ts";
import type { Subject, Word } from "../approval.ts";
import { readBlock, writeBlock } from "./ledger-block.ts";
import { ledgerSchema } from "./ledger-schema.ts";
import { isLaterSecond } from "./seconds.ts";

/**
 * The record of one head, kept in our check run: there is no database.
 * Read back only from a check run of this App, and only for this repository.
 */
export interface Ledger {
  readonly version: 1;
  readonly repositoryId: number;
  /** By pull request number: every one that was looked at, also where its evaluation was refused. */
  readonly pullRequests: Readonly<Record<string, LedgerEntry>>;
  /** There were more than can be named: some may be open that nobody knows of, so this head is never judged again. */
  readonly isCrowded?: true | undefined;
}

/** What was shown and decided on one pull request. */
export interface LedgerEntry {
  /** Texts that were shown, oldest first; those that were not ready only where they can be overridden. */
  readonly shown: readonly Shown[];
  /** What people said, in the order of deciding. */
  readonly words: readonly Word[];
  /** Comments with commands up to this id count as decided, for good. */
  readonly lastCommentId: number;
  /** Decided comments with higher ids, ascending: GitHub may show one with a lower id later. */
  readonly commentIds: readonly number[];
  /** The same of reviews, whose ids have no order: a review is begun before it is submitted. */
  readonly lastReviewId: number;
  readonly reviewIds: readonly number[];
  /** Deliveries of presses that were decided. */
  readonly presses: readonly string[];
  readonly replies: readonly Reply[];
  /** Head whose check run has more of the record; `null` when this is all. Set on heads where nothing is gated. */
  readonly previousHeadSha: string | null;
  /**
   * The newest force-push, by its node id, that was known when this was gathered; `null` for none. What was said on
   * heads that later ones left is not in here. Absent from records of versions that did not keep it.
   */
  readonly lastForcePush?: string | null | undefined;
  /** Reviews were requested once. */
  readonly reviewsRequested: boolean;
  /**
   * When those who may approve were reminded last: ISO 8601, UTC. Absent before, and from records of older versions.
   */
  readonly remindedAt?: string | undefined;
  /** There were more objections than the record can hold: it stays shut, whatever those that are left come to. */
  readonly isFull: boolean;
  /** Earlier heads whose checks may be green, oldest first. */
  readonly greenHeads: readonly GreenHead[];
  /**
   * Texts, and code and stacks that were waived, on which a green verdict on this head rests. Absent before one, and
   * from records of older versions.
   */
  readonly restsOn?: readonly RestedText[] | undefined;
  /** Named alone: what earlier heads have of the record was not gathered here, and a later look goes on looking. */
  readonly isUngathered?: true | undefined;
  /** The verdict on this head was come to without it: it was closed then, or had gone on to another head. */
  readonly isLeftOut?: true | undefined;
}

/** A text that people let through. */
export interface RestedText {
  readonly subject: Subject;
  readonly digest: string;
}

/** An earlier head of a pull request that was left while its check was green. */
export interface GreenHead {
  readonly headSha: string;
  /** Digests of the texts whose approval the check rested on. */
  readonly texts: readonly string[];
}

/** A text was shown on a check run. */
export interface Shown {
  readonly subject: Subject;
  readonly digest: string;
  /** GitHub's time of showing; `null` right after writing, when only GitHub's answer can tell. */
  readonly at: string | null;
  /** `completed_at` of the check run before it was shown; a later one proves when. */
  readonly after: string | null;
  /** More than approval was missing: it could be overridden, and not approved. Left out for a text shown as ready. */
  readonly isUnready?: true | undefined;
}

/** A refusal was answered: once per person and reason. */
export interface Reply {
  readonly personId: number;
  readonly reason: string;
  readonly at: string;
  /** As it was when they were answered. */
  readonly login?: string | undefined;
}

/** What a check run says of the record. */
export type ReadLedger =
  | { readonly state: "none" }
  | { readonly state: "read"; readonly ledger: Ledger }
  /** There is a record and it cannot be used: why, for people. */
  | { readonly state: "unreadable"; readonly why: string };

/** Texts of one subject that are remembered as shown. */
const maxShownPerSubject = 5;

/** Decided comments, and reviews, that are remembered one by one. */
const maxDecided = 100;

/** Nothing shown, nothing decided. */
export const emptyEntry: LedgerEntry = {
  shown: [],
  words: [],
  lastCommentId: 0,
  commentIds: [],
  lastReviewId: 0,
  reviewIds: [],
  presses: [],
  replies: [],
  previousHeadSha: null,
  lastForcePush: null,
  reviewsRequested: false,
  isFull: false,
  greenHeads: [],
};

/** Of a pull request that was looked at while its record was not known. */
export const ungatheredEntry: LedgerEntry = { ...emptyEntry, isUngathered: true };

/**
 * The record in a check run's text: its last line, and nothing before it, however similar.
 * The caller sees to it that the check run is our App's.
 */
export function readLedger(checkRun: Pick<OwnCheckRun, "text"> | null, repositoryId: number): ReadLedger {
  const block = readBlock(checkRun?.text ?? "");
  if (block.state === "none") return block;
  if (block.state === "damaged")
    return { state: "unreadable", why: "the record in the check run is damaged" };
  const parsed = ledgerSchema.safeParse(block.value);
  if (!parsed.success) return { state: "unreadable", why: "the record in the check run has another format" };
  if (parsed.data.repositoryId !== repositoryId) {
    return { state: "unreadable", why: "the record in the check run is about another repository" };
  }
  return { state: "read", ledger: parsed.data };
}

/**
 * The text's last line, at most 16 KB; `null` when the record is larger, packed or unpacked, or could not be read back
 * for another reason: then the gate stays shut.
 */
export function formatLedger(ledger: Ledger): string | null {
  const readable = ledgerSchema.safeParse(ledger);
  return readable.success ? writeBlock(readable.data) : null;
}

/** Was a comment with a command decided before? */
export function isCommentDecided({ lastCommentId, commentIds }: LedgerEntry, id: number): boolean {
  return id <= lastCommentId || commentIds.includes(id);
}

/** Was a review with a command? */
export function isReviewDecided({ lastReviewId, reviewIds }: LedgerEntry, id: number): boolean {
  return id <= lastReviewId || reviewIds.includes(id);
}

/** Notes that comments and reviews were decided; past the newest 100 of each, whatever is older counts as decided. */
export function withDecided(
  entry: LedgerEntry,
  {
    comments = [],
    reviews = [],
  }: { readonly comments?: readonly number[]; readonly reviews?: readonly number[] },
  max = maxDecided,
): LedgerEntry {
  const [lastCommentId, commentIds] = newestIds(entry.lastCommentId, [...entry.commentIds, ...comments], max);
  const [lastReviewId, reviewIds] = newestIds(entry.lastReviewId, [...entry.reviewIds, ...reviews], max);
  return { ...entry, lastCommentId, commentIds, lastReviewId, reviewIds };
}

function newestIds(last: number, ids: readonly number[], max: number): readonly [number, readonly number[]] {
  const ascending = [...new Set(ids)].filter((id) => id > last).toSorted((a, b) => a - b);
  const older = ascending.slice(0, -max);
  return [older.at(-1) ?? last, ascending.slice(older.length)];
}

/** Notes which texts the check run is about to show. One that is shown already keeps its time. */
export function recordShown(
  entry: LedgerEntry,
  texts: readonly Pick<Shown, "subject" | "digest" | "isUnready">[],
  checkRun: OwnCheckRun | null,
): LedgerEntry {
  const after = checkRun?.completedAt ?? null;
  const added = texts
    .filter((text) => !isShown(entry, text))
    .map(({ subject, digest, isUnready }): Shown => {
      const text = { subject, digest, at: null, after };
      return isUnready === true ? { ...text, isUnready } : text;
    });
  if (added.length === 0) return entry;
  return { ...entry, shown: newestOfEach([...entry.shown, ...added], maxShownPerSubject) };
}

/**
 * Fills in since when texts have been shown: from the time at which GitHub says the check run was completed
 * if that moved since, else from the moment of reading, which is never too early.
 */
export function resolveShown(entry: LedgerEntry, checkRun: OwnCheckRun, readAt: string): LedgerEntry {
  const { completedAt } = checkRun;
  const resolve = (after: string | null): string =>
    completedAt !== null && (after === null || isLaterSecond(completedAt, after)) ? completedAt : readAt;
  const shown = entry.shown.map((text) => (text.at === null ? { ...text, at: resolve(text.after) } : text));
  return { ...entry, shown };
}

/** What is left where a part of the record is lost: what people objected to, and everything is decided again. */
export function withoutGiven(entry: LedgerEntry): LedgerEntry {
  const words = entry.words.filter(({ type }) => type === "reject" || type === "revoke");
  return { ...entry, words, lastCommentId: 0, commentIds: [], lastReviewId: 0, reviewIds: [] };
}

/** Is a text what was shown last of its subject? One that was not ready then is shown anew once it is. */
function isShown(
  entry: LedgerEntry,
  { subject, digest, isUnready }: Pick<Shown, "subject" | "digest" | "isUnready">,
): boolean {
  const last = entry.shown.findLast((shown) => shown.subject === subject);
  return last?.digest === digest && (isUnready === true || last.isUnready !== true);
}

/** The newest showings of each subject, in their order. */
function newestOfEach(shown: readonly Shown[], max: number): readonly Shown[] {
  return shown.filter(
    ({ subject }, index) => shown.slice(index + 1).filter((later) => later.subject === subject).length < max,
  );
}
