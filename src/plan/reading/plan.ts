import type { Substance } from "../signals/substance.ts";
import type { Statement } from "./statements.ts";
import type { Unrendered } from "./unrendered.ts";
import type { Hit } from "../vocabulary/term-index.ts";
import type { Concept, Topic } from "../vocabulary/vocabulary.ts";

/** A heading, a bold line or a list item that introduces what stands below it. */
export interface Section {
  /** Path of the file, from the root of the repository. */
  readonly path: string;
  readonly title: string;
  /** Inline code of the title. */
  readonly codes: readonly string[];
  /** The title as the vocabulary compares it. */
  readonly folded: string;
  /** 1 to 6: a heading; 7: a bold line; 8: a `**Key**:` without a value; more: a list item with a list. */
  readonly level: number;
  /** Topics that the title names, with how plainly it names them: 0 to 1. */
  topics: ReadonlyMap<Topic, number>;
  /** Topics of the title and of the sections around it; the plainest naming of each. */
  about: ReadonlyMap<Topic, number>;
  readonly parent: Section | null;
  readonly startLine: number;
  /** Line of the last block below it, sub-sections included. */
  endLine: number;
  /** All blocks below it in order, those of sub-sections included. */
  readonly blocks: Block[];
}

export type BlockKind = "paragraph" | "item" | "field" | "row" | "code";

/** Level of a section that a `**Key**:` without a value opens; those of items of a list are deeper. */
export const keyLevel = 8;

/** The smallest passage that can be evidence. */
export interface Block {
  readonly kind: BlockKind;
  /** Path of the file, from the root of the repository. */
  readonly path: string;
  /** Plain text; for a field its value, for code the code. */
  readonly text: string;
  /** The text as the vocabulary compares it; empty for code. */
  readonly folded: string;
  /** `Storage` of `**Storage**: PostgreSQL`. */
  readonly key: string | null;
  /** Topics that the key, or the table's column, names. */
  readonly keyTopics: ReadonlyMap<Topic, number>;
  /** Concepts that the text names, in order. */
  readonly hits: readonly Hit<Concept>[];
  /** Inline code. */
  readonly codes: readonly string[];
  /** Cells of a table row. */
  readonly cells: readonly string[];
  /** The table that a row belongs to. */
  readonly table: Table | null;
  /** Language of a fence in lower case; `""` without one, and for anything but code. */
  readonly language: string;
  /** What it says, sentence by sentence; none for code. */
  readonly statements: readonly Statement[];
  /** Whether it stands in a block quote. */
  readonly isQuoted: boolean;
  readonly substance: Substance;
  readonly section: Section;
  readonly startLine: number;
  readonly endLine: number;
}

export interface Table {
  /** Concepts that each column's header names. */
  readonly columns: readonly ReadonlySet<Concept>[];
  /** The header, folded. */
  readonly titles: readonly string[];
}

/** A plan or one of its siblings, read. */
export interface Document {
  readonly path: string;
  readonly lines: readonly string[];
  /** The text before the first heading; every other section descends from it. */
  readonly root: Section;
  /** In order of appearance. */
  readonly sections: readonly Section[];
  /** In order of appearance. */
  readonly blocks: readonly Block[];
  /** Lines of tables in the shape of the playbook's own, `Section | Included?`: they are not read. */
  readonly checklists: readonly number[];
  /** What the rendered page does not show, in order; it is no evidence. */
  readonly unrendered: readonly Unrendered[];
}

/** What the rules judge: the plan, and the gated files beside it. */
export interface Reading {
  readonly plan: Document;
  readonly siblings: readonly Document[];
}

/** The last line with something on it, from 1. */
export function lastLine({ lines }: Document): number {
  return Math.max(1, lines.findLastIndex((line) => line.trim() !== "") + 1);
}
