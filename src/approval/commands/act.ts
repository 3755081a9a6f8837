import type { Standing } from "../../pull-request/snapshot.ts";
import type { Word } from "../approval.ts";
import type { ApprovalFacts, SubjectFacts } from "../facts.ts";
import type { Refusal } from "./refusal.ts";

/** Somebody's command, about to be decided: who, when, and by what means. */
export interface Act {
  readonly input: ApprovalFacts;
  /** All words so far, in the order of deciding. */
  readonly words: readonly Word[];
  /** `null` for somebody without access to the repository. */
  readonly standing: Standing | null;
  readonly source: Pick<Word, "personId" | "login" | "method" | "sourceId" | "nodeId" | "url" | "at">;
}

/** What comes of one command. */
export type CommandAnswer =
  | { readonly state: "accepted"; readonly words: readonly Word[] }
  | { readonly state: "refused"; readonly refusal: Refusal };

/** The words of an accepted command, one a text. */
export function accept(
  { source }: Act,
  { type, ruleId = null, reason = null }: Pick<Word, "type"> & Partial<Pick<Word, "ruleId" | "reason">>,
  subjects: readonly SubjectFacts[],
): CommandAnswer {
  const words = subjects.map(({ subject, digest, files }) => ({
    ...source,
    type,
    subject,
    digest,
    ruleId,
    reason,
    files:
      type === "approve" || type === "override"
        ? files.map(({ path, mode, blobId }) => ({ path, mode, blobId }))
        : [],
  }));
  return { state: "accepted", words };
}

/** Turns a command away. */
export function refuse(
  reason: Refusal["reason"],
  message: string,
): Extract<CommandAnswer, { state: "refused" }> {
  return { state: "refused", refusal: { reason, message } };
}

/** Which of some texts a command is about; none only where it is refused. */
type KeptSubjects =
  | { readonly state: "kept"; readonly subjects: readonly SubjectFacts[] }
  | { readonly state: "refused"; readonly refusal: Refusal };

/**
 * Keeps the texts that nothing speaks against. Where texts were named, all must pass; a bare command is
 * about those that do, and refused where none does.
 */
export function keep(
  subjects: readonly SubjectFacts[],
  areNamed: boolean,
  problemOf: (subject: SubjectFacts) => Refusal | null,
): KeptSubjects {
  const judged = subjects.map((subject) => ({ subject, refusal: problemOf(subject) }));
  const kept = judged.filter(({ refusal }) => refusal === null).map(({ subject }) => subject);
  const [refusal] = judged.flatMap((one) => (one.refusal === null ? [] : [one.refusal]));
  const isRefused = refusal !== undefined && (areNamed || kept.length === 0);
  return isRefused ? { state: "refused", refusal } : { state: "kept", subjects: kept };
}

const maxCharacters = 500;

/** A reason in a person's own words, on one line, at most 500 characters; `null` where there is none. */
export function readReason(words: readonly string[]): string | null {
  const characters = Array.from(words.join(" ").trim());
  if (characters.length === 0) return null;
  return characters.length <= maxCharacters
    ? characters.join("")
    : `${characters.slice(0, maxCharacters - 1).join("")}…`;
}
