import type { Nodes, Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { describe, expect } from "vitest";
import { checkPlan, defaultPlanSettings } from "../../src/plan/check-plan.ts";
import { parseComment } from "../../src/slash-commands/parse-comment.ts";
import { shortenComment } from "../../src/slash-commands/shorten-comment.ts";
import { fuzz, textOf } from "./fuzz.ts";

const markdownPieces = [
  "- ",
  "-\t",
  "* ",
  "+ ",
  "1. ",
  "1) ",
  "> ",
  ">",
  "\t",
  "  ",
  "    ",
  "\n",
  "\n\n",
  "\r",
  "\r\n",
  "```\n",
  "~~~\n",
  "`",
  "``",
  "# ",
  "###### ",
  "=\n",
  "---\n",
  "***\n",
  "| a | b |\n",
  "|---|---|\n",
  "|",
  "*a_ ",
  "**",
  "_",
  "~~",
  "[",
  "]",
  "](",
  "[a]: b\n",
  "[^1]: x\n",
  "![",
  "<!--",
  "-->",
  "<b>",
  "<",
  "&amp;",
  "&#x0;",
  "\\",
  "$$\n",
  "\u200b",
  "\u202e",
  "\u2028",
  "\u0000",
  "\ud800",
  "\ufeff",
  "é",
  "𝕒",
  "TBD",
  "a",
  "word ",
  "- [ ] ",
  "## Data models\n",
  "## Failure modes\n",
  "None, because it is small.\n",
  "+++\n",
  "https://a.b/c ",
  "@alice ",
];
const commandPieces = [
  "/approve-plan",
  "/approve-plan\n",
  "\n\n/approve-plan\n\n",
  "/reject-plan no\n",
  "/waive-plan testing why\n",
  "/APPROVE-PLAN",
  "／approve-plan",
  "/approve–plan",
  " /approve-plan",
  "/approve-plan F-1 ",
  "/revoke-plan\n",
  "> /approve-plan\n",
  "- /approve-plan\n",
  "    /approve-plan\n",
  "```\n/approve-plan\n```\n",
  "<!--\n/approve-plan\n-->\n",
];

/** Lines that GitHub's Markdown shows as plain text in a paragraph that is in nothing else. */
function spokenLines(body: string): ReadonlySet<string> {
  const root: Root = unified().use(remarkParse).use(remarkGfm).parse(body);
  const lines = body.split(/\r\n|\n|\r/);
  const spoken = new Set<string>();
  for (const block of root.children) {
    if (block.type !== "paragraph") continue;
    for (const text of block.children.filter((node) => node.type === "text")) {
      const first = Number(text.position?.start.line);
      const last = Number(text.position?.end.line);
      for (let line = first; line <= last; line += 1) spoken.add((lines[line - 1] ?? "").trim());
    }
  }
  return spoken;
}

function hasHtml(node: Nodes): boolean {
  return node.type === "html" || ("children" in node && node.children.some(hasHtml));
}

describe("a comment", () => {
  fuzz(
    "of nasty pieces gives no command that a reader does not see",
    textOf([...markdownPieces, ...commandPieces], 60),
    (body) => {
      const parsed = parseComment(body);
      if (parsed.state !== "commands") return;
      const spoken = spokenLines(body);
      for (const { type } of parsed.commands) {
        expect([...spoken].some((line) => line.startsWith(`/${type}-plan`))).toBe(true);
      }
      expect(hasHtml(unified().use(remarkParse).parse(body))).toBe(false);
    },
  );

  fuzz("says the same when it is shortened", textOf([...markdownPieces, ...commandPieces], 4_000), (body) => {
    expect(parseComment(shortenComment(body))).toEqual(parseComment(body));
  });
});

describe("a plan", () => {
  fuzz(
    "of nasty pieces is judged or refused with a reason and a line",
    textOf(markdownPieces, 3_000),
    (text) => {
      const judgement = checkPlan({ plan: { path: "a/plan.md", text }, siblings: [] }, defaultPlanSettings);
      const lines = text.split(/\r\n|\n|\r/).length;
      if (judgement.state === "refused") {
        expect(judgement.reason).not.toBe("");
        return;
      }
      const words = text.replaceAll(/<!--[^]*?(?:-->|$)/g, "").match(/\p{L}{3,}/gu) ?? [];
      for (const { group, status, evidence } of judgement.findings) {
        if (group !== "section" || status !== "pass") continue;
        expect(words.length).toBeGreaterThan(2);
        for (const { startLine, endLine } of evidence) {
          expect(startLine).toBeGreaterThanOrEqual(1);
          expect(endLine).toBeLessThanOrEqual(lines);
        }
      }
    },
  );
});
