import { fold, isAlphabetic } from "../reading/fold.ts";

/** A word or phrase of the vocabulary, folded. */
interface Term<Label> {
  readonly text: string;
  /** `error*` also matches `errors` and `erroneous`. */
  readonly isPrefix: boolean;
  readonly label: Label;
}

/** A term found in a folded text. */
export interface Hit<Label> {
  readonly label: Label;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** Terms by their first two UTF-16 units, so that one pass over a text finds all of them. */
export type TermIndex<Label> = ReadonlyMap<number, readonly Term<Label>[]>;

/** @param groups Terms separated by commas; a trailing `*` makes a term a prefix. */
export function indexTerms<Label>(groups: Iterable<readonly [Label, string]>): TermIndex<Label> {
  const index = new Map<number, Term<Label>[]>();
  for (const [label, list] of groups) {
    for (const entry of splitTerms(list)) {
      const isPrefix = entry.endsWith("*");
      const text = fold(isPrefix ? entry.slice(0, -1) : entry);
      if (text.length < 2) continue;
      const key = keyAt(text, 0);
      const terms = index.get(key) ?? [];
      const isKnown = terms.some(
        (term) => term.text === text && term.isPrefix === isPrefix && term.label === label,
      );
      if (!isKnown) terms.push({ text, isPrefix, label });
      index.set(key, terms);
    }
  }
  return index;
}

/** The entries of a list as the data files write it. */
export function splitTerms(list: string): readonly string[] {
  return list
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}

/** Every term in the text, in order. A Latin term also matches with a plural `s`. */
export function findTerms<Label>(index: TermIndex<Label>, folded: string): Hit<Label>[] {
  const hits: Hit<Label>[] = [];
  let previousIsAlphabetic = false;
  for (let at = 0; at + 1 < folded.length; at += 1) {
    const isAlpha = isAlphabetic(folded.charCodeAt(at));
    const isStart = !(isAlpha && previousIsAlphabetic);
    previousIsAlphabetic = isAlpha;
    if (!isStart) continue;
    const terms = index.get(keyAt(folded, at));
    if (terms === undefined) continue;
    for (const term of terms) {
      const end = matchEnd(term, folded, at);
      if (end > at) hits.push({ label: term.label, start: at, end });
    }
  }
  return hits;
}

function keyAt(text: string, at: number): number {
  return text.charCodeAt(at) * 0x10000 + text.charCodeAt(at + 1);
}

function matchEnd<Label>(term: Term<Label>, folded: string, at: number): number {
  if (!folded.startsWith(term.text, at)) return -1;
  let end = at + term.text.length;
  if (term.isPrefix || !isAlphabetic(folded.charCodeAt(end - 1))) return end;
  if (folded[end] === "s") end += 1;
  return end < folded.length && isAlphabetic(folded.charCodeAt(end)) ? -1 : end;
}
