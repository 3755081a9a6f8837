import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { LRUCache } from "lru-cache";
import type { Code, Definition, Heading, List, ListItem, PhrasingContent, RootContent, Table } from "mdast";
import { findExceededBound } from "../../plan/reading/parse-bounds.ts";
import { isMarkdown, readMarkdown } from "../../plan/reading/parse-plan.ts";
import { codeSpan, neutralize } from "./neutralize.ts";
import { quoteBlock } from "./quote-block.ts";
import { table } from "./table.ts";
import { wholeCharacters } from "./visible-text.ts";

/** A passage as it is shown. */
export interface Rebuilt {
  readonly markdown: string;
  /** Only its beginning is shown. */
  readonly isCut: boolean;
}

/**
 * A passage of a file as Markdown of our own, in a quote: headings, lists, tables and diagrams stay, and nothing in it
 * is HTML, an image, a link, a mention, a reference or a command. It is cut to `maxCharacters` before it is parsed.
 * What is no Markdown, or past a bound of the parser, is shown as it is, in a block of code.
 */
export function rebuildMarkdown(path: string, passage: string, maxCharacters: number): Rebuilt {
  const text = wholeLines(passage, maxCharacters);
  const extension = path.slice(path.lastIndexOf(".") + 1);
  const name = bytesToHex(sha256(utf8ToBytes(`${extension}\n${text}`)));
  const markdown = known.get(name) ?? rebuilt(extension, text);
  known.set(name, markdown);
  return { markdown, isCut: text.length < passage.length };
}

/** By content: a plan is shown again by every evaluation of its pull request. */
const known = new LRUCache<string, string>({
  maxSize: 4_000_000,
  sizeCalculation: (markdown) => markdown.length,
});

function rebuilt(extension: string, text: string): string {
  if (!isMarkdown(`.${extension}`)) return quoteBlock(text, languageOf(extension));
  if (findExceededBound(text) !== null) return quoteBlock(text, "markdown");
  const markdown = blocks(readMarkdown(text).children);
  return markdown === "" ? quoteBlock(text, "markdown") : quote(markdown);
}

/** Its first lines, or the beginning of its first one. */
function wholeLines(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  const start = text.slice(0, wholeCharacters(text, maxCharacters));
  const end = start.lastIndexOf("\n");
  return end === -1 ? start : start.slice(0, end);
}

function blocks(nodes: readonly RootContent[]): string {
  return nodes
    .map(block)
    .filter((text) => text !== "")
    .join("\n\n");
}

function block(node: RootContent): string {
  if (node.type === "heading") return heading(node);
  if (node.type === "paragraph") return paragraph(inline(node.children));
  if (node.type === "list") return list(node);
  if (node.type === "blockquote") return quote(blocks(node.children));
  if (node.type === "table") return rebuiltTable(node);
  if (node.type === "code") return code(node);
  if (node.type === "definition") return definition(node);
  if (node.type === "footnoteDefinition")
    return [paragraph(words(`Note ${node.identifier}:`)), blocks(node.children)].join("\n\n");
  const acrossPage = "***";
  return "value" in node ? quoteBlock(node.value, node.type === "yaml" ? "yaml" : "text") : acrossPage;
}

function definition({ identifier, url, title }: Definition): string {
  const named = typeof title === "string" ? ` ${words(`(${title})`)}` : "";
  return paragraph(`${words(`${identifier}: `)}${codeSpan(url, maxPiece)}${named}`);
}

/** Below our own headings. */
function heading({ depth, children }: Heading): string {
  const text = oneLine(inline(children));
  return text === "" ? "" : `${depth <= 2 ? "####" : "#####"} ${text}`;
}

function code({ lang, value }: Code): string {
  const language = String(lang).toLowerCase();
  return quoteBlock(
    value,
    language === "mermaid" && !reachesOut.test(value) ? "mermaid" : languageOf(language),
  );
}

/** Of a diagram: links, pictures, settings, colors, comments, characters by number, and HTML but for line breaks. */
const reachesOut =
  /^\s*---|\b(?:click|call|style|classDef|linkStyle)\b|href|\/\/|www\.|%%|@\{|img:|\]\(|javascript|&#?\w{1,10};|#(?!quot;)\w{1,10};|<(?!br ?\/?>|[-=.|)<:]|\s)/i;

/** Languages that GitHub colors; it draws others as maps, models or formulas. */
const colored =
  "bash c cpp csharp css diff dockerfile go graphql hcl html ini java javascript js json kotlin php proto protobuf python py ruby rust sh sql swift toml ts tsx typescript xml yaml yml".split(
    " ",
  );

function languageOf(name: string): string {
  return colored.find((known) => known === name.toLowerCase()) ?? "text";
}

function list({ children, ordered, start }: List): string {
  return children
    .map((item, index) =>
      listItem(item, ordered === true ? `${(Number(start) % 1_000_000) + index}. ` : "- "),
    )
    .join("\n");
}

/** Only a paragraph has a box before it; one of which nothing is shown leaves its box alone. */
function listItem({ checked, children }: ListItem, marker: string): string {
  const box = typeof checked === "boolean" ? (checked ? "☑" : "☐") : "";
  const [text = "", ...others] = children.map(block);
  const [first = "", ...rest] = [`${box} ${text}`.trimStart(), ...others].filter((shown) => shown !== "");
  const shown = rest.reduce(
    (above, next) => `${above}${startsList.test(next) ? "\n" : "\n\n"}${next}`,
    first,
  );
  return indented(shown, marker, " ".repeat(marker.length));
}

/** What Markdown takes for a list right below a paragraph. */
const startsList = /^(?:-|1\.) \S/;

function quote(markdown: string): string {
  return indented(markdown, "> ", "> ");
}

function indented(text: string, first: string, others: string): string {
  return text
    .split("\n")
    .map((line, index) => `${index === 0 ? first : others}${line}`.trimEnd())
    .join("\n");
}

/** Rows stay as long as they are, as GitHub reads them; what it would leave out at their ends is in the last cell. */
function rebuiltTable({ children }: Table): string {
  const [header = [], ...rows] = children.map((row) =>
    row.children.map((cell) => oneLine(inline(cell.children))),
  );
  const last = header.length - 1;
  return table(
    header,
    rows.map((row) =>
      row.length > header.length ? [...row.slice(0, last), row.slice(last).join(" ")] : row,
    ),
  );
}

/** Apart from what stands beside it: two runs of backticks, the halves of an address. */
const joiner = "\u200D";
const lineBreak = "\\\n";

/** No line of text may begin like a fence. */
function paragraph(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => (line.startsWith("```") ? `${joiner}${line}` : line))
    .join("\n");
}

