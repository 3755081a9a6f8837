import type {
  Blockquote,
  Code,
  Html,
  ListItem,
  Paragraph,
  Root,
  RootContent,
  Table as TableNode,
} from "mdast";
import { fold } from "./fold.ts";
import { htmlTableRows, visibleHtmlText } from "./html-text.ts";
import { inlineCodes, inlineText, linesOf, splitAtKeys, type Segment } from "./inline-text.ts";
import { type Block, keyLevel, type Table } from "./plan.ts";
import { findTopics } from "../vocabulary/topics.ts";
import { conceptIndex } from "../vocabulary/languages.ts";
import { findOpeningTerms, findTerms } from "../vocabulary/term-index.ts";
import type { Topic } from "../vocabulary/vocabulary.ts";
import { findHidden, widthOf } from "./unrendered.ts";
import { addBlock, closeSections, inheritTopics, openSection, type Walk } from "./walk.ts";

const noTopics: ReadonlyMap<Topic, number> = new Map();
const boldLevel = 7;
const itemLevel = 10;
const plainKey = /^([^:\uff1a\n]{2,48})[:\uff1a]\s?(\S[\s\S]*)$/u;
const missingSpaceHeading = /^#{1,6}[^\s#!\d][^\n]*$/u;
const playbookColumn = /^(?:included|applied)\?$/;

/** Walks a Markdown tree from the start of a file and gathers its sections and blocks in order. */
export function collectBlocks(root: Root, walk: Walk): void {
  walk.hidden = findHidden(root);
  visitAll(walk, root.children, 0);
  forgetTitle(walk);
  inheritTopics(walk.sections);
}

/** A single heading of level 1 is the plan's title: `Test management` makes nothing below it a test strategy. */
function forgetTitle(walk: Walk): void {
  const titles = walk.sections.filter((section) => section.level === 1);
  const [title] = titles;
  if (title !== undefined && titles.length === 1) title.topics = noTopics;
}

function visitAll(walk: Walk, nodes: readonly RootContent[], depth: number): void {
  for (const node of nodes) visit(walk, node, depth);
}

function visit(walk: Walk, node: RootContent, depth: number): void {
  if (node.type === "heading") {
    const title = inlineText(node.children);
    const codes = inlineCodes(node.children);
    const { startLine } = linesOf(node);
    if (depth === 0) openSection(walk, { title, codes, level: node.depth, startLine });
    else addBlock(walk, { kind: "paragraph", text: title, ...linesOf(node) });
  }
  if (node.type === "paragraph") visitParagraph(walk, node);
  if (node.type === "code") visitCode(walk, node);
  if (node.type === "html") visitHtml(walk, node);
  if (node.type === "table") visitTable(walk, node);
  if (node.type === "list") for (const item of node.children) visitItem(walk, item, depth);
  if (node.type === "footnoteDefinition" && !walk.hidden.footnotes.has(node))
    visitAll(walk, node.children, depth + 1);
  if (node.type === "blockquote") visitQuote(walk, node, depth);
}

function visitQuote(walk: Walk, node: Blockquote, depth: number): void {
  const wasQuoted = walk.isQuoted;
  walk.isQuoted = true;
  visitAll(walk, node.children, depth + 1);
  walk.isQuoted = wasQuoted;
}

