import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { collectBlocks } from "./collect-blocks.ts";
import type { Document } from "./plan.ts";
import { topicGroups } from "./vocabulary/languages.ts";
import { indexTerms, type TermIndex } from "./vocabulary/term-index.ts";
import type { Topic } from "./vocabulary/vocabulary.ts";

const markdown = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ["yaml", "toml"]).freeze();
const builtInTopics = indexTerms(topicGroups);

/** The headings of the vocabulary, and those that a team adds. */
export function topicIndex(added: readonly (readonly [Topic, string])[]): TermIndex<Topic> {
  return added.length === 0 ? builtInTopics : indexTerms([...topicGroups, ...added]);
}

/** Reads Markdown into sections and blocks. The text must be within the bounds of `findExceededBound`. */
export function parsePlan(path: string, text: string, topics: TermIndex<Topic>): Document {
  const { root, sections, blocks, comments } = collectBlocks(markdown.parse(text), path, topics);
  return { path, lines: text.split(/\r\n|\n|\r/), root, sections, blocks, comments };
}
