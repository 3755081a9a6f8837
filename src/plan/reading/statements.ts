import { statementIndex } from "../vocabulary/languages.ts";
import { findTerms, type Hit } from "../vocabulary/term-index.ts";
import type { Concept, Cue } from "../vocabulary/vocabulary.ts";
import { readContent, type Content } from "./content.ts";
import { countWords, fold } from "./fold.ts";
import { isGeneral, isReported, isUnplanned } from "./unplanned.ts";

/**
 * How a sentence means what it says: as a fact (`said`), as a question, as something not decided, as an
 * instruction to whoever fills in a template, as what a word means or is true of any project, or as something that
 * nobody plans.
 */
export type Mood = "said" | "asked" | "undecided" | "instructed" | "defined" | "unplanned";

/** A sentence of a passage, a part between semicolons, or a cell of a row. */
export interface Statement {
  readonly text: string;
  /** As the vocabulary compares it. */
  readonly folded: string;
  /** Concepts that it names, in order, with their places in `folded`. */
  readonly hits: readonly Hit<Concept>[];
  /** What else its words hint at, to be looked at more closely. */
  readonly cues: ReadonlySet<Cue>;
  readonly content: Content;
  readonly mood: Mood;
  /** Whether it is an enumeration of words: five and more parts between commas, hardly any of three words. */
  readonly isList: boolean;
}

