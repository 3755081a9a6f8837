import type { CommandAbout } from "../slash-commands/command.ts";
import type { GatedFile } from "./digest.ts";

/** What an approval is about: a feature's path, that of its specification, the literal `config` or `smoke`. */
export type Subject = string;

/** The name under which the gate's own settings are approved. */
export const configSubject: Subject = "config";

/** The Compose stack as the pull request leaves it: nobody approves it, and the smoke row is waived for it. */
export const smokeSubjectName: Subject = "smoke";

/** The row's name in `/waive-plan smoke <reason>`. */
export const smokeRuleId = "smoke";

/**
 * The code that a pull request changes: nobody approves it, and that its plan is missing is waived or overridden for
 * it.
 */
export const implementationSubjectName: Subject = "implementation";

/** The row's name in `/waive-plan implementation <reason>`. */
export const implementationRuleId = "implementation";

/** The row of a plan that waits for its specification. */
export const prerequisiteRuleId = "spec-exists";

/** What is waived by its own name, and never approved, rejected or named beside a rule. */
const waivedSubjects: ReadonlySet<Subject> = new Set([smokeSubjectName, implementationSubjectName]);

/** Is it something that is only ever waived, by a rule of the same name? */
export function isOnlyWaived(subject: Subject): boolean {
  return waivedSubjects.has(subject);
}

/** Names a feature by its folder; one with another subject's name gets a slash behind it. */
export function featureSubject(path: string): Subject {
  const isAnother = path === configSubject || isOnlyWaived(path) || subjectKind(path) === "spec";
  return isAnother ? `${path}/` : path;
}

/** Stands behind the path of a feature in the name of its specification. */
export const specEnd = "/spec.md";

/** Names the specification of a feature, where that has a gate of its own; the same however its file is spelled. */
export function specSubject(path: string): Subject {
  return `${path}${specEnd}`;
}

/** Which commands decide on a text. */
export function subjectKind(subject: Subject): CommandAbout {
  return subject.endsWith(specEnd) ? "spec" : "plan";
}

/** Does a word open the gate? Then it counts only while all it rests on is known. */
export function isGiving({ type }: Pick<Word, "type">): boolean {
  return type === "approve" || type === "waive" || type === "override";
}

/** Does a word let a text through? Of a text, a waiver lets go of a row alone, and never of all of it. */
export function isLettingThrough(word: Pick<Word, "type" | "subject">): boolean {
  return isGiving(word) && (word.type !== "waive" || isOnlyWaived(word.subject));
}

export type Method = "comment" | "button" | "review";

/** One word of one person, as it was decided; kept in the ledger. */
export interface Word {
  readonly type: "approve" | "reject" | "revoke" | "waive" | "override";
  readonly subject: Subject;
  /** SHA-256 over the gated text it is about, 64 hex digits. */
  readonly digest: string;
  /** Numeric account id: logins change hands. */
  readonly personId: number;
  /** For people to read. */
  readonly login: string;
  readonly method: Method;
  /** Comment id, review id, or delivery GUID. */
  readonly sourceId: string;
  /** Node id of the comment or review; `null` for a button. */
  readonly nodeId: string | null;
  readonly url: string;
  /** GitHub's time of the act: ISO 8601, UTC. */
  readonly at: string;
  /** Of `waive`: the rule's id; else `null`. */
  readonly ruleId: string | null;
  /** Of `reject`, `waive` and `override`, in the person's words; else `null`. */
  readonly reason: string | null;
  /** Of `approve` and `override`: the text that was let through, so that a later change can be shown; else empty. */
  readonly files: readonly GatedFile[];
}
