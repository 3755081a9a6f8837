import type { Method, Word } from "../approval.ts";
import type { Excluded } from "../people/lock-out.ts";

/** Why a command was turned away; each has one sentence of its own. */
export type RefusalReason =
  | "not-designated"
  | "cannot-write"
  | "account-changed"
  | "author"
  | "committer"
  | "bot"
  | "via-app"
  | "suspended"
  | "edited"
  | "stale"
  | "not-ready"
  | "unknown-feature"
  | "ambiguous-feature"
  | "nothing-to-approve"
  | "digest-mismatch"
  | "nothing-to-revoke"
  | "record-lost"
  | "record-full"
  | "unknown-rule"
  | "reason-missing"
  | "override-off"
  | "not-admin"
  | "rejected"
  | "method-off"
  | "misplaced"
  | "malformed"
  | "look-alike"
  | "contradiction"
  | "too-long"
  | "too-many-commits";

/** What came of one command, decided in this evaluation. */
export type CommandOutcome =
  | {
      readonly state: "accepted";
      readonly method: Method;
      readonly sourceId: string;
      /** Empty for `/recheck-plan`. */
      readonly words: readonly Word[];
    }
  | {
      readonly state: "refused";
      readonly method: Method;
      readonly sourceId: string;
      readonly personId: number;
      readonly login: string;
      readonly reason: RefusalReason;
      /** For its author: what is wrong, then what to do. Plain Markdown, already neutral. */
      readonly message: string;
      /** Answer with a comment? False past the limits, and for people who cannot write. */
      readonly shouldReply: boolean;
    };

/** Too few have approved yet. */
export type WaitingState = Extract<ApprovalState, { readonly state: "waiting" }>;

/** Where a subject stands with the people who decide. */
export type ApprovalState =
  | { readonly state: "approved"; readonly approvals: readonly Word[] }
  /** By administrators, whatever else is missing: no approval, and shown as none while it stands. */
  | {
      readonly state: "overridden";
      readonly overrides: readonly [Word, ...Word[]];
      readonly approvals: readonly Word[];
    }
  | {
      readonly state: "waiting";
      readonly approvals: readonly Word[];
      /** How many distinct people are needed in all. */
      readonly minimum: number;
      /** Groups that must approve and of whom too few did: `@acme/security or @alice`. */
      readonly missingGroups: readonly string[];
      /** Groups that must approve and in which too few still could, where that is known: `@acme/security or @alice`. */
      readonly lockedOutGroups: readonly string[];
      /** Earlier approvals of another text, newest first. */
      readonly voided: readonly Word[];
      /** Approvals that no longer count, and why. */
      readonly lapsed: readonly { readonly word: Word; readonly why: string }[];
      /** Those who may decide and could still approve are too few, and that is known. */
      readonly isLockedOut: boolean;
      /** Those who may decide and not approve, as far as that is known. */
      readonly excluded: readonly Excluded[];
      /** The commits cannot be looked through, so nobody is known not to have written the text. */
      readonly areCommitsUnknown: boolean;
    }
  | { readonly state: "rejected"; readonly rejections: readonly Word[] };
