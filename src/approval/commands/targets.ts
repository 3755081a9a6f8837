import { codeSpan } from "../../slash-commands/code-span.ts";
import { configSubject, smokeSubjectName } from "../approval.ts";
import type { SubjectFacts } from "../facts.ts";
import { nameList, type Refusal } from "./refusal.ts";

/** The texts a command names, and the words after them. */
export type Targets =
  | {
      readonly state: "read";
      /** Empty for a bare command. */
      readonly named: readonly SubjectFacts[];
      readonly rest: readonly string[];
    }
  | { readonly state: "refused"; readonly refusal: Refusal };

/** A word in the form of a digest, which it then is: no feature's id hides one. */
export const digestForm = /^[0-9a-f]{12,64}$/i;

/**
 * Reads the names at the beginning of a command's words, `max` at most. A name is one word: the exact path of a text
 * that is gated here, else its id (letters of either case), so `F-1` is never `F-15`; the first other word ends them.
 */
export function readTargets(
  subjects: readonly SubjectFacts[],
  words: readonly string[],
  max = Number.POSITIVE_INFINITY,
): Targets {
  const named = new Set<SubjectFacts>();
  for (const [position, word] of words.entries()) {
    const matches = position < max ? subjectsNamed(subjects, word) : [];
    const [match, other] = matches;
    if (match === undefined) return { state: "read", named: [...named], rest: words.slice(position) };
    if (other !== undefined) return { state: "refused", refusal: ambiguous(word, matches) };
    named.add(match);
  }
  return { state: "read", named: [...named], rest: [] };
}

/**
 * The word that names a text in a command: its id where nothing else answers to it, else its path. A path with blanks
 * is no word: such a text is named by its digest alone.
 */
export function commandName(subject: SubjectFacts, subjects: readonly SubjectFacts[]): string {
  const [match, other] = subjectsNamed(subjects, subject.id);
  return match === subject && other === undefined ? subject.id : subject.subject;
}

/** The texts a bare command is about: all features; the gate's own settings only where nothing else is gated. */
export function bareTargets(subjects: readonly SubjectFacts[]): readonly SubjectFacts[] {
  const texts = textsOf(subjects);
  const features = texts.filter(({ subject }) => subject !== configSubject);
  return features.length > 0 ? features : texts;
}

/** Without the stack, which nobody approves or rejects. */
export function textsOf(subjects: readonly SubjectFacts[]): readonly SubjectFacts[] {
  return subjects.filter(({ subject }) => subject !== smokeSubjectName);
}

function subjectsNamed(subjects: readonly SubjectFacts[], word: string): readonly SubjectFacts[] {
  const byPath = subjects.filter(({ subject }) => subject === word);
  if (byPath.length > 0) return byPath;
  if (digestForm.test(word) || /\s/.test(word)) return [];
  return subjects.filter(({ id }) => id.toLowerCase() === word.toLowerCase());
}

function ambiguous(name: string, matches: readonly SubjectFacts[]): Refusal {
  const paths = nameList(matches.map(({ subject }) => subject));
  const message = `${codeSpan(name)} names several texts here. Name one by its path: ${paths}.`;
  return { reason: "ambiguous-feature", message };
}

/** A word that names nothing here. */
export function unknownName(subjects: readonly SubjectFacts[], word: string): Refusal {
  const names = nameList([...new Set(subjects.map(({ id }) => id))]);
  const message = `${codeSpan(word)} names no text that is gated here. Name one of ${names}, or copy the command from the check.`;
  const nothing = `${codeSpan(word)} names no text that is gated here: no plan is changed.`;
  return { reason: "unknown-feature", message: subjects.length > 0 ? message : nothing };
}
