import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Annotation } from "../render/check-run/annotations.ts";
import type { CheckAction } from "../render/check-run/check-actions.ts";

export type { Annotation, CheckAction };

/** What the check run on a head is to show. */
export interface CheckRunContent {
  readonly headSha: string;
  readonly status: "in_progress" | "completed";
  /** `null` while in progress. */
  readonly conclusion: "success" | "action_required" | "failure" | null;
  readonly title: string;
  /** Kept as it was, where what is written is no new verdict; GitHub's time of writing where left out. */
  readonly completedAt?: string;
  /** At most 65,535 bytes each. */
  readonly summary: string;
  readonly text: string;
  readonly actions: readonly CheckAction[];
  /** Sent 50 a request; only those that the run does not have yet. */
  readonly annotations: readonly Annotation[];
  /** Fingerprint of all that is shown: equal fingerprints need no write, whatever follows after a colon. */
  readonly externalId: string;
}

/** One write. There are no others. */
export type Effect =
  | { readonly type: "create-check-run"; readonly content: CheckRunContent }
  | {
      readonly type: "update-check-run";
      readonly checkRunId: number;
      readonly content: CheckRunContent;
      /** On an earlier head, which is judged anew should it come back. */
      readonly isOfEarlierHead?: true;
    }
  | {
      readonly type: "react";
      readonly on: { readonly type: "comment"; readonly id: number };
      readonly reaction: "+1" | "confused";
    }
  | {
      readonly type: "create-comment";
      readonly number: number;
      readonly body: string;
      /** It may be there already: it is looked for, by its last line, before it is written. */
      readonly mayExist?: true;
    }
  | { readonly type: "update-comment"; readonly commentId: number; readonly body: string }
  | {
      readonly type: "request-reviewers";
      readonly number: number;
      readonly users: readonly string[];
      readonly teams: readonly string[];
    };

/** SHA-256 over all that a check run shows but its annotations, 64 hex digits. */
export function fingerprint(content: Omit<CheckRunContent, "annotations" | "externalId">): string {
  const { headSha, status, conclusion, title, summary, text, actions } = content;
  return bytesToHex(
    sha256(utf8ToBytes(JSON.stringify([headSha, status, conclusion, title, summary, text, actions]))),
  );
}

/** What writes the check run itself. */
export type CheckRunEffect = Extract<Effect, { readonly type: "create-check-run" | "update-check-run" }>;

/** Is it the check run itself, which nothing may delay? */
export function isCheckRunEffect(effect: Effect): effect is CheckRunEffect {
  return effect.type === "create-check-run" || effect.type === "update-check-run";
}
