import type { FootnoteDefinition, Nodes, Root, Table } from "mdast";

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

/** What a tree defines and refers to, outside footnotes and in each of them. */
interface Names {
  readonly references: Set<string>;
  readonly notes: Set<string>;
}

interface Found {
  readonly footnotes: Map<string, { readonly node: FootnoteDefinition; readonly names: Names }>;
  /** What cannot be shown, wherever it is referred to: the second definition of a name. */
  readonly repeated: Set<FootnoteDefinition>;
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
    footnotes: new Map(),
    repeated: new Set(),
    defined: new Set(),
    definitions: [],
    cells: [],
  };
  const page: Names = { references: new Set(), notes: new Set() };
  gather(root, page, found);
  const shown = reachable(page, found);
  const hidden = [...found.footnotes].filter(([name]) => !shown.notes.has(name)).map(([, { node }]) => node);
  const footnotes = new Set([...hidden, ...found.repeated]);
  const notes = [...footnotes].map((node) => partOf(node, "footnote that nothing refers to"));
  const definitions = found.definitions
    .filter(({ name, isRepeated }) => isRepeated || !shown.references.has(name))
    .map(({ part }) => part);
  const parts = [...notes, ...definitions, ...found.cells].toSorted((a, b) => a.startLine - b.startLine);
  return { footnotes, parts };
}

/** How many cells a table's rows show: GitHub drops those beyond the header. */
export function widthOf({ children: [header] }: Table): number {
  return header?.children.length ?? 0;
}

function gather(node: Nodes, names: Names, found: Found): void {
  if (node.type === "footnoteReference") names.notes.add(node.identifier);
  if (node.type === "linkReference" || node.type === "imageReference") names.references.add(node.identifier);
  if (node.type === "definition") {
    const name = node.identifier;
    const part = partOf(node, "link definition that nothing refers to");
    found.definitions.push({ name, isRepeated: found.defined.has(name), part });
    found.defined.add(name);
  }
  if (node.type === "table") gatherCells(node, found);
  const inner = node.type === "footnoteDefinition" ? openFootnote(node, found) : names;
  if ("children" in node) for (const child of node.children) gather(child, inner, found);
}

function gatherCells(node: Table, { cells }: Found): void {
  const width = widthOf(node);
  for (const row of node.children)
    if (row.children.length > width) cells.push(partOf(row, "table cell beyond the header"));
}

function openFootnote(node: FootnoteDefinition, { footnotes, repeated }: Found): Names {
  const names: Names = { references: new Set(), notes: new Set() };
  if (footnotes.has(node.identifier)) repeated.add(node);
  else footnotes.set(node.identifier, { node, names });
  return names;
}

/** What the page refers to, and what the footnotes refer to that it shows. */
function reachable(page: Names, { footnotes }: Found): Names {
  const shown: Names = { references: new Set(page.references), notes: new Set(page.notes) };
  for (const name of shown.notes) {
    const names = footnotes.get(name)?.names;
    for (const reference of names?.references ?? []) shown.references.add(reference);
    // A set is walked to its end, what is added on the way included.
    for (const note of names?.notes ?? []) shown.notes.add(note);
  }
  return shown;
}

/** A node that no text stands behind counts as line 1. */
function partOf({ position }: Nodes, what: string): Unrendered {
  return { what, startLine: position?.start.line ?? 1, endLine: position?.end.line ?? 1 };
}
