import type { Passage } from "../finding.ts";
import type { Block, Section } from "../reading/plan.ts";
import type { Concept } from "../vocabulary/vocabulary.ts";

/** A passage that speaks for a row. A row is satisfied from 1 point on, however many passages add up to it. */
export interface Candidate {
  readonly passage: Passage;
  /** 0 to 1: how far the passage alone would convince a reviewer. */
  readonly points: number;
  /** Whether a heading or key promises it: then it is worth showing even where it says nothing. */
  readonly isPromised: boolean;
}

/** How many points satisfy a row. */
export const enough = 1;

const longestExcerpt = 120;

/** A section as evidence; the excerpt is its title and how it begins. */
export function fromSection(section: Section, points: number): Candidate {
  const first = section.blocks[0];
  const title = section.title === "" ? "" : `${section.title}: `;
  const excerpt = shorten(`${title}${first === undefined ? "" : blockText(first)}`);
  const { path, startLine, endLine } = section;
  return {
    passage: { path, startLine, endLine, excerpt },
    points,
    isPromised: true,
  };
}

/** A block as evidence. */
export function fromBlock(block: Block, points: number): Candidate {
  const { path, startLine, endLine } = block;
  return {
    passage: { path, startLine, endLine, excerpt: excerptOf(block) },
    points,
    isPromised: false,
  };
}

/** Every rule looks at every block. */
const excerpts = new WeakMap<Block, string>();

function excerptOf(block: Block): string {
  const known = excerpts.get(block);
  if (known !== undefined) return known;
  const excerpt = shorten(blockText(block));
  excerpts.set(block, excerpt);
  return excerpt;
}

/** Sum of the points, each passage counted once. */
export function sumPoints(candidates: readonly Candidate[]): number {
  return candidates.reduce((sum, candidate) => sum + candidate.points, 0);
}

/** Candidates that say something, best first, then in the order of the plan; at most `count`. */
export function best(candidates: readonly Candidate[], count: number): readonly Passage[] {
  return ranked(
    candidates.filter((candidate) => candidate.points > 0),
    count,
  );
}

/** What came close, empty promises included, best first; at most `count`. */
export function closest(candidates: readonly Candidate[], count: number): readonly Passage[] {
  return ranked(
    candidates.filter((candidate) => candidate.points > 0 || candidate.isPromised),
    count,
  );
}

function ranked(candidates: readonly Candidate[], count: number): readonly Passage[] {
  return candidates
    .toSorted((a, b) => b.points - a.points || a.passage.startLine - b.passage.startLine)
    .slice(0, count)
    .map((candidate) => candidate.passage);
}

/** How often a block names a concept. */
export function count(block: Block, concept: Concept): number {
  return block.hits.reduce((sum, hit) => (hit.label === concept ? sum + 1 : sum), 0);
}

/** Whether a block names a concept. */
export function mentions(block: Block, concept: Concept): boolean {
  return block.hits.some((hit) => hit.label === concept);
}

/** Whether a block is a row of a table with a column about a concept. */
export function hasColumn(block: Block, concept: Concept): boolean {
  return block.table !== null && block.table.columns.some((column) => column.has(concept));
}

/** Whether a passage says something of its own. */
export function says(block: Block): boolean {
  return block.substance === "plain" || block.substance === "described";
}

/** A block's text with the key that introduces it. */
export function blockText(block: Block): string {
  return block.kind === "field" && block.key !== null ? `${block.key}: ${block.text}` : block.text;
}

/** One line of at most 120 characters. */
export function shorten(text: string): string {
  const line = text
    .slice(0, 4 * longestExcerpt)
    .replace(/\s+/gu, " ")
    .trim();
  if (line.length <= longestExcerpt) return line;
  const points = Array.from(line);
  return points.length <= longestExcerpt ? line : `${points.slice(0, longestExcerpt - 1).join("")}…`;
}
