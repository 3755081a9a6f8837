import { countContent } from "../reading/content.ts";
import type { Block } from "../reading/plan.ts";
import type { Statement } from "../reading/statements.ts";
import type { Exhibit } from "./exhibit.ts";
import type { Add } from "./score.ts";

/** How often at most: `maxRetries=2`, "up to 3 retries", "retried twice". */
const bounded =
  /\bmax[_ ]?(?:retr(?:y|ies)|attempts)\w{0,12}["'`]?\s?[=:]\s?\d|\b(?:up to|at most|maximum|max\.?|bis zu|höchstens|jusqu'à|au plus|hasta|como máximo|até|no máximo|fino a|al massimo|до|не более|maximaal|najwyżej|en fazla)\s\d{1,2}\b|\b(?:twice|once|\d{1,2} (?:times|retries|attempts))\b|最多\s?\d|最大\s?\d|최대\s?\d|\d\s?(?:次|回|회)/iu;
const retrying =
  /\bretr(?:y|ies|ied)|retries|\bwiederhol|\bréessa|\bnouvelles? tentativ|\breint|\btentativ|\britent|ретра|повтор|попыт|ponaw|ponów|спроб|\bopnieuw\b|yeniden den|重试|重試|再試行|リトライ|재시도|إعادة المحاولة/iu;
/** Errors of systems by their names: `ECONNRESET`, `llm_network_error`, "timeout". */
const systemError =
  /\bE(?:CONN|TIMED|PIPE|HOST|ADDR|NOENT|ACCES|EXIST|BUSY|AI_)[A-Z]*\b|\b[a-z]+(?:_[a-z]+){0,4}_(?:error|timeout|failed|exception)\b/u;
/** "Mismatch → 409 Conflict, the client reloads": a status behind an arrow or a colon, and what follows it. */
const answeredStatus =
  /^[^\n\u2192]{2,80}(?:\u2192|=>|->|\u21d2)\s?[^\n\u2192]{0,24}\b[45]\d\d\b[^\n]{0,200}[,;:(\u2192\u2014-]\s?\p{L}/u;
/** A condition without what is done, which stands below it. */
const opening =
  /^(?:if|when|whenever|on|upon|in case|wenn|falls|sobald|bei|si|lorsque?|quand|en cas d[e']|cuando|en caso de|se|quando|em caso de|in caso di|если|при|когда|в случае|jeśli|jeżeli|gdy|przy|w przypadku|якщо|коли|у разі|als|wanneer|bij|indien|eğer|إذا|عند|في حال) \S[^.]{2,120}$|^(?:\u5982\u679c|\u5982|\u82e5|\u5f53|\u7576)\S{2,60}$|^\S[^.]{1,60}(?:\u5834\u5408|\u3068\u304d|\u6642|\u65f6|\u6642\u5019|\uba74|\uacbd\uc6b0|\uc2dc)(?:\u306f|\u306b\u306f)?\s?[:\uff1a]?$/iu;

/** What is so exact that it counts under any heading, even once. */
export function findExact({ block, said, endpoints }: Exhibit, add: Add): void {
  const exact = said.filter(
    (statement) =>
      !statement.isList &&
      !statement.hits.some((hit) => hit.label === "hedge") &&
      isExactAnswer(statement, endpoints.length > 0),
  );
  add(
    "exact",
    exact.map(({ folded }) => folded.slice(0, 60)),
  );
  add(
    "below-condition",
    stepsBelow(block).map(({ startLine }) => String(startLine)),
  );
}

/** Whether a statement answers an error so exactly that no second one is needed: with its status, or with how often is tried. */
function isExactAnswer(statement: Statement, hasEndpoints: boolean): boolean {
  const { text } = statement;
  if (!hasEndpoints && answeredStatus.test(text)) return true;
  const isBounded = retrying.test(text) && bounded.test(text);
  return isBounded && (systemError.test(text) || namesFailure(statement));
}

function namesFailure({ hits }: Statement): boolean {
  return hits.some((hit) => hit.label === "failure");
}

/** The items of the list that stands below the condition of an error: "If the file is broken:". */
function stepsBelow(block: Block): readonly Block[] {
  const last = block.statements.at(-1);
  if (last === undefined || block.kind === "row" || last.mood !== "said") return [];
  const condition = last.text.replace(/[:：]$/u, "");
  const opensList = condition !== last.text || block.section.title === block.text;
  if (!opensList || !opening.test(condition) || !namesFailure(last)) return [];
  const { blocks } = block.section;
  const below = blocks.slice(blocks.indexOf(block) + 1);
  const end = below.findIndex(({ kind }) => kind !== "item" && kind !== "field");
  return (end < 0 ? below : below.slice(0, end)).slice(0, 8).filter(isStep);
}

function isStep({ statements }: Block): boolean {
  return statements.some(
    (statement) => statement.mood === "said" && countContent(statement, ["negation", "filler"], "") >= 2,
  );
}
