import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rebuildMarkdown } from "../../../src/render/text/rebuild-markdown.ts";
import { parseComment } from "../../../src/slash-commands/parse-comment.ts";
import { findings, hostileText } from "../github-model.ts";

const rebuild = (text: string): string => rebuildMarkdown("f/plan.md", text);

describe("a passage of a plan", () => {
  test.each([
    [
      "keeps a table",
      "| A | B |\n|---|:-:|\n| `a\\|b` | @alice |\n| 1 |",
      "| A | B |\n| --- | --- |\n| `a\\|b` | `@alice` |\n| 1 |  |",
    ],
    [
      "keeps lists and boxes",
      "- one\n  - two\n- [x] done\n- [ ] open",
      "- one\n\n  - two\n- ☑ done\n- ☐ open",
    ],
    ["keeps numbers", "3. three\n4. four", "3. three\n4. four"],
    ["shows a heading in bold", "## Data model", "**Data model**"],
    ["keeps emphasis", "a **b** *c* ~~d~~ e", "a **b** *c* <del>d</del> e"],
    ["keeps a quote", "> one\n>\n> two", "> one\n>\n> two"],
    ["shows code as text", "```sh\nls\n```", "```text\nls\n```"],
    [
      "keeps a diagram",
      "```mermaid\ngraph TD\nA-->B[one<br/>two]\n```",
      "```mermaid\ngraph TD\nA-->B[one<br/>two]\n```",
    ],
    ["keeps no diagram that links", '```mermaid\nclick A "x"\n```', '```text\nclick A "x"\n```'],
    ["shows links and images as text", "[x](http://y.z) ![p](q)", "x (`http://y.z`) (image: p `q`)"],
    [
      "shows HTML as code",
      "a <b>c</b>\n\n<!-- hidden -->",
      "a `<b>`\u200Dc\u200D`</b>`\n\n```text\n<!-- hidden -->\n```",
    ],
  ])("%s", (_name, text, expected) => {
    expect(rebuild(text)).toBe(expected);
  });

  test("is shown as it is where it is no Markdown, or past a bound", () => {
    expect(rebuildMarkdown("f/contracts/api.yaml", "a: *b")).toBe("```text\na: *b\n```");
    expect(rebuild("*a_ ".repeat(2_000))).toMatch(/^```markdown\n/);
    expect(rebuild("---")).toBe("```markdown\n---\n```");
  });

  test("is no HTML, image, link, mention, reference or command for GitHub, whatever it says", () => {
    const structure = fc.constantFrom(
      "\n\n",
      "\n",
      "- ",
      "> ",
      "## ",
      "| ",
      "|---|\n",
      "**",
      "*",
      "```mermaid\n",
      "[a]: b\n",
      "[^1]: ",
      "[^1]",
      "![a]",
      "[",
      "](",
      ")",
      "~~",
      "<!-- ",
      "1. ",
      "    ",
      "- [x] ",
      "www",
      ".evil.com",
      "http:",
      "//x",
      "#",
      "12",
      "@",
      "alice",
      "/approve-plan\n",
      "abc1234",
      "f0a9b8e",
    );
    const text = fc
      .array(fc.oneof(structure, structure, hostileText), { maxLength: 25 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (passage) => {
        const markdown = rebuild(passage);

        expect(findings(markdown)).toEqual([]);
        expect(parseComment(markdown).state).toBe("none");
      }),
      { numRuns: 1_500 },
    );
  });
});
