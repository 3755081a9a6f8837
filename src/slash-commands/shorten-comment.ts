import { tagsBefore } from "./scan-lines.ts";

/** The slash, and what can be taken for one. */
const slash = /[/\u2044\u2215\u2571\u29f8\uff0f]/u;
/** What a line may begin with without having begun. */
const blank = /[\p{Z}\p{C}]/u;
/** What may stand before the slash without being seen. */
const mark = /\p{M}/u;
/** More than is looked at to tell a command by. */
const headCharacters = 80;

/**
 * A comment's text as far as commands can be in it: `parseComment` reads the same in both. Without a line that begins
 * with a slash it is empty; of a text too long to be parsed only the beginnings of such lines are left, unless
 * there is little else. Linear.
 */
export function shortenComment(body: string): string {
  const isParsed = body.length <= maxBytes && new TextEncoder().encode(body).length <= maxBytes;
  let heads = "";
  for (let at = 0, end = 0; at < body.length; at = end) {
    end = nextLine(body, at);
    const line = body.slice(at, end);
    const tags = tagsBefore(line);
    const start = tags > 0 ? tags : beginningOf(line);
    if (start === null) continue;
    if (isParsed || heads.length > maxBytes) return body;
    heads += `${tags > 0 ? "<b>" : ""}${line.slice(start, start + headCharacters)}\n`;
  }
  return heads === "" ? "" : heads + " ".repeat(maxBytes);
}

/** Could the text hold a command at all? Fast. */
export function holdsSlash(body: string): boolean {
  return slash.test(body);
}

/** Past the next end of a line. */
function nextLine(body: string, from: number): number {
  const ends = /[\n\r]/g;
  ends.lastIndex = from;
  return ends.test(body) ? ends.lastIndex : body.length;
}

/** Where a line begins to say something, if that looks like a slash; else `null`. */
function beginningOf(line: string): number | null {
  let start: number | null = null;
  let at = 0;
  for (const character of line) {
    if (slash.test(character)) return start ?? at;
    if (mark.test(character)) start ??= at;
    else if (!blank.test(character)) return null;
    at += character.length;
  }
  return null;
}

/** Longer comments are not parsed. */
const maxBytes = 16 * 1024;
const maxLines = 500;
const maxMarkersALine = 10;
/** Each costs a parser a walk through all that it is in. */
const maxMarkers = 300;

/**
 * What keeps a comment from being parsed: Markdown's nesting and long texts cost time, and anybody may comment.
 * Within the bounds parsing takes a few milliseconds. `null`: nothing. Linear.
 */
export function exceededBound(body: string): string | null {
  if (new TextEncoder().encode(body).length > maxBytes) return "the comment is longer than 16 KB";
  const lines = body.split(/\r\n|\n|\r/);
  if (lines.length > maxLines) return `the comment has more than ${maxLines} lines`;
  let markers = 0;
  for (const line of lines) {
    const ofLine = markersOf(line);
    if (ofLine > maxMarkersALine) return "the comment's quotes and lists are nested too deeply";
    markers += ofLine;
  }
  return markers > maxMarkers ? `the comment has more than ${maxMarkers} quotes and list items` : null;
}

/** How many quotes and lists a line opens at most. */
function markersOf(line: string): number {
  const end = line.search(/[^-+*>.)0-9 \t]/);
  const start = end === -1 ? line : line.slice(0, end);
  return [...start.matchAll(/>|[-+*.)](?=[ \t]|$)/g)].length;
}
