import { fold, isAlphabetic } from "../reading/fold.ts";

/** A word or phrase of the vocabulary, folded. */
interface Term<Label> {
  readonly text: string;
  /** `error*` also matches `errors` and `erroneous`. */
  readonly isPrefix: boolean;
  /** `校验和` is a checksum, and the beginning of "validation (`校验`) and (`和`) something". */
  readonly endsInAnd: boolean;
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
export interface TermIndex<Label> {
  readonly shelves: Map<number, Shelf<Label>>;
  /** Not 0 at the place of each two units that terms begin with: most of a text is told apart by it. */
  readonly openings: Uint8Array;
}

/** Terms that begin alike, in the order of the vocabulary. */
interface Shelf<Label> {
  /** Those of at most three UTF-16 units. */
  readonly short: Term<Label>[];
  /** By their third and fourth unit those that a text of this beginning can match, short ones among them. */
  readonly byHead: Map<number, Term<Label>[]>;
}

/** A shorter word with "and" behind it. */
const and = /\p{Script=Han}{2}[和与與]$/u;
/** What follows where the whole is one word: nothing, a mark, "of", "is", "does not", "equals", "value". */
const wholeWord = /^(?:$| ?[^\p{L}\p{N} ]| ?[的是为為不值一匹相比])/u;
/** `s` */
const pluralSign = 0x73;
/** Shorter terms have no head of four units. */
const headLength = 4;

/** @param groups Terms separated by commas; a trailing `*` makes a term a prefix. */
export function indexTerms<Label>(groups: Iterable<readonly [Label, string]>): TermIndex<Label> {
  const shelves = new Map<number, Shelf<Label>>();
  const openings = new Uint8Array(0x10000);
  for (const [label, list] of groups) {
    for (const entry of splitTerms(list)) {
      const isPrefix = entry.endsWith("*");
      const text = fold(isPrefix ? entry.slice(0, -1) : entry);
      if (text.length < 2) continue;
      const key = keyAt(text, 0);
      const shelf: Shelf<Label> = shelves.get(key) ?? { short: [], byHead: new Map() };
      shelves.set(key, shelf);
      openings[openingOf(key)] = 1;
      shelve(shelf, { text, isPrefix, endsInAnd: and.test(text), label });
    }
  }
  return { shelves, openings };
}

/** Where in `openings` two units are; those of Latin letters have a place each. */
function openingOf(key: number): number {
  return ((key >>> 9) ^ key) & 0xffff;
}

function shelve<Label>({ short, byHead }: Shelf<Label>, term: Term<Label>): void {
  const { text } = term;
  if (text.length < headLength) {
    if (isIn(short, term)) return;
    short.push(term);
    for (const [head, terms] of byHead) if (begins(text, head)) terms.push(term);
    return;
  }
  const head = keyAt(text, 2);
  const terms = byHead.get(head) ?? short.filter((other) => begins(other.text, head));
  byHead.set(head, terms);
  if (!isIn(terms, term)) terms.push(term);
}

/** Whether a term of at most three units goes on as the third unit of a head does. */
function begins(text: string, head: number): boolean {
  return text.length < 3 || text.charCodeAt(2) === head >>> 16;
}

function isIn<Label>(terms: readonly Term<Label>[], { text, isPrefix, label }: Term<Label>): boolean {
  return terms.some((term) => term.text === text && term.isPrefix === isPrefix && term.label === label);
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
    if (!(isAlpha && previousIsAlphabetic)) addTermsAt(index, { folded, at }, hits);
    previousIsAlphabetic = isAlpha;
  }
  return hits;
}

/** The terms that the text begins with. */
export function findOpeningTerms<Label>(index: TermIndex<Label>, folded: string): Hit<Label>[] {
  const hits: Hit<Label>[] = [];
  addTermsAt(index, { folded, at: 0 }, hits);
  return hits;
}

interface Place {
  readonly folded: string;
  readonly at: number;
}

function addTermsAt<Label>(
  { shelves, openings }: TermIndex<Label>,
  { folded, at }: Place,
  hits: Hit<Label>[],
): void {
  const key = keyAt(folded, at);
  const shelf = openings[openingOf(key)] === 0 ? undefined : shelves.get(key);
  if (shelf === undefined) return;
  for (const term of termsAt(shelf, folded, at)) {
    const end = matchEnd(term, folded, at);
    if (end > at) hits.push({ label: term.label, start: at, end });
  }
}

function termsAt<Label>({ short, byHead }: Shelf<Label>, folded: string, at: number): readonly Term<Label>[] {
  return at + headLength > folded.length ? short : (byHead.get(keyAt(folded, at + 2)) ?? short);
}

function keyAt(text: string, at: number): number {
  return (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1);
}

function matchEnd<Label>(term: Term<Label>, folded: string, at: number): number {
  if (!folded.startsWith(term.text, at)) return -1;
  let end = at + term.text.length;
  if (term.endsInAnd && !wholeWord.test(folded.slice(end, end + 2))) return -1;
  if (term.isPrefix || !isAlphabetic(folded.charCodeAt(end - 1))) return end;
  if (folded.charCodeAt(end) === pluralSign) end += 1;
  return end < folded.length && isAlphabetic(folded.charCodeAt(end)) ? -1 : end;
}
