import type { Nodes, Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import fc from "fast-check";

/** What GitHub makes of Markdown, as far as it matters for text that is not ours. */

const parser = unified().use(remarkParse).use(remarkGfm);

export function parse(markdown: string): Root {
  return parser.parse(markdown);
}

/** All nodes below a node, itself included, with whether a link holds them. */
export function allNodes(node: Nodes, isInLink = false): readonly { node: Nodes; isInLink: boolean }[] {
  const children = "children" in node ? node.children : [];
  const inLink = isInLink || node.type === "link";
  return [{ node, isInLink }, ...children.flatMap((child) => allNodes(child, inLink))];
}

/** The HTML that we write ourselves. */
const ourHtml = [
  "<details><summary>Text to start from</summary>",
  "<details><summary>Show them</summary>",
  "</details>",
  "<del>",
  "</del>",
  "<ins>",
  "</ins>",
  "<!-- plan-gate -->",
  "<!-- plan-gate-record abc -->",
];

/** GitHub looks for these in rendered text, outside of code and links. */
const references: Readonly<Record<string, RegExp>> = {
  mention: /(?:^|[^\w`])@[a-z0-9]/i,
  email: /\w@\w/,
  issue: /#\d/,
  "GH- issue": /\bgh-\d/i,
  commit: /(?<!\w)(?=[a-f]*\d|[a-f]{7})[0-9a-f]{7,40}(?!\w)/i,
  address: /\b(?:https?|ftp):\/\/|www\./i,
  emoji: /:[a-z0-9_+-]+:/i,
  math: /\$[^\s\u200D]/,
  hidden: /(?![\n\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}]/u,
};

/** Everything in the Markdown that GitHub would make into something, links to `linkPrefixes` and our own HTML aside. */
export function findings(markdown: string, linkPrefixes: readonly string[] = []): readonly string[] {
  return allNodes(parse(markdown)).flatMap(({ node, isInLink }) => {
    if (node.type === "html") return ourHtml.includes(node.value) ? [] : [`html: ${node.value}`];
    if (node.type === "link")
      return linkPrefixes.some((prefix) => node.url.startsWith(prefix)) ? [] : [`link: ${node.url}`];
    if (node.type === "text") return isInLink ? [] : textFindings(node.value);
    if (node.type === "inlineCode" || node.type === "code")
      return references["hidden"]?.test(node.value) === true ? [`hidden: ${node.value}`] : [];
    return neverOurs.includes(node.type) ? [node.type] : [];
  });
}

const neverOurs: readonly string[] = [
  "image",
  "imageReference",
  "linkReference",
  "definition",
  "footnoteDefinition",
  "footnoteReference",
];

function textFindings(text: string): readonly string[] {
  return Object.entries(references)
    .filter(([, pattern]) => pattern.test(text))
    .map(([name]) => `${name}: ${text}`);
}

/** Text that tries to be more than text. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  {
    weight: 3,
    arbitrary: fc
      .array(
        fc.constantFrom(
          ..."@alice|@acme/team|@a.|#12|GH-12|acme/x#1|acme/x@5d1c2f0|5d1c2f0a9b8e|abcdefabcdef|http://evil.example|https:|//evil.example|www.evil.example|a@b.co|`|``|```|~~~|\\|/approve-plan|/approve-plan F-15|<img src=x>|<b>|</details>|<details>|<!--|-->|![x](y)|[x](http://y)|[x]|[^1]|[^1]:|(|)|***|__|~|#|##|-|+|1.|>|=|===|---|&#64;x|\\@x|&amp;|$|$$|:tada:|x|word".split(
            "|",
          ),
          "|",
          "||",
          "\\|",
          " ",
          "  ",
          "\n",
          "\r\n",
          "\r",
          "\t",
          "\u2028",
          "\u202E",
          "\u200B",
          "\u200D",
          "\uFEFF",
          "\uD800",
          "\u{E0041}",
          "💥",
        ),
        { maxLength: 14 },
      )
      .map((parts) => parts.join("")),
  },
);
