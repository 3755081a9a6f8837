import { fold } from "./fold.ts";
import type { Block, Section } from "./plan.ts";
import type { Hidden } from "./unrendered.ts";
import { readStatement, splitStatements, type Statement } from "./statements.ts";
import { weighSubstance } from "../signals/substance.ts";
import { findTopics } from "../vocabulary/topics.ts";
import type { Hit, TermIndex } from "../vocabulary/term-index.ts";
import type { Concept, Topic } from "../vocabulary/vocabulary.ts";

/** Where a walk over a Markdown tree is, and what it has gathered. */
export interface Walk {
  readonly path: string;
  readonly topics: TermIndex<Topic>;
  readonly root: Section;
  readonly sections: Section[];
  readonly blocks: Block[];
  /** Lines of the tables that are only checklists. */
  readonly checklists: number[];
  /** What the rendered page does not show. */
  hidden: Hidden;
  /** The innermost open section. */
  section: Section;
  /** Whether the walk is in a block quote. */
  isQuoted: boolean;
}

/** A block before its words are looked up. */
export type BlockDraft = Pick<Block, "kind" | "text" | "startLine" | "endLine"> & Partial<Block>;

const noTopics: ReadonlyMap<Topic, number> = new Map();
const nothing: readonly string[] = [];
const nothingHidden: Hidden = { footnotes: new Set(), parts: [] };

/** A walk at the start of a file; `about`: what the file's name says it is about. */
export function startWalk(path: string, topics: TermIndex<Topic>, about: ReadonlyMap<Topic, number>): Walk {
  const root: Section = {
    path,
    title: "",
    codes: [],
    folded: "",
    level: 0,
    topics: about,
    about,
    parent: null,
    startLine: 1,
    endLine: 1,
    blocks: [],
  };
  return {
    path,
    topics,
    root,
    sections: [root],
    blocks: [],
    checklists: [],
    hidden: nothingHidden,
    section: root,
    isQuoted: false,
  };
}

/** Opens a section; sections of its level and deeper end there. */
export function openSection(
  walk: Walk,
  { title, codes, level, startLine }: Pick<Section, "title" | "codes" | "level" | "startLine">,
): Section {
  closeSections(walk, level);
  const section: Section = {
    path: walk.path,
    title,
    codes,
    folded: fold(title),
    level,
    topics: findTopics(walk.topics, title),
    about: noTopics,
    parent: walk.section,
    startLine,
    endLine: startLine,
    blocks: [],
  };
  walk.sections.push(section);
  walk.section = section;
  extend(section, startLine);
  return section;
}

/** Ends the open sections of a level and deeper. */
export function closeSections(walk: Walk, level: number): void {
  while (walk.section.parent !== null && walk.section.level >= level) walk.section = walk.section.parent;
}

/** Adds a block to the open section and those around it. */
export function addBlock(walk: Walk, draft: BlockDraft): Block {
  const statements = draft.kind === "code" ? [] : statementsOf(draft);
  const { folded, hits } = joinStatements(statements);
  const { kind, text, startLine, endLine, key = null, codes = nothing, cells = nothing } = draft;
  const block: Block = {
    kind,
    path: walk.path,
    text,
    folded,
    key,
    keyTopics: draft.keyTopics ?? noTopics,
    hits,
    codes,
    cells,
    table: draft.table ?? null,
    language: draft.language ?? "",
    statements,
    isQuoted: walk.isQuoted,
    substance: weighSubstance({ kind, text, folded, key, cells, codes, hits }),
    section: walk.section,
    startLine,
    endLine,
  };
  walk.blocks.push(block);
  for (let section: Section | null = walk.section; section !== null; section = section.parent)
    section.blocks.push(block);
  extend(walk.section, block.endLine);
  return block;
}

/** A key that names no topic is part of what is said: `**PostgreSQL 16**: holds the invitations`. */
function statementsOf({
  kind,
  key = null,
  keyTopics = noTopics,
  text,
  cells = [],
}: BlockDraft): readonly Statement[] {
  const [first, ...rest] = splitStatements(text, cells);
  if (kind !== "field" || key === null || keyTopics.size > 0 || first === undefined)
    return first === undefined ? [] : [first, ...rest];
  const { mood, isList } = first;
  return [{ ...readStatement(`${key}: ${first.text}`), mood, isList }, ...rest];
}

function extend(innermost: Section, line: number): void {
  for (let section: Section | null = innermost; section !== null; section = section.parent) {
    section.endLine = Math.max(section.endLine, line);
  }
}

/** The statements as one folded text, with the places of what they name. */
function joinStatements(statements: readonly Statement[]): {
  readonly folded: string;
  readonly hits: readonly Hit<Concept>[];
} {
  const [only] = statements;
  if (statements.length === 1 && only !== undefined) return { folded: only.folded, hits: only.hits };
  let offset = 0;
  const hits: Hit<Concept>[] = [];
  for (const statement of statements) {
    for (const { label, start, end } of statement.hits)
      hits.push({ label, start: start + offset, end: end + offset });
    offset += statement.folded.length + 1;
  }
  return { folded: statements.map((statement) => statement.folded).join(" "), hits };
}

/** Passes what the sections are about on to those within them, outermost first. */
export function inheritTopics(sections: readonly Section[]): void {
  for (const section of sections) {
    const outer = section.parent?.about ?? noTopics;
    section.about = merge(outer, section.topics);
  }
}

function merge(
  outer: ReadonlyMap<Topic, number>,
  inner: ReadonlyMap<Topic, number>,
): ReadonlyMap<Topic, number> {
  if (inner.size === 0) return outer;
  if (outer.size === 0) return inner;
  const merged = new Map(outer);
  for (const [topic, strength] of inner) merged.set(topic, Math.max(strength, merged.get(topic) ?? 0));
  return merged;
}
