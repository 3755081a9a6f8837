import type { Subject, Word } from "./approval.ts";

/**
 * The record of one head, kept in our check run: there is no database.
 * Read back only from a check run of this App, and only for this repository.
 */
export interface Ledger {
  readonly version: 1;
  readonly repositoryId: number;
  /** By pull request number. */
  readonly pullRequests: Readonly<Record<string, LedgerEntry>>;
}

/** What was shown and decided on one pull request. */
export interface LedgerEntry {
  /** Texts shown as ready to approve, oldest first. */
  readonly shown: readonly Shown[];
  /** What people said, in the order of deciding. */
  readonly words: readonly Word[];
  /** Comments up to this id were decided, for good. */
  readonly lastCommentId: number;
  /** Reviews up to this id were decided. */
  readonly lastReviewId: number;
  /** Deliveries of presses that were decided. */
  readonly presses: readonly string[];
  readonly replies: readonly Reply[];
  /** Head whose check run has more of the record; `null` when this is all. Set on heads where nothing is gated. */
  readonly previousHeadSha: string | null;
  /** Reviews were requested once. */
  readonly reviewsRequested: boolean;
}

/** A text was shown as ready on a check run. */
export interface Shown {
  readonly subject: Subject;
  readonly digest: string;
  /** GitHub's time of showing; `null` right after writing, when only GitHub's answer can tell. */
  readonly at: string | null;
  /** `completed_at` of the check run before it was shown; a later one proves when. */
  readonly after: string | null;
}

/** A refusal was answered: once per person and reason. */
export interface Reply {
  readonly personId: number;
  readonly reason: string;
  readonly at: string;
}
