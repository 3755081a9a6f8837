import type { Root } from "mdast";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { collectBlocks } from "./collect-blocks.ts";
import type { Document } from "./plan.ts";
import { topicGroups } from "../vocabulary/languages.ts";
import { indexTerms, type TermIndex } from "../vocabulary/term-index.ts";
import type { Topic } from "../vocabulary/vocabulary.ts";
import { addBlock, startWalk } from "./walk.ts";

const markdown = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ["yaml", "toml"]).freeze();
const builtInTopics = indexTerms(topicGroups);

/** The headings of the vocabulary, and those that a team adds. */
export function topicIndex(added: readonly (readonly [Topic, string])[]): TermIndex<Topic> {
  return added.length === 0 ? builtInTopics : indexTerms([...topicGroups, ...added]);
}

/** Whether a file is read as Markdown; any other file is one block of code. */
export function isMarkdown(path: string): boolean {
  return /\.(?:md|markdown)$/iu.test(path);
}

/** The Markdown tree of a text within the bounds of `findExceededBound`. */
export function readMarkdown(text: string): Root {
  return markdown.parse(text);
}

/** Reads a file into sections and blocks. Markdown must be within the bounds of `findExceededBound`. */
export function parsePlan(path: string, text: string, topics: TermIndex<Topic>): Document {
  const walk = startWalk(path, topics, topicsOfFile(path));
  const lines = text.split(/\r\n|\n|\r/u);
  if (isMarkdown(path)) {
    collectBlocks(readMarkdown(text), walk);
  } else {
    const language = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
    addBlock(walk, { kind: "code", text, language, startLine: 1, endLine: lines.length });
  }
  return {
    path,
    lines,
    root: walk.root,
    sections: walk.sections,
    blocks: walk.blocks,
    checklists: walk.checklists,
    unrendered: walk.hidden.parts,
  };
}

/** `data-model.md` and the files of `contracts/` are about what their names say. */
function topicsOfFile(path: string): ReadonlyMap<Topic, number> {
  if (/(?:^|\/)data-model\.md$/iu.test(path)) return new Map([["data-models", 1]]);
  return new Map(/(?:^|\/)contracts\//iu.test(path) ? [["interfaces", 1]] : []);
}

/** First lines of a pointer of Git LFS, by its [specification](https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md). */
const beginnings = ["version https://git-lfs.github.com/spec/", "version https://hawser.github.com/spec/"];

/** The fact, and what to do about it. */
export function describeLfsPointer(path: string): { readonly fact: string; readonly instruction: string } {
  return {
    fact: `\`${path}\` is a pointer to Git LFS, so its text is not in the repository.`,
    instruction: "Take it out of `.gitattributes` and commit the text itself.",
  };
}

/** Does Git hold a name in the place of the text, which lies elsewhere? Nobody can read that in the pull request. */
export function isLfsPointer(text: string): boolean {
  return beginnings.some((beginning) => text.startsWith(beginning)) && text.includes("\noid sha256:");
}
