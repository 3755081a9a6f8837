import type { FootnoteDefinition, Nodes, Root, Table } from "mdast";
import { linesOf } from "./inline-text.ts";

/** Lines that the rendered page does not show. */
export interface Unrendered {
  /** What it is: `footnote that nothing refers to`. */
  readonly what: string;
  readonly startLine: number;
  readonly endLine: number;
}

/** What of a tree is not on the rendered page. */
export interface Hidden {
  readonly footnotes: ReadonlySet<FootnoteDefinition>;
  readonly parts: readonly Unrendered[];
}

/** What the page, or one footnote, refers to: names of link definitions, and footnotes. */
interface Text {
  readonly references: Set<string>;
  readonly notes: Set<Text>;
}

interface Found {
  /** The footnotes by name, as they are referred to or defined, whichever comes first. */
  readonly notes: Map<string, Text>;
  /** A second definition of a name cannot be shown, wherever it is referred to: nothing refers to its text. */
  readonly footnotes: Map<Text, FootnoteDefinition>;
  /** The names of link definitions. */
  readonly defined: Set<string>;
  readonly definitions: { readonly name: string; readonly part: Unrendered; readonly isRepeated: boolean }[];
  readonly cells: Unrendered[];
}

/**
 * Finds what GitHub does not render: footnotes and definitions of links that nothing on the page refers to, or that
 * were defined before, and cells of a row beyond its table's header.
 */
export function findHidden(root: Root): Hidden {
  const found: Found = {
    notes: new Map(),
    footnotes: new Map(),
    defined: new Set(),
    definitions: [],
    cells: [],
  };
  const page = emptyText();
  gather(root, page, found);
  const shown = reachable(page);
  const references = new Set([...shown].flatMap((text) => [...text.references]));
  const hidden = [...found.footnotes].filter(([text]) => !shown.has(text)).map(([, node]) => node);
  const notes = hidden.map((node) => partOf(node, "footnote that nothing refers to"));
  const definitions = found.definitions
    .filter(({ name, isRepeated }) => isRepeated || !references.has(name))
    .map(({ part }) => part);
  const parts = [...notes, ...definitions, ...found.cells].toSorted((a, b) => a.startLine - b.startLine);
  return { footnotes: new Set(hidden), parts };
}

/** How many cells a table's rows show: GitHub drops those beyond the header. */
export function widthOf({ children }: Table): number {
  return children.slice(0, 1).flatMap((header) => header.children).length;
}

function emptyText(): Text {
  return { references: new Set(), notes: new Set() };
}

function gather(node: Nodes, text: Text, found: Found): void {
  if (node.type === "footnoteReference") text.notes.add(noteOf(node.identifier, found));
  if (node.type === "linkReference" || node.type === "imageReference") text.references.add(node.identifier);
  if (node.type === "definition") {
    const name = node.identifier;
    const part = partOf(node, "link definition that nothing refers to");
    found.definitions.push({ name, isRepeated: found.defined.has(name), part });
    found.defined.add(name);
  }
  if (node.type === "table") gatherCells(node, found);
  const inner = node.type === "footnoteDefinition" ? openFootnote(node, found) : text;
  if ("children" in node) for (const child of node.children) gather(child, inner, found);
}

function gatherCells(node: Table, { cells }: Found): void {
  const width = widthOf(node);
  for (const row of node.children)
    if (row.children.length > width) cells.push(partOf(row, "table cell beyond the header"));
}

function openFootnote(node: FootnoteDefinition, found: Found): Text {
  const note = noteOf(node.identifier, found);
  const text = found.footnotes.has(note) ? emptyText() : note;
  found.footnotes.set(text, node);
  return text;
}

function noteOf(name: string, { notes }: Found): Text {
  const note = notes.get(name) ?? emptyText();
  notes.set(name, note);
  return note;
}

/** The page, and the footnotes that it or one of them refers to. */
function reachable(page: Text): ReadonlySet<Text> {
  const shown = new Set([page]);
  // A set is walked to its end, what is added on the way included.
  for (const { notes } of shown) for (const note of notes) shown.add(note);
  return shown;
}

function partOf(node: Nodes, what: string): Unrendered {
  return { what, ...linesOf(node) };
}
