import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codeSpan, neutralize, neutralizeSentence } from "../../../src/render/text/neutralize.ts";
import { quoteBlock } from "../../../src/render/text/quote-block.ts";
import { table } from "../../../src/render/text/table.ts";
import { visibleLine, visibleText } from "../../../src/render/text/visible-text.ts";
import { allNodes, findings, hostileText, parse } from "../github-model.ts";

describe("a sentence from a repository", () => {
  test.each([
    ["keeps plain words", "Volumes, in all", "Volumes, in all"],
    ["shows a login as code", "waiting for @alice", "waiting for `@alice`"],
    [
      "shows a team as code, and the full stop after it as text",
      "by @acme/architects.",
      "by `@acme/architects`.",
    ],
    ["shows a digest as code", "Approved (3f2a91c04b7e)", "Approved (`3f2a91c04b7e`)"],
    ["shows words between backticks as code", "`plan.md` is new", "`plan.md` is new"],
    ["keeps longer delimiters", "``a`b`` is odd", "``a`b`` is odd"],
    ["escapes a backtick that nothing closes", "it`s", "it\\`s"],
    ["keeps two code spans apart", "@alice``a`b``", "`@alice`\u200D``a`b``"],
    ["breaks an issue reference", "see acme/x#12 and GH-12", "see acme/x\\#\u200D12 and GH-\u200D12"],
    ["breaks an address", "http://x.example www.x.example", "http:\u200D//x.example www\u200D.x.example"],
    ["breaks an e-mail address", "a@b.co", "a@\u200Db.co"],
    ["breaks a word that could be a commit id", "defaced", "deface\u200Dd"],
    ["breaks emoji and math", ":tada: $x$", ":\u200Dtada: &#36;\u200Dx&#36;\u200D"],
    [
      "escapes markup",
      "*a* _b_ [c](d) ~~e~~ <f> & g|h",
      "\\*a\\* \\_b\\_ \\[c\\](d) \\~\\~e\\~\\~ &lt;f&gt; &amp; g&#124;h",
    ],
    ["escapes what begins a list", "- a", "\\- a"],
    ["escapes what begins a numbered list", "1. a", "1\\. a"],
    ["becomes one line", "a\r\n\n b", "a b"],
    ["shows what cannot be seen", "a\u202Eb", "a‹U+202E›b"],
  ])("%s", (_, text, expected) => {
    expect(neutralize(text)).toBe(expected);
  });

  test("is cut, and shows that it is", () => {
    expect(neutralize("abcdefghij", 5)).toBe("abcd…");
  });

  test("ends with a full stop, once", () => {
    expect(neutralizeSentence("No evidence found")).toBe("No evidence found.");
    expect(neutralizeSentence("Why?")).toBe("Why?");
  });

  test("is nothing but text and code for GitHub, whatever it says", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const markdown = neutralize(text);

        expect(findings(markdown)).toEqual([]);
        const types = new Set(allNodes(parse(markdown)).map(({ node }) => node.type));
        expect(["root", "paragraph", "text", "inlineCode"]).toEqual(expect.arrayContaining([...types]));
      }),
      { numRuns: 500 },
    );
  });
});

