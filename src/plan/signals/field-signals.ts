import { typeTerms } from "../vocabulary/cues.ts";
import { splitTerms } from "../vocabulary/term-index.ts";
import { isFiller } from "./substance.ts";

const typeWords = splitTerms(typeTerms).join("|");
const name = "[A-Za-z_][A-Za-z0-9_]{0,60}";
const anyType = `["'\`]?(?:${typeWords})`;
const typeEnds = `\\s\\[\\])}|,;<>(\`"'\uff09\uff0c\u3001\u060c?.=`;
const type = `${anyType}(?=$|[${typeEnds}])`;
/** `id: uuid`, `id?: string[]`, `id (uuid, …)`. */
const typed = new RegExp(
  `(?:^|[\\s\`"'({\\[,|*.])(${name})["'\`*]{0,3}\\??\\s?[:\uff1a(\uff08]\\s?(?:\u0645\u0646 \u0646\u0648\u0639 |of type |vom typ |de type |de tipo |di tipo |\u0442\u0438\u043f\u0430 |\u0442\u0438\u043f\u0443 |typu |van het type )?${type}`,
  "giu",
);
/** `created_at timestamp`, `baseVersion integer`: a name, which must be one that only a field can have, and its type. */
const spaced = new RegExp(`(?:^|[\\s\`"'({\\[,|*.])(${name})["'\`*]{0,3}\\s${type}`, "giu");
/** A part between commas that is nothing but a name and a type: `id uuid`. */
const pair = new RegExp(
  `^["'\`]?(${name})["'\`]?\\s${type}[^\\s]*(?: (?:primary key|not null|unique|null|pk|fk))*["'\`]?$`,
  "iu",
);
/** `id — uuid`, `email → text`: a whole line that is a name, a dash or an arrow, and a type. */
const dashed = new RegExp(
  `^["'\`*]{0,3}(${name})["'\`*]{0,3}\\s(?:[-\u2013\u2014]|->|\u2192)\\s${type}`,
  "giu",
);
/** What a text without is searched in vain: a type behind a sign or a blank, a name that only a field has. */
const typeBehindSign = new RegExp(`[:\\uff1a(\\uff08]\\s?${type}`, "iu");
const typeBehindBlank = new RegExp(`\\s${anyType}(?=$|[${typeEnds}\\u00b7\\uff08\\uff1b])`, "iu");
const distinctSign = /[A-Za-z0-9](?:_[A-Za-z0-9]|[A-Z][a-z0-9])/;
/** Words that stand before a type without being the name of a field: "a list", "the date". */
const noNames = new Set(
  `a an the this that each one two three and or as of to in on with for by is are be was has have no not new any per all its their your our returns return type types value values field fields column columns key keys takes take from into at via using use uses
  ein eine der die das und oder als von zu im mit le la les un une des et ou el los las una y o de di il lo o os as um uma e ou`.split(
    /\s+/,
  ),
);
const simpleName = /^[A-Za-z_][A-Za-z0-9_]{1,40}\??$/u;
const distinctName = /^[A-Za-z][a-z0-9]{0,60}(?:_[A-Za-z0-9]|[A-Z][a-z0-9])[A-Za-z0-9_]{0,60}$/u;
const separators = /[,\u3001\uff0c|\u00b7]|\s[+/&]\s/u;
const pairSeparators = /[,\u3001\uff0c|\u00b7();\uff08\uff09\uff1b]|\s[+/&]\s/u;
const introduced = /[:\uff1a(\uff08]|\s(?:[-\u2013\u2014\u2192]|->)\s/u;
const conjunction = /[,\u3001\uff0c;\uff1b]|\s(?:and|und|et|y|e|ed|en|i|\u0438|\u0442\u0430|ve|\u0648)\s/u;
const fileName = /\.[a-z]{1,5}\b|\//u;

/** Names of fields that stand beside their type, each once. */
export function findTypedFields(text: string): readonly string[] {
  const found = new Set<string>();
  const take = (field: string | undefined): void => {
    if (field !== undefined && !noNames.has(field.toLowerCase())) found.add(field);
  };
  if (typeBehindSign.test(text)) for (const [, field] of text.matchAll(typed)) take(field);
  if (!typeBehindBlank.test(text)) return [...found];
  if (distinctSign.test(text))
    for (const [, field = ""] of text.matchAll(spaced)) if (isDistinctFieldName(field)) take(field);
  for (const [, field] of text.matchAll(dashed)) take(field);
  const pairs = text.split(pairSeparators).map((part) => pair.exec(part.trim())?.[1]);
  if (pairs.filter((field) => field !== undefined).length >= 2) pairs.forEach(take);
  return [...found];
}

/** Whether inline code can be the name of a field. */
export function isFieldName(code: string): boolean {
  return simpleName.test(code);
}

/** Whether inline code can hardly be anything but the name of a field: `created_at`, `baseVersion`. */
export function isDistinctFieldName(code: string): boolean {
  return distinctName.test(code);
}

/** The entries of an enumeration: parts between commas or bars of at most three words; none of them a file. */
export function listedNames(text: string): readonly string[] {
  const colon = Math.max(text.lastIndexOf(": "), text.lastIndexOf("\uff1a"));
  const parts = text.slice(colon + 1).split(separators);
  if (parts.length < 3) return [];
  return parts
    .map((part) => part.replace(/[`*_"'()]/gu, " ").trim())
    .filter(
      (part) => part !== "" && part.length <= 32 && !fileName.test(part) && part.split(/\s+/u).length <= 3,
    );
}

const holding =
  /^[\p{L}\p{N} _`*]{2,60}? (?:has|have|holds?|carries|carry|contains?|consists? of|comprises?|stores?|records?|includes?|hat|haben|enth[aä]lt|enthalten|besteht aus|speichert|umfasst|a|ont|contient|contiennent|comporte|comprend|poss[eè]de|stocke|tiene|tienen|contiene|contienen|guarda|guardan|incluye|almacena|tem|cont[eé]m|guardam|possui|inclui|armazena|ha|hanno|contengono|comprende|include|conserva|bevat|bevatten|heeft|bestaat uit|zawiera|zawierają|ma|posiada|przechowuje|содержит|содержат|имеет|хранит|містить|містять|має|зберігає|içerir|tutar|يحتوي على|تحتوي على) /iu;
const holdingSign =
  /^[^\u3002,\uff0c\u3001:\uff1a]{1,20}(?:\u5305\u542b|\u5305\u62ec|\u542b\u6709|\u8bb0\u5f55|\u8a18\u9304|\u4fdd\u5b58|\u306f|\u306b\u306f|\uc740|\ub294)/u;

/** Whether a line names something and then the three and more things that it holds: `Team: its name, owner and members`. */
export function holdsSeveral(text: string): boolean {
  const from = beginOfParts(text);
  if (from === null) return false;
  const parts = text
    .slice(from)
    .split(conjunction)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return parts.length >= 3 && parts.every((part) => part.split(/\s+/u).length <= 4 && !fileName.test(part));
}

/** Where what something holds is listed: behind a colon, a dash or a bracket, or behind the verb. */
function beginOfParts(text: string): number | null {
  const verb = holding.exec(text) ?? holdingSign.exec(text);
  const sign = introduced.exec(text);
  if (sign !== null && sign.index > 0 && sign.index <= 60)
    return isFiller(text.slice(0, sign.index)) ? null : sign.index + sign[0].length;
  return verb === null ? null : verb[0].length;
}
