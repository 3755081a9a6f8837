import { lastLine } from "../pull-request/own-comment.ts";
import { byteLength, maxOutputBytes } from "../render/text/cut-bytes.ts";
import { neutralizeSentence } from "../render/text/neutralize.ts";
import { visibleLine } from "../render/text/visible-text.ts";
import { type CheckRunContent, fingerprint } from "./effect.ts";

/** Why there is no verdict. */
export interface Trouble {
  /** In short, such as `GitHub did not answer; trying again`. */
  readonly title: string;
  /** The same in full, with what an operator can do; empty where there is nothing to add. */
  readonly details: readonly string[];
}

/** What stands on a head already. */
interface StandingCheck {
  /** Keeps the record of decisions. */
  readonly text: string;
  /** When it was shown: texts in the record are approved by that time. */
  readonly completedAt?: string | null;
  /** Nothing more is tried: the check is shut. */
  readonly isOver: boolean;
}

const nothingYet: StandingCheck = { text: "", isOver: false };

/** A check run that says why there is no verdict: under way, or shut, and never success. It keeps the record. */
export function computeTroubleContent(
  headSha: string,
  trouble: Trouble,
  { text, isOver, completedAt = null }: StandingCheck = nothingYet,
): CheckRunContent {
  const state = isOver
    ? ({ status: "completed", conclusion: "failure" } as const)
    : ({ status: "in_progress", conclusion: null } as const);
  const content = {
    headSha,
    ...state,
    title: visibleLine(trouble.title, 255),
    summary: [trouble.title, ...trouble.details].map((line) => neutralizeSentence(line, 1_000)).join("\n\n"),
    // GitHub refuses texts that are too long as a whole; the record, which is the last line, fits.
    text: byteLength(text) > maxOutputBytes ? lastLine(text) : text,
    actions: [],
    ...(isOver && completedAt !== null && { completedAt }),
  } as const;
  return { ...content, annotations: [], externalId: fingerprint(content) };
}
