import type { Nodes, Root } from "mdast";
import remarkParse from "remark-parse";
import { unified, type Processor } from "unified";

/** Where a line of a comment stands. */
export type LinePlace =
  /** In a paragraph that is in nothing else. */
  | { readonly type: "paragraph"; readonly firstLine: number; readonly lastLine: number }
  | { readonly type: "code" }
  | { readonly type: "heading" }
  /** In a list or a quote, be it only by lack of an empty line before it, or in anything else. */
  | { readonly type: "nested" };

/** The blocks of a comment. */
export interface BlockStructure {
  readonly hasHtml: boolean;
  /** Lines count from 1. */
  readonly placeOf: (line: number) => LinePlace;
}

/**
 * Inline Markdown, whose parsing is not linear, and which cannot make a line a command. Definitions of links
 * stay text: GitHub reads `[^1]: …` as a footnote with the lines below it.
 */
const inlineConstructs = [
  "attention",
  "autolink",
  "characterEscape",
  "characterReference",
  "codeText",
  "definition",
  "hardBreakEscape",
  "htmlText",
  "labelEnd",
  "labelStartImage",
  "labelStartLink",
];

const blockParser = unified().use(remarkParse).use(withoutInlineConstructs).freeze();

/** Reads the blocks of Markdown: paragraphs, quotes, lists, code, headings, HTML. */
export function readBlocks(markdown: string): BlockStructure {
  const root = blockParser.parse(markdown);
  return { hasHtml: hasHtml(root), placeOf: (line) => placeOf(root, line) };
}

function withoutInlineConstructs(this: Processor): void {
  this.data({ micromarkExtensions: [{ disable: { null: inlineConstructs } }] });
}

function hasHtml(root: Root): boolean {
  const open: Nodes[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === "html") return true;
    if ("children" in node) open.push(...node.children);
  }
  return false;
}

function placeOf(root: Root, line: number): LinePlace {
  let node = childAt(root, line);
  if (node?.type === "paragraph") return { type: "paragraph", ...linesOf(node) };
  if (node?.type === "heading") return { type: "heading" };
  while (node?.type === "blockquote" || node?.type === "list" || node?.type === "listItem") {
    node = childAt(node, line);
  }
  return { type: node?.type === "code" ? "code" : "nested" };
}

function childAt(parent: { readonly children: readonly Nodes[] }, line: number): Nodes | undefined {
  return parent.children.find((child) => {
    const { firstLine, lastLine } = linesOf(child);
    return firstLine <= line && line <= lastLine;
  });
}

function linesOf(node: Nodes): { readonly firstLine: number; readonly lastLine: number } {
  return { firstLine: Number(node.position?.start.line), lastLine: Number(node.position?.end.line) };
}

/** Backticks next to each other. */
interface Run {
  readonly start: number;
  readonly length: number;
  readonly next: Run | null;
  /** The next run of the same length: it ends the inline code that this one begins. */
  readonly closing: Run | null;
}

/**
 * May the second of two parts of one paragraph be something else than plain text? True when inline code
 * begins in the first and ends in the second, and for whatever else could span lines: HTML, links, images,
 * math, rows of a table. Linear, and rather strict than clever.
 */
export function reachesInto(before: string, rest: string): boolean {
  if (before.split(/\r\n|\n|\r/).some(isTableDelimiter)) return true;
  const plain = withoutCode(before, firstRun(before + rest));
  return plain === null || /[<[]|\$\$/.test(plain);
}

/** `|---|---|` makes the lines below it rows of a table. */
function isTableDelimiter(line: string): boolean {
  return line.includes("-") && !/[^-|: \t]/.test(line);
}

/** `null` where inline code is still open at the end of the text. */
function withoutCode(text: string, first: Run | null): string | null {
  let plain = "";
  let position = 0;
  let run = first;
  while (run !== null && run.start < text.length) {
    const isEscaped = text[run.start - 1] === "\\";
    if (isEscaped || (run.closing !== null && run.closing.start >= text.length)) return null;
    const last: Run = run.closing ?? run;
    plain += text.slice(position, run.start);
    position = last.start + last.length;
    run = last.next;
  }
  return plain + text.slice(position);
}

function firstRun(text: string): Run | null {
  const latest = new Map<number, Run>();
  return [...text.matchAll(/`+/g)].reduceRight<Run | null>((next, match) => {
    const length = match[0].length;
    const run = { start: match.index, length, next, closing: latest.get(length) ?? null };
    latest.set(length, run);
    return run;
  }, null);
}
