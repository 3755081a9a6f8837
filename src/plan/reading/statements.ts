import { conceptIndex } from "../vocabulary/languages.ts";
import { findTerms, type Hit } from "../vocabulary/term-index.ts";
import type { Concept } from "../vocabulary/vocabulary.ts";
import { readContent, type Content } from "./content.ts";
import { countWords, fold } from "./fold.ts";

/**
 * How a sentence means what it says: as a fact (`said`), as a question, as something not decided, as an
 * instruction to whoever fills in a template, or as what a word means.
 */
export type Mood = "said" | "asked" | "undecided" | "instructed" | "defined";

/** A sentence of a passage, a part between semicolons, or a cell of a row. */
export interface Statement {
  readonly text: string;
  /** As the vocabulary compares it. */
  readonly folded: string;
  /** Concepts that it names, in order, with their places in `folded`. */
  readonly hits: readonly Hit<Concept>[];
  readonly content: Content;
  readonly mood: Mood;
  /** Whether it is an enumeration of words: five and more parts between commas, hardly any of three words. */
  readonly isList: boolean;
}

const mark = /[.!?;\u3002\uff01\uff1f\uff1b\u061f\u061b]/g;
const afterMark = /[^\s]/;
const comma = /[,\uff0c\u3001]/g;
/** An enumeration has as many parts as that. */
const fewestParts = 5;
const questionMark = /[?\uff1f\u061f]["'\u201d\u2019)\u300d*_\s]*$/u;
const abbreviation =
  /(?:^|[\s(])(?:\p{L}|e\.g|i\.e|etc|vs|incl|approx|no|fig|z\.\s?b|d\.\s?h|bzw|ca|ggf|p\.\s?ej|p\.\s?ex|\d{1,3})$/iu;
const instructing =
  /^(?:e\.g\.|for example|domain specific|if applicable|describe|list (?:all|the|each|every|your)|define (?:all|the|each|every|your)|specify|explain|document (?:all|the|each|every|your)|outline|fill in|insert|replace this|for each user action)/u;

/** An alternative that was turned down. */
const rejected =
  /^["'*_(]{0,3}(?:Rejected|Verworfen|Rejetée?|Rechazad[oa]|Rejeitad[oa]|Scartat[oa]|却下|不採用|已否决|否决)(?:\s*[-\u2013\u2014:\uff1a;(.]|\s(?:as|because|due|for|since|weil|car|porque|perché)\s)/u;

/** "An API is a set of rules", "deterministic means that", "a good plan names". */
const defining =
  /^(?:(?:a|another|every|each|any|such a) (?:[a-z]+ )?plan |an? [a-z ]{2,30} is an? (?!new |single |simple |pure |small )|(?:an? )?[a-z]+(?: [a-z]+){0,2} means )|^(?:ein|eine) [a-zäöü ]{2,30} ist (?:ein|eine) |^une? [\p{L} ]{2,30} est une? |^una? [\p{L} ]{2,30} (?:es|è|e) una? /u;

const wondering = /^(?:whether |ob |si (?:la|le|les|el|los|on|nous|se) |是否)/u;

/** Splits a passage into its statements; `cells`: those of a row. */
export function splitStatements(text: string, cells: readonly string[]): readonly Statement[] {
  const parts = cells.length > 0 ? cells.flatMap(splitSentences) : splitSentences(text);
  const statements = parts.map(readStatement);
  const isTakenBack = statements.some((each) => each.mood === "undecided" && countWords(each.text) <= 8);
  if (!isTakenBack) return statements;
  return statements.map((each) => (each.mood === "said" ? { ...each, mood: "undecided" } : each));
}

/** Sentences end at a mark before a space or at a full-width mark; never after an abbreviation or a number. */
function splitSentences(text: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  for (const { 0: sign, index: at } of text.matchAll(mark)) {
    const isWide = sign > "\u3000";
    if (!isWide && afterMark.test(text.charAt(at + 1))) continue;
    if (sign === "." && abbreviation.test(text.slice(Math.max(from, at - 8), at))) continue;
    addPart(parts, text.slice(from, at + 1));
    from = at + 1;
  }
  addPart(parts, text.slice(from));
  return parts;
}

function addPart(parts: string[], text: string): void {
  const part = text.trim();
  if (part !== "") parts.push(part);
}

/** Reads one statement. */
export function readStatement(text: string): Statement {
  const folded = fold(text);
  const hits = findTerms(conceptIndex, folded);
  const content = readContent(folded, hits);
  return { text, folded, hits, content, mood: moodOf(text, folded, hits), isList: isEnumeration(text) };
}

function isEnumeration(text: string): boolean {
  if (text.length > 600) return false;
  const parts = 1 + (text.match(comma)?.length ?? 0);
  return parts >= fewestParts && countWords(text) <= 2.4 * parts;
}

function moodOf(text: string, folded: string, hits: readonly Hit<Concept>[]): Mood {
  if (questionMark.test(text)) return "asked";
  if (hits.some((hit) => hit.label === "undecided") || wondering.test(folded) || rejected.test(text))
    return "undecided";
  if (instructing.test(folded)) return "instructed";
  return defining.test(folded) ? "defined" : "said";
}
