import type { List, ListItem, PhrasingContent, RootContent, Table } from "mdast";
import { findExceededBound } from "../../plan/reading/parse-bounds.ts";
import { isMarkdown, readMarkdown } from "../../plan/reading/parse-plan.ts";
import { codeSpan, neutralize } from "./neutralize.ts";
import { quoteBlock } from "./quote-block.ts";
import { table } from "./table.ts";
import { cutCharacters } from "./visible-text.ts";

/** More than a check run has room for. */
const maxLength = 70_000;
const maxText = 8_000;
/** Keeps apart what would be read as one: two runs of backticks, the halves of an address. */
const joiner = "\u200D";

/**
 * A passage of a plan as Markdown of our own: headings, lists, tables, quotes and diagrams stay, and nothing in it is
 * HTML, an image, a link, a mention or a reference. What is no Markdown, or past a bound, is shown as it is, in a block.
 */
export function rebuildMarkdown(path: string, passage: string): string {
  const text = cutCharacters(passage, maxLength);
  if (!isMarkdown(path)) return quoteBlock(text, "text");
  if (findExceededBound(text) !== null) return quoteBlock(text, "markdown");
  const rebuilt = blocks(readMarkdown(text).children);
  return rebuilt === "" ? quoteBlock(text, "markdown") : rebuilt;
}

function blocks(nodes: readonly RootContent[]): string {
  return nodes
    .map(block)
    .filter((text) => text !== "")
    .join("\n\n");
}

function block(node: RootContent): string {
  if (node.type === "heading") return paragraph(strong(inline(node.children)));
  if (node.type === "paragraph") return paragraph(inline(node.children));
  if (node.type === "list") return list(node);
  if (node.type === "blockquote") return indented(blocks(node.children), "> ", "> ");
  if (node.type === "table") return rebuiltTable(node);
  if (node.type === "footnoteDefinition") return blocks(node.children);
  if (node.type === "definition")
    return paragraph(`${neutralize(node.identifier)} ${codeSpan(node.url, maxText)}`);
  if (node.type === "code") {
    const isDiagram = node.lang?.toLowerCase() === "mermaid" && !reachesOut.test(node.value);
    return quoteBlock(node.value, isDiagram ? "mermaid" : "text");
  }
  return "value" in node ? quoteBlock(node.value, "text") : "";
}

/** Of a diagram: links, pictures, settings, and HTML but for line breaks. */
const reachesOut = /\bclick\b|href|:\/\/|www\.|%%\{|@\{|img:|\]\(|<(?!br ?\/?>|[-=.|)]|-)|javascript/i;

function list({ children, ordered, start }: List): string {
  return children
    .map((item, index) => listItem(item, ordered === true ? `${((start ?? 1) % 1_000_000) + index}. ` : "- "))
    .join("\n");
}

function listItem({ checked, children }: ListItem, marker: string): string {
  const box = typeof checked === "boolean" ? (checked ? "☑ " : "☐ ") : "";
  const [first, ...rest] = children;
  const start = first === undefined ? "" : block(first);
  const isText = first?.type === "paragraph";
  const shown = [isText || box === "" ? `${box}${start}` : `${box}\n\n${start}`, blocks(rest)];
  return indented(shown.filter((text) => text !== "").join("\n\n"), marker, " ".repeat(marker.length));
}

function indented(text: string, first: string, others: string): string {
  return text
    .split("\n")
    .map((line, index) => `${index === 0 ? first : others}${line}`.trimEnd())
    .join("\n");
}

function rebuiltTable({ children }: Table): string {
  const [header = [], ...rows] = children.map((row) =>
    row.children.map((cell) => inline(cell.children).trim()),
  );
  return table(
    header,
    rows.map((row) => header.map((_, column) => row[column] ?? "")),
  );
}

/** No line of text may begin like a fence, or like a command. */
function paragraph(text: string): string {
  const line = text.trim();
  return /^(?:```|\/)/.test(line) ? `${joiner}${line}` : line;
}

function strong(text: string): string {
  return wrapped(text.trim(), "**");
}

/** Markdown sees emphasis only beside letters and digits. */
function wrapped(text: string, mark: string): string {
  return /^[\p{L}\p{N}](?:.*[\p{L}\p{N}])?$/u.test(text) ? `${mark}${text}${mark}` : text;
}

/** What stands beside each other is kept from being read as one. */
function inline(nodes: readonly PhrasingContent[]): string {
  return nodes
    .map(phrase)
    .filter((text) => text !== "")
    .reduce((line, text) => {
      const isApart = line === "" || line.endsWith(" ") || text.startsWith(" ");
      return isApart ? line + text : line + joiner + text;
    }, "");
}

function phrase(node: PhrasingContent): string {
  if (node.type === "text") return words(node.value);
  if (node.type === "inlineCode" || node.type === "html") return codeSpan(node.value, maxText);
  if (node.type === "break") return " ";
  if (node.type === "strong") return strong(inline(node.children));
  if (node.type === "emphasis") return wrapped(inline(node.children).trim(), "*");
  if (node.type === "delete") return `<del>${inline(node.children).trim()}</del>`;
  if (node.type === "link") return `${inline(node.children)} (${codeSpan(node.url, maxText)})`;
  if (node.type === "linkReference") return inline(node.children);
  if (node.type === "image") return words(`(image: ${node.alt ?? ""} `) + `${codeSpan(node.url, maxText)})`;
  return words(node.type === "imageReference" ? `(image: ${node.alt ?? ""})` : `(note ${node.identifier})`);
}

/** Spaces at its ends keep a text apart from its neighbours. */
function words(text: string): string {
  const [before, after] = [/^\s/.test(text) ? " " : "", /\s$/.test(text) ? " " : ""];
  const shown = neutralize(text, maxText);
  return shown === "" ? before : `${before}${shown}${after}`;
}
