import { describe, expect, it } from "vitest";
import { findExceededBound, parseBounds } from "../../src/plan/reading/parse-bounds.ts";
import { fixture } from "./judge.ts";

const hostile: readonly (readonly [name: string, text: string, reason: string, line: number])[] = [
  ["lines", "\n".repeat(10_000), "10,000 lines,", 10_001],
  ["lines of a paragraph", "a\n".repeat(1_001), "1,000 lines without a blank line", 1_001],
  ["emphasis", "*a_ ".repeat(80_000), "300 runs of `*`, `_` or `~`", 1],
  ["strikethrough", "a\n~~a ".repeat(301), "300 runs", 302],
  ["brackets", "[".repeat(100_000), "600 square brackets", 1],
  ["links", "[a](".repeat(400), "600 square brackets", 1],
  ["code spans", "`a ".repeat(601), "600 runs of backticks", 1],
  ["tags", "<a ".repeat(1_001), "1,000 `<` or `&`", 1],
  ["entities", "&amp".repeat(1_001), "1,000 `<` or `&`", 1],
  ["cells", `|a|\n|-|\n${"|x|y|z\n".repeat(6_700)}`, "20,000 table cells", 6_668],
  ["quotes", ">".repeat(8_000), "10 quotes or lists within one another", 1],
  ["lists on one line", `${"- ".repeat(50)}a`, "10 quotes or lists", 1],
  ["numbered lists on one line", `${"1. ".repeat(50)}a`, "10 quotes or lists", 1],
  [
    "items on the line of another",
    "- - - a\n\n".repeat(200),
    "300 list items that begin on the line of another",
    301,
  ],
  ["indented lists", `${" ".repeat(49)}- a`, "48 columns of indentation", 1],
  [
    "images within one another in many blocks",
    `${"![".repeat(299)}${"](a)".repeat(299)}\n\n`.repeat(8),
    "1,000,000 pairs of brackets",
    11,
  ],
  ["underlined headings", "a\n-\n".repeat(501), "500 underlined headings", 1_002],
];

describe("the bounds", () => {
  it.each(hostile)("refuse %s", (_name, text, reason, line) => {
    const exceeded = findExceededBound(text);

    expect(exceeded?.reason).toContain(`there are more than ${reason}`);
    expect(exceeded?.line).toBe(line);
  });

  it("say what to do", () => {
    expect(findExceededBound("[".repeat(700))?.reason).toBe(
      "there are more than 600 square brackets in one block, which a Markdown parser may take minutes to read. Split the text up.",
    );
  });

  it("count runs, not characters, and begin anew with each block", () => {
    expect(findExceededBound("*".repeat(5_000))).toBeNull();
    expect(findExceededBound(`- ${"*a* ".repeat(100)}\n`.repeat(50))).toBeNull();
    expect(findExceededBound(`${"[a] ".repeat(200)}\n\n`.repeat(12))).toBeNull();
  });

  it("leave real plans far below", () => {
    expect(findExceededBound(fixture("f-15-docker-compose-stack"))).toBeNull();
    expect(Object.values(parseBounds).every((bound) => bound >= 10)).toBe(true);
  });
});