function oneLine(text: string): string {
  return text.replaceAll(lineBreak, " ↵ ").replaceAll("\n", " ").trim();
}

function inline(nodes: readonly PhrasingContent[]): string {
  const texts = nodes.map(phrase).filter((text) => text !== "");
  return texts.map((text, index) => (isApart(texts[index - 1] ?? " ", text) ? text : joiner + text)).join("");
}

/**
 * Whether nothing can be read from both: a space is between them, or markup and a full stop, or a bracket and markup.
 */
function isApart(before: string, text: string): boolean {
  const [last, first] = [before.slice(-1), text.charAt(0)];
  if (text === lineBreak || isSpace(last) || isSpace(first)) return true;
  const isMarkup = "`*~".includes(last) || before.endsWith("`)");
  return (isMarkup && ",.;:!?)".includes(first)) || (last === "(" && "`*~".includes(first));
}

function isSpace(character: string): boolean {
  return character.trim() === "";
}

function phrase(node: PhrasingContent): string {
  switch (node.type) {
    case "text":
      return words(node.value);
    case "inlineCode":
      return codeSpan(node.value, maxPiece);
    case "html":
      return /^<br ?\/?>$/i.test(node.value) ? lineBreak : codeSpan(node.value, maxPiece);
    case "break":
      return lineBreak;
    case "strong":
      return marked(inline(node.children), "**");
    case "emphasis":
      return marked(inline(node.children), "*");
    case "delete":
      return marked(inline(node.children), "~~");
    case "link":
      return withAddress(inline(node.children), node.url);
    case "linkReference":
      return inline(node.children);
    case "image":
      return withAddress(words(`(image: ${String(node.alt)})`), node.url);
    case "imageReference":
      return words(`(image: ${String(node.alt)})`);
    case "footnoteReference":
      return words(`(note ${node.identifier})`);
  }
}

/** An address that is its own text is shown once. */
function withAddress(text: string, url: string): string {
  const address = codeSpan(url, maxPiece);
  const isItsText = [url, url.replace(/^(?:http:\/\/|mailto:)/, "")].some((shown) => words(shown) === text);
  return isItsText || text === "" ? address : `${text} (${address})`;
}

/** Markdown sees emphasis only beside letters and digits. */
function marked(text: string, mark: string): string {
  return /^[\p{L}\p{N}](?:[^]*[\p{L}\p{N}])?$/u.test(text) ? `${mark}${text}${mark}` : text;
}

/** Longer lines are broken: a long text is cut between lines. */
const maxPiece = 2_000;

/** Line breaks stay, and so do spaces at the ends, which keep a text apart from its neighbors. */
function words(text: string): string {
  const before = isSpace(text.charAt(0)) ? " " : "";
  const after = isSpace(text.slice(-1)) ? " " : "";
  const shown = text
    .split("\n")
    .flatMap(pieces)
    .map(pieceWords)
    .filter((line) => line !== "")
    .join("\n");
  return shown === "" ? before : `${before}${shown}${after}`;
}

function pieces(line: string): readonly string[] {
  const found: string[] = [];
  let rest = line.trim();
  while (rest.length > maxPiece) {
    const space = rest.lastIndexOf(" ", maxPiece);
    const end = space > 0 ? space : wholeCharacters(rest, maxPiece);
    found.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...found, rest];
}

/** What begins with a slash, or with what looks like one, is code: a path, or another's command. */
function pieceWords(text: string): string {
  const [first = ""] = /^[\p{M}\p{C}]*[/⁄∕⧸╱／]\S*/u.exec(text) ?? [];
  if (first !== "") return `${codeSpan(first, maxPiece)} ${plain(text.slice(first.length))}`.trim();
  return plain(text);
}

/** Without what makes a quote an alert of GitHub's: `[!NOTE]`. */
function plain(text: string): string {
  return neutralize(text, maxPiece).replaceAll("\\[!", `\\[${joiner}!`);
}
