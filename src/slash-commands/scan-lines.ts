import { distance } from "fastest-levenshtein";
import { commandNames, type CommandName } from "./command.ts";
import { foldLookAlikes } from "./fold-look-alikes.ts";
import { tagsBefore } from "./tags-before.ts";

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
