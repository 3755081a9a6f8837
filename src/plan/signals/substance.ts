import { countWords, fold, isAlphabetic } from "../reading/fold.ts";
import { fillerIndex } from "../vocabulary/languages.ts";
import { findTerms, type Hit } from "../vocabulary/term-index.ts";
import type { Concept } from "../vocabulary/vocabulary.ts";

/**
 * How much a passage says: nothing a template has not said (`placeholder`), only a tick or `N/A` (`filler`), that
 * it stands elsewhere (`reference`), a name (`plain`), or a name and something about it (`described`).
 */
export type Substance = "placeholder" | "filler" | "reference" | "plain" | "described";

interface PlainPassage {
  readonly kind: string;
  readonly text: string;
  readonly folded: string;
  readonly key: string | null;
  readonly cells: readonly string[];
  readonly codes: readonly string[];
  readonly hits: readonly Hit<Concept>[];
}

/** "See the wiki for that", in words; more say something of their own. */
const longestPointer = 8;
/** In characters. */
const longestFiller = 40;
const bracketed = /^[\s*_"'`(~]*(?:\[[^\]]*\]|<[^>]*>|_{3,}|\?{3,}|\.{3}|\u2026)[\s*_"'`).~]*$/u;
const anyBracket = /\[(?![ xX]\])[^\][]{3,}\]/u;
const marks = /[^\p{L}\p{N}/]+/gu;
const sibling = /\b(?:data-model|research|quickstart|spec|tasks|constitution)\.md\b|\bcontracts\//u;
/** However deep, a path is a pointer. */
const path = /(?:\/?[\w.@-]{1,60}\/){1,20}[\w.-]{0,60}/gu;
const separator = /[^\s:\uff1a][:\uff1a] ?\S|\s[-\u2013\u2014\u2192=]>? ?\S|\u2192|\uff08|\s\(\S/u;

/** Classifies a passage. */
export function weighSubstance(passage: PlainPassage): Substance {
  if (passage.kind === "code") return passage.text.trim() === "" ? "filler" : "described";
  const { cells, text } = passage;
  if (isPlaceholder(text) || cells.some(isPlaceholder)) return "placeholder";
  const filled = cells.length === 0 ? null : cells.slice(1).filter((cell) => !isFiller(cell)).length;
  if (filled === 0 || isFiller(text)) return "filler";
  if (isReference(passage)) return "reference";
  if (filled !== null) return "described";
  const words = countWords(text);
  const saysMore = passage.key !== null || separator.test(text) || (passage.codes.length > 0 && words >= 4);
  return saysMore && words >= 2 ? "described" : "plain";
}

/** Whether a text is nothing but a template's gap: `[FEATURE]`, `___`, `???`, `[e.g., pytest or NEEDS CLARIFICATION]`. */
export function isPlaceholder(text: string): boolean {
  if (bracketed.test(text)) return true;
  const open = anyBracket.exec(text);
  return open !== null && open[0].length > text.length * 0.6;
}

/** Whether a text is only a tick, a dash, `N/A`, `TBD`, `High` and the like. */
export function isFiller(text: string): boolean {
  if (hasManyLetters(text)) return false;
  const folded = fold(text).replace(marks, " ").trim();
  if (folded === "") return true;
  if (folded.length > longestFiller) return false;
  const hits = findTerms(fillerIndex, folded);
  return hits.some((hit) => hit.start === 0 && hit.end >= folded.length) || coversAll(hits, folded);
}

/** Whether a text has more letters and digits than a filler has characters; those beyond ASCII are not counted. */
function hasManyLetters(text: string): boolean {
  if (text.length <= longestFiller) return false;
  let letters = 0;
  for (let at = 0; at < text.length && letters <= longestFiller; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x80 && isAlphabetic(code)) letters += 1;
  }
  return letters > longestFiller;
}

function coversAll(hits: readonly Hit<Concept>[], folded: string): boolean {
  let at = 0;
  for (const hit of hits) {
    if (hit.start > at + 1) return false;
    at = Math.max(at, hit.end);
  }
  return hits.length > 0 && at >= folded.length;
}

/** "See data-model.md" points at a file; what the file says must stand there. */
function isReference(passage: PlainPassage): boolean {
  if (
    passage.hits.some(({ label, start }) => label === "reference" && start === 0) &&
    countWords(passage.text) <= longestPointer
  )
    return true;
  if (!sibling.test(passage.text)) return false;
  return (
    passage.hits.some((hit) => hit.label === "reference") || countWords(passage.text.replace(path, "")) <= 8
  );
}
