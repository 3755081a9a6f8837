import { distance } from "fastest-levenshtein";
import { commandNames, type CommandName } from "./command.ts";

/** A line that begins like a command; only Markdown's structure can tell whether it is one. */
export interface CommandLine {
  /** From 1. */
  readonly line: number;
  /** Without the line ending. */
  readonly text: string;
  /** The command it is, or comes close to. */
  readonly name: CommandName;
  /**
   * `exact` has the name in plain ASCII, and nothing but up to three spaces before it; `mistyped` has other letters, or
   * a blank in the place of the hyphen; `in-html` stands behind tags.
   */
  readonly spelling: "exact" | "indented" | "misspelled" | "mistyped" | "in-html" | "look-alike";
}

const maxTypos = 2;
/** Of a name in two words, which may be words of a sentence. */
const maxTyposApart = 1;
const maxHeadCharacters = 64;
/** What is no command about a specification may be one about a plan: `/recheck-spec`. */
const ofSpec = /[-_]?spec$/;

/** The lines of a comment that begin with a command, or with something that could be taken for one. Linear. */
export function scanLines(body: string): readonly CommandLine[] {
  return body.split(/\r\n|\n|\r/).flatMap((text, index) => {
    const found = recognize(text);
    return found === null ? [] : [{ line: index + 1, text, ...found }];
  });
}

function recognize(text: string): Pick<CommandLine, "name" | "spelling"> | null {
  const start = text.search(/[^\p{Z}\p{C}]/u);
  const head = text.slice(Math.max(start, 0), Math.max(start, 0) + maxHeadCharacters);
  const first = head.charCodeAt(0);
  if (head.startsWith("<")) return behindTags(text);
  if (!(first === 0x2f || first > 0x7f)) return null;

  const raw = firstWord(head);
  const exact = commandNames.find((name) => name === raw);
  if (exact !== undefined) return { name: exact, spelling: indentation(text.slice(0, start)) };

  const folded = firstWord(foldLookAlikes(head));
  const name = commandNames.find((known) => folded.startsWith(known));
  if (name !== undefined) return { name, spelling: isAscii(raw) ? "misspelled" : "look-alike" };
  const nearest =
    nearestName(folded, maxTypos) ??
    nearestName(folded.replace(ofSpec, "-plan"), maxTypos) ??
    nameInTwoWords(foldLookAlikes(head));
  return nearest === null ? null : { name: nearest, spelling: isAscii(raw) ? "mistyped" : "look-alike" };
}

/** Tags could hide the command, or draw it as something else. */
function behindTags(text: string): Pick<CommandLine, "name" | "spelling"> | null {
  const tags = tagsBefore(text);
  if (tags === 0) return null;
  const behind = recognize(text.slice(tags, tags + maxHeadCharacters).replace(/<[^]*|--[^]*/u, ""));
  return behind === null ? null : { name: behind.name, spelling: "in-html" };
}

/** `/approve plan`, `/approve spec` */
function nameInTwoWords(head: string): CommandName | null {
  const [, verb = "", noun = ""] = /^(\/[a-z]{1,20})[ \t]+(plan|spec)(?![\w-])/.exec(head) ?? [];
  return nearestName(`${verb}-${noun}`, maxTyposApart) ?? nearestName(`${verb}-plan`, maxTyposApart);
}

function indentation(before: string): CommandLine["spelling"] {
  if (!isAscii(before)) return "look-alike";
  return before.length <= 3 && !before.includes("\t") ? "exact" : "indented";
}

function nearestName(word: string, atMost: number): CommandName | null {
  if (!word.startsWith("/")) return null;
  const byDistance = commandNames.map((name) => ({ name, typos: distance(word, name) }));
  const nearest = byDistance.reduce((best, other) => (other.typos < best.typos ? other : best));
  return nearest.typos <= atMost ? nearest.name : null;
}

function firstWord(text: string): string {
  const end = text.search(/[ \t]/);
  return end === -1 ? text : text.slice(0, end);
}

function isAscii(text: string): boolean {
  return !/[^\t\x20-\x7e]/.test(text);
}

/** Letters of other alphabets that are drawn like the Latin letters of our commands. */
const confusables: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: "аɑαаᴀ",
    c: "сϲᴄ",
    d: "ԁɗᴅᏧ",
    e: "еεҽᴇ",
    h: "һհʜ",
    i: "іıιɩӏ",
    j: "јϳ",
    k: "кκᴋ",
    l: "ⅼӏӀłʟ",
    n: "ոпηɴ",
    o: "оοօσᴏ",
    p: "рρᴘ",
    r: "гʀ",
    t: "тτᴛ",
    v: "νѵᴠ",
    w: "ԝωᴡ",
    "/": "⁄∕⧸╱",
    "-": "−ー",
  }).flatMap(([latin, others]) => Array.from(others, (other): [string, string] => [other, latin])),
);

/**
 * A text as the eye reads it: compatibility forms resolved, accents and invisible characters gone,
 * letters of other alphabets and all dashes turned into what they look like, lower case.
 */
export function foldLookAlikes(text: string): string {
  const decomposed = text.normalize("NFKD").toLowerCase();
  const visible = decomposed.replaceAll(/(?!\t)[\p{M}\p{Cf}\p{Cc}]/gu, "");
  const dashed = visible.replaceAll(/\p{Pd}/gu, "-");
  return Array.from(dashed, (character) => confusables.get(character) ?? character).join("");
}

const tags = /[ \t]{0,3}(?:<(?:!--|\/?[a-z][^<>\n\r]{0,100}>)[ \t]{0,20}){1,8}(?=\/)/iy;

/** How many characters of tags, and of beginnings of HTML comments, stand before a line's slash; 0 for none. Linear. */
export function tagsBefore(line: string): number {
  tags.lastIndex = 0;
  return tags.test(line) ? tags.lastIndex : 0;
}
