import type { Passage } from "../finding.ts";
import type { Block, Section } from "../reading/plan.ts";
import { readStatement, type Statement } from "../reading/statements.ts";

const longestExcerpt = 120;

/** A section as a passage; the excerpt is its title and how it begins. */
export function sectionPassage(section: Section): Passage {
  const [first] = section.blocks;
  const title = section.title === "" ? "" : `${section.title}: `;
  const { path, startLine, endLine } = section;
  return {
    path,
    startLine,
    endLine,
    excerpt: shorten(`${title}${first === undefined ? "" : blockText(first)}`),
  };
}

/** A block as a passage. */
export function blockPassage(block: Block): Passage {
  const { path, startLine, endLine } = block;
  return { path, startLine, endLine, excerpt: shorten(blockText(block)) };
}

/** Whether a passage says something of its own. */
export function says(block: Block): boolean {
  return block.substance === "plain" || block.substance === "described";
}

/** A block's text with the key that introduces it. */
export function blockText(block: Block): string {
  return block.kind === "field" && block.key !== null ? `${block.key}: ${block.text}` : block.text;
}

/**
 * A heading, or an item with more below it, that names no topic within a section about one is to what follows
 * as a key is to its value: `### PostgreSQL 16`, `- The disk is full` and what happens then.
 */
export function leadOf(block: Block): Statement | null {
  const { section, statements } = block;
  const [first] = statements;
  if (first === undefined || block.key !== null || section.topics.size > 0 || section.about.size === 0)
    return null;
  const [opening, next] = section.blocks;
  if (block !== (opening?.text === section.title ? next : opening)) return null;
  const { mood, isList } = first;
  return { ...readStatement(`${section.title}: ${first.text}`), mood, isList };
}

/** One line of at most 120 characters. */
export function shorten(text: string): string {
  const line = text
    .slice(0, 4 * longestExcerpt)
    .replace(/\s+/gu, " ")
    .trim();
  if (line.length <= longestExcerpt) return line;
  // Of a character that takes two units, one must not be cut.
  const points = Array.from(line.slice(0, 2 * longestExcerpt + 1));
  return points.length <= longestExcerpt ? line : `${points.slice(0, longestExcerpt - 1).join("")}…`;
}
