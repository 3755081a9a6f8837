import type { Root, RootContent } from "mdast";
import rehypeRaw from "rehype-raw";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { type Html, html, trusted } from "./html.ts";

/** A block of a Markdown file, rendered, with the lines it was written on. */
export interface RenderedBlock {
  /** From 1. */
  readonly startLine: number;
  /** From 1, inclusive. */
  readonly endLine: number;
  readonly html: Html;
}

const maxCharacters = 200_000;
const maxRemembered = 200;

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ["yaml"]).freeze();

/** GitHub's own allowlist, without anything that fetches: no pictures, no sources. */
const schema = {
  ...defaultSchema,
  tagNames: (defaultSchema.tagNames ?? []).filter((name) => !["img", "picture", "source"].includes(name)),
};

const renderer = unified()
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)
  .use(rehypeSanitize, schema)
  .use(rehypeStringify)
  .freeze();

const remembered = new Map<string, readonly RenderedBlock[]>();

/** Markdown as people see it on GitHub, whoever wrote it: sanitized, and without pictures. */
export function renderMarkdown(text: string): Html {
  return html`${renderBlocks(text).map((block) => block.html)}`;
}

/** The same, block by block, so that something can stand beside each. */
export function renderBlocks(text: string): readonly RenderedBlock[] {
  if (text.length > maxCharacters) {
    return [{ startLine: 1, endLine: 1, html: html`<p>This text is too long to show.</p>` }];
  }
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const root = parser.parse(text);
  const blocks = mergeHtml(root).map((nodes) => renderOne(root, nodes));
  if (remembered.size >= maxRemembered) remembered.clear();
  remembered.set(text, blocks);
  return blocks;
}

/** Raw HTML may open in one node and close in a later one: then they are one block, as on GitHub. */
function mergeHtml(root: Root): readonly (readonly RootContent[])[] {
  const groups: RootContent[][] = [];
  let depth = 0;
  for (const node of root.children) {
    const group = depth > 0 ? groups.at(-1) : undefined;
    if (group === undefined) groups.push([node]);
    else group.push(node);
    if (node.type === "html") depth = Math.max(0, depth + nesting(node.value));
  }
  return groups;
}

const detailsTag = /<(\/?)(?:details|div|table|ul|ol|blockquote|pre)\b/gi;

function nesting(value: string): number {
  return [...value.matchAll(detailsTag)].reduce((sum, match) => sum + (match[1] === "/" ? -1 : 1), 0);
}

function renderOne(root: Root, nodes: readonly RootContent[]): RenderedBlock {
  const definitions = root.children.filter(({ type }) => type === "definition");
  const tree = renderer.runSync({ type: "root", children: [...nodes, ...definitions] });
  return {
    startLine: nodes[0]?.position?.start.line ?? 1,
    endLine: nodes.at(-1)?.position?.end.line ?? 1,
    html: trusted(renderer.stringify(tree)),
  };
}
