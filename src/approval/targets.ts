import { codeSpan } from "../slash-commands/code-span.ts";
import { configSubject } from "./approval.ts";
import type { SubjectFacts } from "./facts.ts";
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

/**
 * Reads the names at the beginning of a command's words. A name is the exact id (letters of either case) or
 * path of a text that is gated here, so `F-1` is never `F-15`; the first other word ends them.
 */
export function readTargets(subjects: readonly SubjectFacts[], words: readonly string[]): Targets {
  const named: SubjectFacts[] = [];
  let position = 0;
  for (;;) {
    const rest = words.slice(position);
    const matches = matchesAt(subjects, rest);
    const [match, other] = matches;
    if (match === undefined) return { state: "read", named: [...new Set(named)], rest };
    if (other !== undefined) return { state: "refused", refusal: ambiguous(match, matches) };
    named.push(match.subject);
    position += match.length;
  }
}

/** The texts a bare command is about: all features; the gate's own settings only where nothing else is gated. */
export function bareTargets(subjects: readonly SubjectFacts[]): readonly SubjectFacts[] {
  const features = subjects.filter(({ subject }) => subject !== configSubject);
  return features.length > 0 ? features : subjects;
}

interface Match {
  readonly subject: SubjectFacts;
  readonly name: string;
  /** In words: a path may have spaces. */
  readonly length: number;
}

/** All texts that the words may begin with the name of; the longest name decides. */
function matchesAt(subjects: readonly SubjectFacts[], words: readonly string[]): readonly Match[] {
  const matches = subjects.flatMap((subject) => {
    const length = Math.max(
      prefixLength(subject.subject, words, (word) => word),
      prefixLength(subject.id, words, (word) => word.toLowerCase()),
    );
    return length === 0 ? [] : [{ subject, name: words.slice(0, length).join(" "), length }];
  });
  const longest = Math.max(...matches.map(({ length }) => length));
  return matches.filter(({ length }) => length === longest);
}

/** How many words a name takes when the words begin with it, else 0. */
function prefixLength(name: string, words: readonly string[], fold: (word: string) => string): number {
  const parts = name.split(/[ \t]+/);
  const isNamed = words.length >= parts.length && fold(name) === fold(words.slice(0, parts.length).join(" "));
  return isNamed ? parts.length : 0;
}

function ambiguous({ name }: Match, matches: readonly Match[]): Refusal {
  const paths = nameList(matches.map(({ subject }) => subject.subject));
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
