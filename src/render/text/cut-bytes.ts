import { link } from "./links.ts";

/** What GitHub takes for the summary and for the text of a check run, each. */
export const maxOutputBytes = 65_535;

export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

/**
 * Our Markdown, cut after a line so that it fits, with open code blocks and `<details>` closed and
 * a note where the rest is. Without room for the note it says only that it was cut; empty where nothing
 * of the text fits beside that. Bytes, not characters: GitHub counts them.
 */
export function cutBytes(text: string, maxBytes: number, note: string): string {
  if (byteLength(text) <= maxBytes) return text;
  if (byteLength(note) <= maxBytes) return joinBlocks(beginning(text, maxBytes - byteLength(note)), note);
  const start = beginning(text, maxBytes - byteLength(shortNote));
  return start === "" ? "" : joinBlocks(start, shortNote);
}

/** Says that a text was cut, and where all of it is. */
export function restAt(url: string): string {
  return `${link("Cut to fit: read the rest", url)}.`;
}

const shortNote = "Cut to fit.";

/** The first lines, with room left for what comes after an empty line. */
function beginning(text: string, maxBytes: number): string {
  const kept: string[] = [];
  let open: Open = { fence: "", isInDetails: false };
  let bytes = 2;
  for (const line of text.split("\n")) {
    const next = openAfter(open, line);
    bytes += byteLength(line) + 1;
    if (bytes + byteLength(closing(next)) > maxBytes) break;
    kept.push(line);
    open = next;
  }
  return `${withoutLooseEnd(kept).join("\n")}${closing(open)}`.trimStart();
}

function joinBlocks(start: string, note: string): string {
  return start === "" ? note : `${start}\n\n${note}`;
}

/** A Markdown text that is cut on its own, and where the whole of it is. */
export interface MarkdownPart {
  readonly markdown: string;
  readonly url: string;
}

/**
 * Several texts cut so that all fit together: short ones are whole, long ones share the rest. In the given order;
 * empty where there is no room for a beginning of the text.
 */
export function cutTogether(parts: readonly MarkdownPart[], totalBytes: number): readonly string[] {
  let left = totalBytes;
  const sized = parts.map((part, index) => ({ part, index, bytes: byteLength(part.markdown) }));
  const cut = sized
    .sort((a, b) => a.bytes - b.bytes)
    .map(({ part, index, bytes }, position) => {
      const share = Math.min(bytes, Math.floor(left / (parts.length - position)));
      const text = cutBytes(part.markdown, share, restAt(part.url));
      if (text !== "") left -= share;
      return { index, text };
    });
  return cut.sort((a, b) => a.index - b.index).map(({ text }) => text);
}

/**
 * How long each of several texts may be, so that all are within the total: short ones are whole, long ones share the
 * rest.
 */
export function fairShare(sizes: readonly number[], total: number): number {
  const sorted = sizes.toSorted((a, b) => a - b);
  let left = total;
  for (const [index, size] of sorted.entries()) {
    const share = Math.floor(left / (sorted.length - index));
    if (size > share) return share;
    left -= size;
  }
  return total;
}

/** What a line leaves open. */
interface Open {
  /** The backticks that began a code block; empty outside. */
  readonly fence: string;
  readonly isInDetails: boolean;
}

const encoder = new TextEncoder();

function openAfter(open: Open, line: string): Open {
  if (open.fence !== "") return line === open.fence ? { ...open, fence: "" } : open;
  const [fence = ""] = /^`{3,}/.exec(line) ?? [];
  if (fence !== "") return { ...open, fence };
  if (line.startsWith("<details>")) return { ...open, isInDetails: true };
  return line === "</details>" ? { ...open, isInDetails: false } : open;
}

function closing(open: Open): string {
  return `${open.fence === "" ? "" : `\n${open.fence}`}${open.isInDetails ? "\n\n</details>" : ""}`;
}

/** Without blank lines and headings at the end, quoted or not: they would introduce nothing. */
function withoutLooseEnd(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => !/^(?:> ?)*(?:#.*)?$/.test(line));
  return lines.slice(0, last + 1);
}
