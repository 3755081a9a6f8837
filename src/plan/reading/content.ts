import type { Hit } from "../vocabulary/term-index.ts";
import type { Concept } from "../vocabulary/vocabulary.ts";
import { isIdeographic } from "./fold.ts";

/** A word that may carry content, or a sign of Han, Kana or Hangul, with its place in the folded text. */
interface ContentWord {
  readonly text: string;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly isSign: boolean;
}

/** What of a text may carry content. */
export interface Content {
  readonly words: readonly ContentWord[];
  /** Whether a word stands in it twice. */
  readonly isRepeated: boolean;
}

interface Weighed {
  readonly hits: readonly Hit<Concept>[];
  readonly content: Content;
}

/** Common words of three letters and more that say nothing by themselves; shorter ones never count. */
const common = new Set(
  `and the for are but not nor yet all any can has had was its our out per one two how why who may let got get too off via his her him she
  und der die das den dem des ein ist mit von vom zum zur auf aus bei für fur les des une est pas par sur aux que qui las los del una con por uno sus dei gli che per
  het een van met dat uit dem ces ses nos vos lui son sua seu nas nos dos das nel sul ten tak jak dla jest oraz про для при или это как что bir ile icin olan about above after again along among because before being below between cannot could doing during every first from further given having
  their there these thing those through under until using where which while whole whose within without would should shall might other another
  same some such than that them then they this very well were what when with will your into must make makes made need needs used uses over also only just more most
  each both here have does done been like user users nach über unter einer eine einen werden wird wurde sind nicht auch oder sowie durch diese dieser dieses alle wenn dann
  dans avec pour sont cette tous toutes leur être sera para como esta este estos cada todos todas desde entre sobre quando onde mais isso nella della delle degli sono come ogni
  voor door naar deze worden wordt niet zijn`.split(/\s+/),
);
const beyondAscii = /[\u0080-\uffff]/;
const token = /[\p{L}\p{N}_]+/gu;
/** A task, a requirement, a bare number. */
const number = /^[a-z]{0,3}\d{1,5}$/;
const address = /\bhttps?:\/\/[^\s)]{1,500}/gu;

/** Finds the words of a folded text that are neither common nor covered by a vague one. */
export function readContent(folded: string, hits: readonly Hit<Concept>[]): Content {
  const shown = folded.includes("http") ? folded.replace(address, (url) => " ".repeat(url.length)) : folded;
  const found = beyondAscii.test(shown) ? findWords(shown) : findAsciiWords(shown);
  const vague = hits.filter((hit) => hit.label === "vague");
  const words = vague.length === 0 ? found : found.filter((word) => !isCovered(word, vague));
  return { words, isRepeated: new Set(words.map((word) => word.text)).size < words.length };
}

/**
 * How many distinct words of a statement carry content: not common ones, not vague ones, not those of the given
 * concepts, not those of the heading. Two signs of Han, Kana or Hangul count as a word.
 */
export function countContent(statement: Weighed, known: readonly Concept[], title: string): number {
  const { hits, content } = statement;
  const covering = known.length === 0 ? [] : hits.filter((hit) => known.includes(hit.label));
  const seen = content.isRepeated ? new Set<string>() : null;
  let words = 0;
  let signs = 0;
  for (const word of content.words) {
    if (covering.length > 0 && isCovered(word, covering)) continue;
    if (word.isSign) signs += 1;
    else if (!title.includes(word.text) && seen?.has(word.text) !== true) {
      words += 1;
      seen?.add(word.text);
    }
  }
  return words + Math.floor(signs / 2);
}

function isCovered({ start, end }: ContentWord, hits: readonly Hit<Concept>[]): boolean {
  return hits.some((hit) => hit.start < end && start < hit.end);
}

function findWords(shown: string): readonly ContentWord[] {
  const words: ContentWord[] = [];
  for (const match of shown.matchAll(token)) {
    const [text] = match;
    const { index } = match;
    if (!isIdeographic(text.charCodeAt(0))) addWord(words, text, index);
    else
      for (let at = index; at < index + text.length; at += 1)
        if (!isHiragana(shown.charCodeAt(at)))
          words.push({ text: shown.charAt(at), start: at, end: at + 1, isSign: true });
  }
  return words;
}

function findAsciiWords(shown: string): readonly ContentWord[] {
  const words: ContentWord[] = [];
  let start = -1;
  for (let at = 0; at <= shown.length; at += 1) {
    const isInWord = at < shown.length && isWordSign(shown.charCodeAt(at));
    if (isInWord && start < 0) start = at;
    if (isInWord || start < 0) continue;
    if (at - start >= 2) addWord(words, shown.slice(start, at), start);
    start = -1;
  }
  return words;
}

function addWord(words: ContentWord[], text: string, start: number): void {
  if ((text.length < 3 && !/\d/.test(text)) || common.has(text) || number.test(text)) return;
  words.push({ text, start, end: start + text.length, isSign: false });
}

/** A letter in lower case or a digit: a folded text has no others. */
function isWordSign(code: number): boolean {
  return (code > 0x60 && code < 0x7b) || (code > 0x2f && code < 0x3a);
}

/** Hiragana writes endings and particles. */
function isHiragana(code: number): boolean {
  return code >= 0x3040 && code < 0x30a0;
}
