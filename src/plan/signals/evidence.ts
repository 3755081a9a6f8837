import type { Passage } from "../finding.ts";
import type { Block, Section } from "../reading/plan.ts";

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