const mark = /[.!?;\u3002\uff01\uff1f\uff1b\u061f\u061b]/g;
const anyMark = new RegExp(mark.source);
const afterMark = /[^\s]/;
const comma = /[,\uff0c\u3001]/g;
/** An enumeration has as many parts as that. */
const fewestParts = 5;
const questionMark = /[?\uff1f\u061f]["'\u201d\u2019)\u300d*_\s]*$/u;
const abbreviation =
  /(?:^|[\s(])(?:\p{L}|e\.g|i\.e|etc|vs|incl|approx|no|fig|z\.\s?b|d\.\s?h|bzw|ca|ggf|p\.\s?ej|p\.\s?ex|\d{1,3})$/iu;
const instructing =
  /^(?:e\.g\.|for example|domain specific|if applicable|(?:describe|enumerate|outline|specify|explain)\b|(?:insert|fill in|replace) (?:this|here|the name|your)\b|fill in\b|(?:list|define|document|name|state) (?:all|the (?:commands|fields|endpoints|libraries|tests)|each|every|your|at least|which|what|how|here)\b|give (?:the (?:commands|fields|endpoints|tests)|at least)\b|say (?:how|what|which|who|why|where)\b|for each user action)/u;
/** The same in other languages, as their templates address whoever fills them in. */
const instructingAbroad =
  /^(?:beschreibe|beschreiben sie|erklare|erklaren sie|nenne|nennen sie|liste (?:alle|hier|jede)|gib an|geben sie|decrivez|listez|expliquez|nommez|precisez|indiquez|describa|describe aqui|enumere|enumera (?:todos|todas|cada|aqui)|explique|indique|descreva|liste (?:todos|todas|cada|aqui)|descrivi|elenca (?:tutti|tutte|ogni|qui)|indica qui|опишите|перечислите|укажите|объясните|opisz|wymien|wyjasnij|podaj|опишіть|перелічіть|вкажіть|beschrijf|noem|leg uit) |^(?:\u8bf7|\u8acb)(?:\u5728\u6b64|\u586b\u5199|\u586b\u5beb|\u63cf\u8ff0|\u5217\u51fa|\u8bf4\u660e|\u8aaa\u660e)|(?:\u3057\u3066\u304f\u3060\u3055\u3044|\u3092\u8a18\u8f09\u3059\u308b|\uc791\uc131\ud558\uc138\uc694|\uc124\uba85\ud558\uc138\uc694|\uae30\uc220\ud558\uc138\uc694|belirtin|acıklayın|listeleyin)\.?$/u;

/** An alternative that was turned down. */
const rejected =
  /^["'*_(]{0,3}(?:Rejected|Verworfen|Rejetée?|Rechazad[oa]|Rejeitad[oa]|Scartat[oa]|却下|不採用|已否决|否决)(?:\s*[-\u2013\u2014:\uff1a;(.]|\s(?:as|because|due|for|since|weil|car|porque|perché)\s)/u;
const rejectedAtEnd =
  /[-\u2013\u2014:\uff1a;(,] ?(?:was |were )?(?:rejected|turned down|discarded|verworfen|abgelehnt|rejetee?|ecartee?|rechazad[oa]|descartad[oa]|rejeitad[oa]|scartat[oa]|отклонено|odrzucone|відхилено|afgewezen|reddedildi|却下|不採用|已否决|否决|已否決|否決|기각)[).*_。]{0,3}$/u;

/** What stood before and all of it is gone: takes back what stands beside it. */
const gone =
  /^(?:all|none|nothing|everything|any) of (?:this|that|these|those|it|them|the above)\b.{0,60}\b(?:removed|deleted|dropped|gone|obsolete|cancell?ed|withdrawn|discarded|no longer|comes? back|built|planned|done|true|valid)\b|^(?:all das|das alles|alles davon|nichts davon|tout cela|tout ceci|rien de tout cela|todo eso|todo esto|nada de eso|nada de esto|tudo isso|nada disso|tutto questo|niente di tutto|все это|ничего из этого|wszystko to|nic z tego|все це|dit alles|niets hiervan|以上全部(?:删除|取消|作废)|以上均(?:已)?(?:删除|取消)|これらはすべて(?:廃止|削除))/u;
/** Somebody is still to find it out. */
const wonderingWithin =
  /\b(?:find out|figure out|clarify|klaren|herausfinden) (?:whether|if|what|how|ob|was|wie)\b|^(?:decide|see|discuss|think about|choose|investigate|evaluate|unclear) (?:whether|if|what|which|who|how|where|when|between)\b|^think about\b|^choose (?:the|an?|our) (?:librar|framework|database|tool|format|stack|technolog)/u;
/** Others are to see to it, in ways the plan does not say. */
const delegated =
  /\b(?:teams?|departments?|operations|colleagues|vendor) (?:owns?|defines?|takes? care|looks? after|knows?|tests everything|will (?:define|decide|see to|take care|tell|give us)|(?:is|are) (?:responsible|in charge))\b|\b(?:teams?|departments?|operations|vendor) (?:offers?|provides?) (?:an?|the|its|their) [a-z ]{2,20}\.?$|\b(?:guaranteed|taken care of|looked after|defined|decided|handled) by (?:the |another |some )?(?:[a-z]+ )?(?:team|department|colleagues)\b/u;
/** "If it were so one day, one could": what is only imagined. */
const imagined =
  /^(?:if|should|were|wenn|falls|si|se) [^.]{0,80}\b(?:ever|one day|time (?:is|permits)|eines tages|jemals|un jour|algun dia|um dia|un giorno)\b|\b(?:one could|one might|man konnte|on pourrait)\b|^if [^.,]{0,80}\b(?:became|were|turned|got)\b[^.]{0,80}\b(?:could|would|might)\b/u;

/** "An API is a set of rules", "deterministic means that", "a good plan names". */
const defining =
  /^(?:(?:a|another|every|each|any|such a) (?:[a-z]+ )?plan |an? [a-z ]{2,30} is an? (?!new |single |simple |pure |small )|an? (?:program|function|system|process|service|build|result|software|tool) is [a-z]{3,20} (?:when|if) |(?:an? )?[a-z]+(?: [a-z]+){0,2} means )|^(?:ein|eine) [a-zäöü ]{2,30} ist (?:ein|eine) |^une? [\p{L} ]{2,30} est une? |^una? [\p{L} ]{2,30} (?:es|è|e) una? /u;

/** "Si le serveur tombe, …" is a condition and says what follows; "si le serveur tombe" alone asks. */
const wondering = /^(?:whether |ob |是否)|^si (?:la|le|les|el|los|on|nous|se) [^,:;→]*$/u;

/** Splits a passage into its statements; `cells`: those of a row. */
export function splitStatements(text: string, cells: readonly string[]): readonly Statement[] {
  const parts = cells.length > 0 ? cells.flatMap(splitSentences) : splitSentences(text);
  const statements = quoteRest(parts.map(readStatement));
  const isTakenBack = statements.some(
    (each) => each.mood === "undecided" && (countWords(each.text) <= 8 || gone.test(each.folded)),
  );
  if (!isTakenBack) return statements;
  return statements.map((each) => (each.mood === "said" ? { ...each, mood: "undecided" } : each));
}

/** From where somebody else's words are quoted, a passage is not the plan's own. */
function quoteRest(statements: readonly Statement[]): readonly Statement[] {
  const from = statements.findIndex(({ folded }) => isReported(folded));
  if (from === -1) return statements;
  return statements.map((each, at) => (at < from ? each : { ...each, mood: "unplanned" }));
}

/** Sentences end at a mark before a space or at a full-width mark; never after an abbreviation or a number. */
function splitSentences(text: string): readonly string[] {
  const parts: string[] = [];
  if (!anyMark.test(text)) {
    addPart(parts, text);
    return parts;
  }
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
  const found = findTerms(statementIndex, folded);
  const hits = found.filter(isConcept);
  const cues = hits.length === found.length ? noCues : new Set(found.filter(isCue).map(({ label }) => label));
  const content = readContent(folded, hits);
  const mood = moodOf({ text, folded, hits, cues });
  return { text, folded, hits, cues, content, mood, isList: isEnumeration(text) };
}

const noCues: ReadonlySet<Cue> = new Set();

function isCue(hit: Hit<Concept | Cue>): hit is Hit<Cue> {
  return hit.label.startsWith("cue:");
}

function isConcept(hit: Hit<Concept | Cue>): hit is Hit<Concept> {
  return !isCue(hit);
}

function isEnumeration(text: string): boolean {
  if (text.length > 600) return false;
  const parts = 1 + (text.match(comma)?.length ?? 0);
  return parts >= fewestParts && countWords(text) <= 2.4 * parts;
}

type Unweighed = Pick<Statement, "text" | "folded" | "hits" | "cues">;

function moodOf({ text, folded, hits, cues }: Unweighed): Mood {
  if (questionMark.test(text)) return "asked";
  if (hits.some((hit) => isUndecided(folded, hit)) || isTurnedDown(text, folded)) return "undecided";
  if (cues.has("cue:open") && isOpen(folded)) return "undecided";
  if (instructing.test(folded) || instructingAbroad.test(folded)) return "instructed";
  if (isUnplanned(folded)) return "unplanned";
  return defining.test(folded) || isGeneral(folded) ? "defined" : "said";
}

/** 未定 is undecided, 未定義 undefined: the state of a value. */
function isUndecided(folded: string, { label, end }: Hit<Concept>): boolean {
  return label === "undecided" && !/^[義义]/u.test(folded.slice(end, end + 1));
}

/** Whether a sentence that has a cue for it leaves its matter open or turns it down. */
function isOpen(folded: string): boolean {
  return (
    wonderingWithin.test(folded) ||
    imagined.test(folded) ||
    delegated.test(folded) ||
    rejectedAtEnd.test(folded)
  );
}

/** Whether a sentence begins by asking, by turning its matter down or by taking it back. */
function isTurnedDown(text: string, folded: string): boolean {
  return wondering.test(folded) || gone.test(folded) || rejected.test(text);
}
