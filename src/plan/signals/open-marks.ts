import { fold, isIdeographic } from "../reading/fold.ts";
import { openIndex } from "../vocabulary/languages.ts";
import { findTerms, type Hit } from "../vocabulary/term-index.ts";
import type { Concept } from "../vocabulary/vocabulary.ts";

/** A mark within a folded text, with what stands around it and the voice of the text. */
interface Mark {
  readonly word: string;
  readonly before: string;
  readonly after: string;
  /** Whether the text has words of Spanish or Portuguese. */
  readonly isRomance: boolean;
  /** Whether it has the mark in capitals. */
  readonly isShouted: boolean;
}

/** How far around an open mark its settling may stand, in characters. */
const reach = 40;
/** "無 NEEDS CLARIFICATION", "sans point à clarifier", "0 TBD": that there is none, right before the mark. */
const noneBefore =
  /(?:無|无|沒有|没有|零)\s?(?:任何|其他|其它)?\s?["'`「『“]?$|(?:^|[^\p{L}\p{N}])(?:0|zero|sans|aucune?|plus de|pas de|sin|no hay|no quedan?|sem|nao ha|nenhuma?|keine?[nrsm]?|senza|nessuna?|non ci sono|geen|bez|brak|nie ma|без|нет|немає) (?:[\p{L}]{1,16} )?["'`“]?$/u;
/** "NEEDS CLARIFICATION はありません", "명확화 필요 없음": the same, right behind it. */
const noneAfter =
  /^["'`」』”]?\s?(?:の?(?:項目|箇所|マーカー)|(?:항목|표시|마커))?\s?(?:は|が|も|은|는|이|가)?\s?(?:ありません|存在しな|残っていな|なし|無し|없)/u;
/** In the language of statuses a mark is a value: "todo / in progress / done". */
const status =
  "(?:in progress|inprogress|doing|done|wip|blocked|review|in review|closed|completed?|cancell?ed|backlog|ready|testing|started|finished)";
const statusAfter = new RegExp(
  `^["'\`”]?(?:\\s?(?:[/,、，→>·・]|->)\\s?|\\|)["'\`“]?${status}(?![a-z])`,
  "u",
);
const statusBefore = new RegExp(
  `(?<![a-z])${status}["'\`”]?(?:\\s?(?:[/,、，→>·・]|->)\\s?|\\|)["'\`“]?$`,
  "u",
);
/** Where "todo" is "all": words that neither English nor German has. */
const romance =
  /(?<!\p{L})(?:el|los|las|lo|una|uma|um|del|dos|que|para|por|em|ser|esto|isso|sobre|ante|nuevo|novo|usuarios?|usuários?)(?!\p{L})/iu;
const romanceAfter = /^(?:el|la|los|las|lo|o|os|su|sus|nuevo|novo|este|esta|esto|esse|essa|isso|eso)(?= )/u;
/** "Todo list", "todo app": a thing of that name. */
const thing =
  /^(?:lists?|apps?|items?|entry|entries|comments?|boards?|cards?|mvc|tasks?)(?![a-z])(?! ?[:：])/u;
const quoteBefore = /["'“「『`]$/u;
const quotedThing = /^["'”」』`]\s?[\p{L}\p{N}]/u;
/** What makes a question of what is "to be confirmed", though a word follows. */
const asking = /^(?:是否|的|具体|具體|哪|如何|怎|什么|什麼|几|幾|后|後|で|に|です|だ|と)/u;
/** "Undefined", and "if it is undecided": said of a value, not of the plan. */
const ofValues =
  /^(?:[義义]|의|の(?:場合|とき|時|まま)|[时時](?![间間])|\s?(?:시|여부|한 경우|인 경우)(?![가-힣]))/u;
const beginning = /(?:^|[:：|(（[【])$/u;
const ending = /^["'”」』`]?(?:$|[:：\])）】|])/u;
/** Forms of a verb that people also do something with: "the user can clarify the query". */
const verbs: ReadonlySet<string> = new Set(["уточнить", "уточнити", "не определено", "не визначено"]);

/** Whether a text holds an open mark that no word beside it settles, and that it is not merely about. */
export function holdsOpenMark(text: string): boolean {
  const folded = fold(text);
  const hits = findTerms(openIndex, folded);
  const open = hits.filter((hit) => hit.label === "open");
  if (open.length === 0) return false;
  const settled = hits.filter((hit) => hit.label === "settled");
  const voice = { isRomance: romance.test(text), isShouted: /\bTODOs?\b/u.test(text) && !shoutsAll(text) };
  return open.some((hit) => {
    const word = folded.slice(hit.start, hit.end);
    const before = folded.slice(Math.max(0, hit.start - reach), hit.start);
    const after = folded.slice(hit.end, hit.end + reach);
    if (noneBefore.test(before) || noneAfter.test(after)) return false;
    const mark = { word, before: before.trimEnd(), after: after.trimStart(), ...voice };
    return isMark(mark) && !settled.some((other) => settles(other, hit));
  });
}

/** A Spanish or Portuguese heading in capitals: "TODO EL EQUIPO". */
function shoutsAll(text: string): boolean {
  return text === text.toUpperCase() && romance.test(text);
}

function settles(other: Hit<Concept>, open: Hit<Concept>): boolean {
  const isApart = other.end <= open.start || other.start >= open.end;
  return isApart && Math.abs(other.start - open.start) <= reach;
}

function isMark(mark: Mark): boolean {
  const { word, before, after } = mark;
  if (quoteBefore.test(before) && quotedThing.test(after)) return false;
  if (isIdeographic(word.charCodeAt(0))) return isMarkOfSigns(mark);
  const isWhole = beginning.test(before) || ending.test(after);
  if (verbs.has(word)) return isWhole;
  if (word.length > 6 || /[^a-z]/u.test(word)) return true;
  return isWhole && (!word.startsWith("todo") || isTodo(mark));
}

/** "待确认：…" and "…要確認" are marks; 待确认订单, an order to be confirmed, is a thing. */
function isMarkOfSigns({ before, after }: Mark): boolean {
  if (ofValues.test(after)) return false;
  if (beginning.test(before) || asking.test(after)) return true;
  return !isIdeographic(after.charCodeAt(0));
}

/** "TODO: …", not the value of a status, a list of tasks, or the Spanish and Portuguese word for "all". */
function isTodo({ word, before, after, isShouted, ...voice }: Mark): boolean {
  if (statusAfter.test(after) || statusBefore.test(before) || thing.test(after)) return false;
  const isRomance = voice.isRomance || romanceAfter.test(after);
  if (isShouted) return true;
  if (/^\p{L}/u.test(after)) return word === "todo" && !isRomance;
  return beginning.test(before) || !isRomance;
}