describe("a code span", () => {
  test.each([
    ["shows names as they are", "@alice #12", "`@alice #12`"],
    ["has more backticks than its text", "a``b`c", "```a``b`c```"],
    ["keeps backticks at the edges apart", "`x", "`` `x ``"],
    ["says when there is nothing", " \n", "`(empty)`"],
  ])("%s", (_, text, expected) => {
    expect(codeSpan(text)).toBe(expected);
  });

  test("is one piece of code for GitHub, whatever it says", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const nodes = allNodes(parse(`so ${codeSpan(text)} it is`)).map(({ node }) => node.type);

        expect(nodes).toEqual(["root", "paragraph", "text", "inlineCode", "text"]);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a cell of a table", () => {
  test("keeps bars, in code and after backslashes", () => {
    expect(table(["A", "B"], [["`a|b`", "`c\\|d`"]])).toBe(
      "| A | B |\n| --- | --- |\n| `a\\|b` | `c\\\\\\|d` |",
    );
  });

  test("stays one cell, whatever it says", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (one, other) => {
        const markdown = table(["A", "B"], [[neutralize(one), codeSpan(other)]]);

        const cells = allNodes(parse(markdown)).filter(({ node }) => node.type === "tableCell");
        expect(cells).toHaveLength(4);
        expect(findings(markdown)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a quoted block", () => {
  test("is fenced with more backticks than it has", () => {
    expect(quoteBlock("```sh\nls\n```\n", "markdown")).toBe("````markdown\n```sh\nls\n```\n````");
  });

  test.each([
    ["  ", "  word"],
    ["- ", "  word"],
    ["  10. ", "      word"],
    ["", "word"],
  ])("breaks long lines of prose at spaces, below their text: %j", (start, expected) => {
    const [, first = "", second] = quoteBlock(`${start}${"word ".repeat(30)}`, "markdown").split("\n");

    expect(first.length).toBeLessThanOrEqual(110);
    expect(second?.startsWith(expected)).toBe(true);
  });

  test("breaks a line without spaces anywhere", () => {
    const lines = quoteBlock("x".repeat(300), "markdown").split("\n");

    expect(Math.max(...lines.map((line) => line.length))).toBe(110);
  });

  test("cuts rows of tables and lines of diffs instead, for their columns", () => {
    expect(quoteBlock(`| ${"x".repeat(900)}`, "markdown").split("\n")[1]).toHaveLength(500);
    expect(quoteBlock(`+${"x".repeat(900)}`, "diff").split("\n")[1]).toHaveLength(500);
  });

  test("shows that text beyond its bound was cut", () => {
    expect(quoteBlock(`begin${"\n".repeat(80_000)}end`, "text")).toBe("```text\nbegin…\n```");
  });

  test("splits no character, however it is broken or cut", () => {
    const isWellFormed = (text: string) => new TextDecoder().decode(new TextEncoder().encode(text)) === text;
    const unit = fc.constantFrom("💥", "x", "xx", " ", "| ", "- ", "\n", "設");
    const text = fc.tuple(fc.array(unit, { maxLength: 30 }), fc.nat({ max: 400 })).map(([parts, count]) => {
      return parts.join("") + "💥".repeat(count);
    });
    fc.assert(
      fc.property(text, fc.constantFrom("markdown", "diff"), (quoted, language) => {
        expect(isWellFormed(quoteBlock(quoted, language))).toBe(true);
        expect(isWellFormed(visibleLine(quoted, 50))).toBe(true);
      }),
    );
    expect(isWellFormed(quoteBlock(`x${"💥".repeat(40_000)}`, "markdown"))).toBe(true);
    expect(isWellFormed(quoteBlock("💥".repeat(40_000), "markdown"))).toBe(true);
  });

  test("is one block of code for GitHub, whatever it says", () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom("markdown", "diff"), (text, language) => {
        const nodes = allNodes(parse(`so\n\n${quoteBlock(text, language)}\n\nit is`));

        expect(nodes.map(({ node }) => node.type)).toEqual([
          "root",
          "paragraph",
          "text",
          "code",
          "paragraph",
          "text",
        ]);
      }),
      { numRuns: 300 },
    );
  });
});

describe("visible text", () => {
  test.each([
    ["controls", "a\u0007", "a‹U+0007›"],
    ["bidirectional marks", "\u2066a\u2069", "‹U+2066›a‹U+2069›"],
    ["zero-width characters", "a\u200Bb\uFEFF", "a‹U+200B›b‹U+FEFF›"],
    ["tag characters", "a\u{E0041}", "a‹U+E0041›"],
    ["lone surrogates", "a\uD83D", "a‹U+D83D›"],
    ["fillers", "a\u3164\u2800", "a‹U+3164›‹U+2800›"],
    ["variation selectors", "a\uFE0F\u{E0100}", "a‹U+FE0F›‹U+E0100›"],
    ["what is no character", "a\uFFFE\u2065", "a‹U+FFFE›‹U+2065›"],
    ["joiners in Latin words", "a\u200Db", "a‹U+200D›b"],
  ])("shows %s", (_, text, expected) => {
    expect(visibleText(text)).toBe(expected);
  });

  test("keeps emoji, line feeds and accents, and turns tabs into spaces", () => {
    expect(visibleText("⚠️ e\u0301\r\n\tx")).toBe("⚠️ e\u0301\n    x");
  });

  test("keeps marks from towering over other lines", () => {
    expect(visibleText(`e${"\u0301".repeat(50)}`)).toBe(`e${"\u0301".repeat(4)}`);
  });

  test("keeps what joins emoji and letters", () => {
    expect(visibleText("👩\u200D💻 می\u200Cخواهم")).toBe("👩\u200D💻 می\u200Cخواهم");
  });

  test.each([
    [`a${" ".repeat(90)}b`, "a…"],
    [" ".repeat(90), "…"],
    ["abcdefghij", "abcdefghij"],
    ["xxxxxx👩\u200D💻x", "xxxxxx👩…"],
    ["💥".repeat(9), "💥💥💥💥…"],
  ])("shows on a line that something was cut: %j", (text, expected) => {
    expect(visibleLine(text, 10)).toBe(expected);
  });

  test("is bounded before it is looked at", () => {
    expect(visibleLine("x".repeat(10_000_000), 10)).toBe("xxxxxxxxx…");
  });
});