function visitParagraph(walk: Walk, node: Paragraph): void {
  const [only] = node.children;
  const { startLine } = linesOf(node);
  if (node.children.length === 1 && only?.type === "strong") {
    const codes = inlineCodes(only.children);
    openSection(walk, { title: inlineText(only.children), codes, level: boldLevel, startLine });
    return;
  }
  for (const segment of splitAtKeys(node.children)) {
    if (missingSpaceHeading.test(segment.text) && segment.key === null) {
      const title = segment.text.replace(/^#+/, "");
      openSection(walk, { title, codes: segment.codes, level: boldLevel, startLine });
    } else if (segment.key !== null && segment.text === "") {
      openSection(walk, { ...segment, title: segment.key, level: keyLevel });
    } else {
      if (segment.key !== null) closeSections(walk, keyLevel);
      addSegment(walk, segment, "paragraph");
    }
  }
}

function addSegment(walk: Walk, segment: Segment, kind: "paragraph" | "item"): Block {
  const { codes, startLine, endLine } = segment;
  if (segment.key !== null) {
    const keyTopics = findTopics(walk.topics, segment.key);
    return addBlock(walk, {
      kind: "field",
      key: segment.key,
      keyTopics,
      text: segment.text,
      codes,
      startLine,
      endLine,
    });
  }
  const plain = plainKey.exec(segment.text);
  const keyTopics = deniesKey(plain?.[1] ?? "") ? noTopics : findTopics(walk.topics, plain?.[1] ?? "");
  if (plain?.[1] === undefined || plain[2] === undefined || keyTopics.size === 0) {
    return addBlock(walk, { kind, text: segment.text, codes, startLine, endLine });
  }
  return addBlock(walk, {
    kind: "field",
    key: plain[1],
    keyTopics,
    text: plain[2],
    codes,
    startLine,
    endLine,
  });
}

/** "No data is stored: …" is a sentence, and "entity, field, column, id: …" a list of words, not a key. */
function deniesKey(key: string): boolean {
  if (key.split(",").length > 3) return true;
  return findOpeningTerms(conceptIndex, fold(key)).some((hit) => hit.label === "negation");
}

/** An item with something nested below it introduces that as a heading would. */
function visitItem(walk: Walk, item: ListItem, depth: number): void {
  const outer = walk.section;
  const [first, ...rest] = item.children;
  const lead = first?.type === "paragraph" ? splitAtKeys(first.children) : [];
  const level = itemLevel + depth;
  lead.forEach((segment, at) => {
    const opens = rest.length > 0 && at === lead.length - 1;
    if (opens) openSection(walk, { ...segment, title: segment.key ?? segment.text, level });
    if (segment.text !== "") addSegment(walk, segment, "item");
  });
  visitAll(walk, first?.type === "paragraph" ? rest : item.children, depth + 1);
  walk.section = outer;
}

function visitCode(walk: Walk, node: Code): void {
  addBlock(walk, {
    kind: "code",
    text: node.value,
    language: (node.lang ?? "").toLowerCase(),
    ...linesOf(node),
  });
}

function visitHtml(walk: Walk, node: Html): void {
  const rows = htmlTableRows(node.value);
  if (rows.length > 0) {
    addRows(
      walk,
      rows.map((cells) => ({ cells, codes: [], ...linesOf(node) })),
    );
    return;
  }
  const text = visibleHtmlText(node.value).trim();
  if (text !== "") addBlock(walk, { kind: "paragraph", text, ...linesOf(node) });
}

function visitTable(walk: Walk, node: TableNode): void {
  const width = widthOf(node);
  const rows = node.children.map((row) => {
    const shown = row.children.slice(0, width);
    const segments = shown.map((cell) => splitAtKeys(cell.children));
    const codes = segments.flat().flatMap((segment) => segment.codes);
    return { cells: shown.map((cell) => inlineText(cell.children).trim()), codes, ...linesOf(row) };
  });
  addRows(walk, rows);
}

interface Row {
  readonly cells: readonly string[];
  readonly codes: readonly string[];
  readonly startLine: number;
  readonly endLine: number;
}

/** The first row is the header. A copy of the playbook's own tables says nothing about the plan: it is not read. */
function addRows(walk: Walk, rows: readonly Row[]): void {
  const titles = rows.slice(0, 1).flatMap((row) => row.cells.map(fold));
  if (titles.some((title) => playbookColumn.test(title))) {
    for (const { startLine } of rows.slice(0, 1)) walk.checklists.push(startLine);
    return;
  }
  const columns = titles.map((title) => new Set(findTerms(conceptIndex, title).map((hit) => hit.label)));
  const table: Table = { titles, columns };
  const isAboutRisks = columns.some((column) => column.has("risk") || column.has("effect"));
  for (const row of rows.slice(1)) {
    const key = row.cells.slice(0, 1).join("");
    const keyTopics = isAboutRisks ? noTopics : findTopics(walk.topics, key);
    addBlock(walk, { ...row, kind: "row", key, keyTopics, text: row.cells.join(" | "), table });
  }
}
