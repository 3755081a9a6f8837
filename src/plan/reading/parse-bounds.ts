/** A bound that a text exceeds. */
export interface ExceededBound {
  /** A fact and what to do, without the file's name. */
  readonly reason: string;
  /** Line at which the bound is passed, from 1. */
  readonly line: number;
}

/**
 * How much of what makes CommonMark parsers slow a file may hold; a plan of 1,700 lines stays below a tenth of most.
 * A block is a stretch of lines up to the next blank line, list item, heading or table row, in or out of a fence.
 */
export const parseBounds = {
  /** Lines of the file. */
  lines: 10_000,
  /** Lines of one block. */
  blockLines: 1_000,
  /** `*`, `_` and `~` runs of one block. */
  delimiterRuns: 300,
  /** `[` and `]` of one block. */
  brackets: 600,
  /** Backtick runs of one block. */
  backtickRuns: 600,
  /** `<` and `&` of one block. */
  angles: 1_000,
  /** For each of these marks but `<` and `&`, those before it in its block, in the file: what a parser compares. */
  pairs: 1_000_000,
  /** `|` of the file: cells of its tables. */
  cells: 20_000,
  /** Quotes and lists that a line opens within one another. */
  nesting: 10,
  /** List items that begin on the line of another item, in the file. */
  itemsInItems: 300,
  /** List items and quotes that are indented by four characters or more, in the file. */
  deepItems: 1_000,
  /** Columns before a list item or a quote. */
  indentation: 48,
  /** Lines of dashes or equals signs below text. */
  underlines: 500,
} as const;

/** A larger plan is not judged, in UTF-8 bytes: wherever it is judged, here is the bound. */
export const maxPlanBytes = 256 * 1024;

/** What a plan past `maxPlanBytes` is told, after its name. */
export const oversize = "is larger than 256 KiB. Move details into sibling files.";

type Bound = keyof typeof parseBounds;

const names: Readonly<Record<Bound, string>> = {
  lines: "lines",
  blockLines: "lines without a blank line",
  delimiterRuns: "runs of `*`, `_` or `~` in one block",
  brackets: "square brackets in one block",
  backtickRuns: "runs of backticks in one block",
  angles: "`<` or `&` in one block",
  pairs: "pairs of brackets, asterisks or backticks that could belong together",
  cells: "table cells",
  nesting: "quotes or lists within one another",
  itemsInItems: "list items that begin on the line of another",
  deepItems: "list items that lie in others",
  indentation: "columns of indentation before a list item",
  underlines: "underlined headings",
};

const opensContainer = /^(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))[ \t]*/u;
const startsBlock = /^(?:[-*+|#>]|\d{1,9}[.)])/u;
const underline = /^ {0,3}(?:-+|=+)[ \t]*$/u;

type Counts = Record<Bound, number>;

/** Looks for text that would take a Markdown parser more than linear time; `null`: it is safe to parse. */
export function findExceededBound(text: string): ExceededBound | null {
  const counts = emptyCounts();
  let previous = "";
  for (const line of text.split(/\r\n|\n|\r/u)) {
    counts.lines += 1;
    countLine(counts, line, previous);
    const exceeded = boundNames.find((bound) => counts[bound] > parseBounds[bound]);
    if (exceeded !== undefined) return { reason: describe(exceeded), line: counts.lines };
    previous = line;
  }
  return null;
}

const boundNames: readonly Bound[] = [
  "lines",
  "blockLines",
  "delimiterRuns",
  "brackets",
  "backtickRuns",
  "angles",
  "pairs",
  "cells",
  "nesting",
  "itemsInItems",
  "deepItems",
  "indentation",
  "underlines",
];

function describe(bound: Bound): string {
  const limit = parseBounds[bound].toLocaleString("en-US");
  return `there are more than ${limit} ${names[bound]}, which a Markdown parser may take minutes to read. Split the text up.`;
}

function emptyCounts(): Counts {
  return {
    lines: 0,
    blockLines: 0,
    delimiterRuns: 0,
    brackets: 0,
    backtickRuns: 0,
    angles: 0,
    pairs: 0,
    cells: 0,
    nesting: 0,
    itemsInItems: 0,
    deepItems: 0,
    indentation: 0,
    underlines: 0,
  };
}

function countLine(counts: Counts, line: string, previous: string): void {
  const content = line.trimStart();
  if (content === "" || startsBlock.test(content)) resetBlock(counts);
  if (content === "") return;
  counts.blockLines += 1;
  countContainers(counts, line.length - content.length, content);
  if (underline.test(line) && previous.trim() !== "") counts.underlines += 1;
  countCharacters(counts, content);
}

function resetBlock(counts: Counts): void {
  counts.blockLines = 0;
  counts.delimiterRuns = 0;
  counts.brackets = 0;
  counts.backtickRuns = 0;
  counts.angles = 0;
}

function countContainers(counts: Counts, indentation: number, content: string): void {
  let rest = content;
  let items = 0;
  counts.nesting = 0;
  while (counts.nesting <= parseBounds.nesting) {
    const opened = opensContainer.exec(rest);
    if (opened === null) break;
    if (!rest.startsWith(">")) items += 1;
    rest = rest.slice(opened[0].length);
    counts.nesting += 1;
  }
  counts.itemsInItems += Math.max(0, items - 1);
  if (counts.nesting > 0 && indentation >= 4) counts.deepItems += 1;
  counts.indentation = counts.nesting > 0 ? indentation : 0;
}

function countCharacters(counts: Counts, content: string): void {
  let previous = -1;
  for (let at = 0; at < content.length; at += 1) {
    const unit = content.charCodeAt(at);
    const continues = unit === previous;
    previous = unit;
    if (unit === bar) counts.cells += 1;
    const mark = marks[unit];
    if (mark === undefined || (continues && mark.isRun)) continue;
    if (mark !== angle) counts.pairs += counts[mark.bound];
    counts[mark.bound] += 1;
  }
}

interface Mark {
  readonly bound: Bound;
  /** Several in a row count once. */
  readonly isRun: boolean;
}

const bracket: Mark = { bound: "brackets", isRun: false };
const angle: Mark = { bound: "angles", isRun: false };
const delimiter: Mark = { bound: "delimiterRuns", isRun: true };
const backtick: Mark = { bound: "backtickRuns", isRun: true };
/** `|` */
const bar = 0x7c;
/** By their UTF-16 unit. */
const marks: readonly (Mark | undefined)[] = Array.from({ length: 0x80 }, (_, unit) => {
  const sign = String.fromCharCode(unit);
  if ("[]".includes(sign)) return bracket;
  if ("<&".includes(sign)) return angle;
  if ("*_~".includes(sign)) return delimiter;
  return sign === "`" ? backtick : undefined;
});
