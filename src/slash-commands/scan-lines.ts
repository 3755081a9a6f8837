import { distance } from "fastest-levenshtein";
import { commandNames, type CommandName } from "./command.ts";
import { foldLookAlikes } from "./fold-look-alikes.ts";

/** A line that begins like a command; only Markdown's structure can tell whether it is one. */
export interface CommandLine {
  /** From 1. */
  readonly line: number;
  /** Without the line ending. */
  readonly text: string;
  /** The command it is, or comes close to. */
  readonly name: CommandName;
  /** `exact` has the name in plain ASCII, and nothing but up to three spaces before it; `mistyped` has other letters. */
  readonly spelling: "exact" | "indented" | "misspelled" | "mistyped" | "look-alike";
}

const maxTypos = 2;
const maxHeadCharacters = 64;

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
  if (!(first === 0x2f || first > 0x7f)) return null;

  const raw = firstWord(head);
  const exact = commandNames.find((name) => name === raw);
  if (exact !== undefined) return { name: exact, spelling: indentation(text.slice(0, start)) };

  const folded = firstWord(foldLookAlikes(head));
  const name = commandNames.find((known) => folded.startsWith(known));
  if (name !== undefined) return { name, spelling: isAscii(raw) ? "misspelled" : "look-alike" };
  const nearest = nearestName(folded);
  return nearest === null ? null : { name: nearest, spelling: isAscii(raw) ? "mistyped" : "look-alike" };
}

function indentation(before: string): CommandLine["spelling"] {
  if (!isAscii(before)) return "look-alike";
  return before.length <= 3 && !before.includes("\t") ? "exact" : "indented";
}

function nearestName(word: string): CommandName | null {
  if (!word.startsWith("/")) return null;
  const byDistance = commandNames.map((name) => ({ name, typos: distance(word, name) }));
  const nearest = byDistance.reduce((best, other) => (other.typos < best.typos ? other : best));
  return nearest.typos <= maxTypos ? nearest.name : null;
}

function firstWord(text: string): string {
  const end = text.search(/[ \t]/);
  return end === -1 ? text : text.slice(0, end);
}

function isAscii(text: string): boolean {
  return !/[^\t\x20-\x7e]/.test(text);
}
