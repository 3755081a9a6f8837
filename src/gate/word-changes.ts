import { createTwoFilesPatch, diffArrays, diffWordsWithSpace } from "diff";
import type { Word } from "../approval/approval.ts";
import type { GatedFile } from "../approval/digest.ts";
import type { Facts } from "../pull-request/snapshot.ts";
import type { ChangedPlace, Piece, TextChanges, WordChanges } from "./decision.ts";

/** More places, and longer ones, are not read word by word; each bound keeps hostile texts from costing time. */
const maxPlaces = 40;
const maxChangedLines = 400;
const maxChangedWords = 100;
const maxComparedCharacters = 2_000;

/** How files differ from what they were, in the order of paths and lines. */
export function wordChanges(
  before: readonly GatedFile[],
  after: readonly GatedFile[],
  facts: Facts,
): Pick<WordChanges, "places" | "more"> {
  const paths = [...new Set([...before, ...after].map(({ path }) => path))].sort();
  const places: ChangedPlace[] = [];
  let more = 0;
  for (const path of paths) {
    const [old, now] = [before, after].map((files) => files.find((file) => file.path === path));
    if (isSameFile(old, now)) continue;
    const room = maxPlaces - places.length;
    if (room === 0) {
      more += 1;
      continue;
    }
    const changed = placesOf(path, textOf(old, facts), textOf(now, facts));
    places.push(...changed.slice(0, room));
    more += Math.max(0, changed.length - room);
  }
  return { places, more };
}

/** A file that is not there has an empty text; one that has no text, or was not read, none. */
function placesOf(path: string, from: string | null, to: string | null): readonly ChangedPlace[] {
  const whole = (note: string): readonly ChangedPlace[] => [
    { path, startLine: 1, endLine: 1, lines: [], note },
  ];
  if (from === null || to === null) return whole("changed, and has no text to compare");
  if (from === to) return whole("has another mode");
  const [old, now] = [linesOf(from), linesOf(to)];
  if (from === "") return whole(`is new: ${count(now)}`);
  if (to === "") return whole(`is gone: ${count(old)}`);
  const parts = diffArrays([...old], [...now], { maxEditLength: maxChangedLines });
  if (parts === undefined) return whole("was rewritten: compare the two versions in full");
  const places = changedPlaces(path, parts);
  return places.length === 0 ? whole("differs in blank lines and line ends alone") : places;
}

function linesOf(text: string): readonly string[] {
  return text.replace(/\r?\n$/, "").split(/\r?\n/);
}

function count(lines: readonly string[]): string {
  return lines.length === 1 ? "1 line" : `${lines.length} lines`;
}

interface DiffPart {
  readonly added: boolean;
  readonly removed: boolean;
  readonly value: readonly string[];
}

/** Lines that went and lines that came in their stead are one place. */
function changedPlaces(path: string, parts: readonly DiffPart[]): readonly ChangedPlace[] {
  const places: ChangedPlace[] = [];
  let line = 1;
  let gone: readonly string[] = [];
  const close = (came: readonly string[]): void => {
    const lines = compareLines(gone, came);
    const endLine = Math.max(line, line + came.length - 1);
    if (lines.length > 0) places.push({ path, startLine: line, endLine, lines, note: null });
    gone = [];
  };
  for (const { added, removed, value } of parts) {
    if (removed) {
      gone = value;
      continue;
    }
    if (added || gone.length > 0) close(added ? value : []);
    line += value.length;
  }
  if (gone.length > 0) close([]);
  return places;
}

/** Lines word by word where they are alike; else those that went, then those that came. */
function compareLines(gone: readonly string[], came: readonly string[]): readonly (readonly Piece[])[] {
  const [from, to] = [gone.join("\n"), came.join("\n")];
  const pieces = compareWords(from, to) ?? [
    { type: "removed", text: from },
    { type: "same", text: "\n" },
    { type: "added", text: to },
  ];
  return splitLines(pieces).filter((line) => line.some(({ text }) => text.trim() !== ""));
}

/** `null` where too little is left to read the old beside the new, or too much is to be compared. */
function compareWords(from: string, to: string): readonly Piece[] | null {
  const longest = Math.max(from.length, to.length);
  if (longest > maxComparedCharacters) return null;
  const parts = diffWordsWithSpace(from, to, { maxEditLength: maxChangedWords }) ?? [];
  const kept = parts.filter(({ added, removed }) => !added && !removed);
  if (3 * kept.reduce((sum, { value }) => sum + value.trim().length, 0) < longest) return null;
  return parts.map(({ added, removed, value: text }) => ({
    type: added ? "added" : removed ? "removed" : "same",
    text,
  }));
}

/** Pieces on the lines where they stand. */
function splitLines(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const lines: Piece[][] = [[]];
  for (const { type, text } of pieces) {
    text.split("\n").forEach((part, index) => {
      if (index > 0) lines.push([]);
      if (part !== "") lines.at(-1)?.push({ type, text: part });
    });
  }
  return lines;
}

/** Lines of diff that are shown. */
const maxDiffLines = 200;
/** A diff that needs more edits than this is not worth reading line by line. */
const maxEditLength = 1000;

/** What changed in gated text since an approval that no longer holds. */
export function textChanges(
  voided: Word | undefined,
  files: readonly GatedFile[],
  facts: Facts,
): TextChanges | null {
  if (voided === undefined) return null;
  const paths = new Set([...voided.files, ...files].map(({ path }) => path));
  const lines = [...paths]
    .sort()
    .flatMap((path) => fileDiff(path, { before: voided.files, after: files }, facts));
  return {
    sinceDigest: voided.digest,
    sinceLogin: voided.login,
    diff: lines.slice(0, maxDiffLines).join("\n"),
    isCut: lines.length > maxDiffLines,
  };
}

function fileDiff(
  path: string,
  { before, after }: { readonly before: readonly GatedFile[]; readonly after: readonly GatedFile[] },
  facts: Facts,
): readonly string[] {
  const old = before.find((file) => file.path === path);
  const current = after.find((file) => file.path === path);
  if (isSameFile(old, current)) return [];
  const [from, to] = [textOf(old, facts), textOf(current, facts)];
  if (from === null || to === null) return [`Binary or unread: ${path}`];
  if (from === to) return [`Mode of ${path}: ${old?.mode ?? "none"} → ${current?.mode ?? "none"}`];
  const patch = createTwoFilesPatch(path, path, from, to, undefined, undefined, {
    context: 3,
    maxEditLength,
  });
  if (patch === undefined) return [`${path} was rewritten; compare the two versions in full.`];
  return patch.split("\n").slice(1);
}

/** The same bytes under the same mode, or neither is there. */
function isSameFile(one: GatedFile | undefined, other: GatedFile | undefined): boolean {
  return one?.blobId === other?.blobId && one?.mode === other?.mode;
}

/** The text of a file that is there; empty for one that is not, or no more; `null` where it has no text. */
function textOf(file: GatedFile | undefined, facts: Facts): string | null {
  if (file === undefined || file.mode === "000000") return "";
  const blob = facts.blobs[file.blobId];
  return blob?.state === "text" ? blob.text : null;
}
