import { fold } from "./fold.ts";
import type { Block, Section } from "./plan.ts";
import { weighSubstance } from "../signals/substance.ts";
import { findTopics } from "../vocabulary/topics.ts";
import { conceptIndex } from "../vocabulary/languages.ts";
import { findTerms, type TermIndex } from "../vocabulary/term-index.ts";
import type { Topic } from "../vocabulary/vocabulary.ts";

/** Where a walk over a Markdown tree is, and what it has gathered. */
export interface Walk {
  readonly path: string;
  readonly topics: TermIndex<Topic>;
  readonly root: Section;
  readonly sections: Section[];
  readonly blocks: Block[];
  /** The innermost open section. */
  section: Section;
}

/** A block before its words are looked up. */
export type BlockDraft = Pick<Block, "kind" | "text" | "startLine" | "endLine"> & Partial<Block>;

const noTopics: ReadonlyMap<Topic, number> = new Map();

/** A walk at the start of a file; `about`: what the file's name says it is about. */
export function startWalk(path: string, topics: TermIndex<Topic>, about: ReadonlyMap<Topic, number>): Walk {
  const root: Section = {
    path,
    title: "",
    level: 0,
    topics: about,
    parent: null,
    startLine: 1,
    endLine: 1,
    blocks: [],
  };
  return { path, topics, root, sections: [root], blocks: [], section: root };
}

/** Opens a section of a level; sections of that level and deeper end there. */
export function openSection(walk: Walk, title: string, level: number, line: number): Section {
  closeSections(walk, level);
  const section: Section = {
    path: walk.path,
    title,
    level,
    topics: findTopics(walk.topics, title),
    parent: walk.section,
    startLine: line,
    endLine: line,
    blocks: [],
  };
  walk.sections.push(section);
  walk.section = section;
  extend(section, line);
  return section;
}

/** Ends the open sections of a level and deeper. */
export function closeSections(walk: Walk, level: number): void {
  while (walk.section.parent !== null && walk.section.level >= level) walk.section = walk.section.parent;
}

/** Adds a block to the open section and those around it. */
export function addBlock(walk: Walk, draft: BlockDraft): Block {
  const folded = draft.kind === "code" ? "" : fold(draft.text);
  const passage = {
    folded,
    key: null,
    hits: findTerms(conceptIndex, folded),
    codes: [],
    cells: [],
    ...draft,
  };
  const block: Block = {
    path: walk.path,
    keyTopics: noTopics,
    table: null,
    language: "",
    section: walk.section,
    ...passage,
    substance: weighSubstance(passage),
  };
  walk.blocks.push(block);
  for (let section: Section | null = walk.section; section !== null; section = section.parent)
    section.blocks.push(block);
  extend(walk.section, block.endLine);
  return block;
}

function extend(innermost: Section, line: number): void {
  for (let section: Section | null = innermost; section !== null; section = section.parent) {
    section.endLine = Math.max(section.endLine, line);
  }
}
