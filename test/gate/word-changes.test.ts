import { describe, expect, test } from "vitest";
import type { GatedFile } from "../../src/approval/digest.ts";
import type { ChangedPlace } from "../../src/gate/decision.ts";
import { wordChanges } from "../../src/gate/word-changes.ts";
import type { Blob } from "../../src/pull-request/content.ts";
import { noFacts } from "../../src/pull-request/need.ts";

/** Files by path, with their texts. */
type Texts = Readonly<Record<string, string>>;

function compare(before: Texts, after: Texts) {
  const blobs: Record<string, Blob> = {};
  const filesOf = (texts: Texts): readonly GatedFile[] =>
    Object.entries(texts).map(([path, text]) => {
      blobs[text] = { state: "text", text, bytes: text.length };
      return { path, mode: "100644", blobId: text };
    });
  const [old, now] = [filesOf(before), filesOf(after)];
  return wordChanges(old, now, { ...noFacts, blobs });
}

/** A place as `lines: old [-gone-] {+new+}`. */
function show({ path, startLine, endLine, lines, note }: ChangedPlace): string {
  const signs = { same: ["", ""], removed: ["[-", "-]"], added: ["{+", "+}"] } as const;
  const texts = lines.map((line) => line.map(({ type, text }) => signs[type].join(text)).join(""));
  return `${path}:${startLine}-${endLine} ${note ?? texts.join(" ⏎ ")}`;
}

function shown(before: string, after: string): readonly string[] {
  return compare({ "plan.md": before }, { "plan.md": after }).places.map(show);
}

describe("what changed in a text", () => {
  test.each([
    [
      "a word",
      "a\nkeeps ten entries\n",
      "a\nkeeps twenty entries\n",
      ["plan.md:2-2 keeps [-ten-]{+twenty+} entries"],
    ],
    ["a line that came", "a\nc\n", "a\nb\nc\n", ["plan.md:2-2 {+b+}"]],
    ["a line that went", "a\nb\nc\n", "a\nc\n", ["plan.md:2-2 [-b-]"]],
    ["the last line that went", "a\nb", "a", ["plan.md:2-2 [-b-]"]],
    [
      "lines that have nothing in common",
      "a\nold words\n",
      "a\nnew text\n",
      ["plan.md:2-2 [-old words-] ⏎ {+new text+}"],
    ],
    [
      "two places",
      "one is here\nb\nc\nfour is here",
      "1 is here\nb\nc\n4 is here\nfive",
      ["plan.md:1-1 [-one-]{+1+} is here", "plan.md:4-5 [-four-]{+4+} is here ⏎ {+five+}"],
    ],
    ["line ends alone", "a\r\nb\n", "a\nb", ["plan.md:1-1 differs in blank lines and line ends alone"]],
    ["a blank line alone", "a\n\nb", "a\nb", ["plan.md:1-1 differs in blank lines and line ends alone"]],
    ["nothing", "a", "a", []],
  ])("is %s", (_name, before, after, expected) => {
    expect(shown(before, after)).toEqual(expected);
  });

  test("is told in the order of files, new and gone ones by their length", () => {
    const changes = compare(
      { "plan.md": "a", "research.md": "x\ny\n", "data-model.md": "same" },
      { "plan.md": "b", "contracts/api.yaml": "one\n", "data-model.md": "same" },
    );

    expect(changes.places.map(show)).toEqual([
      "contracts/api.yaml:1-1 is new: 1 line",
      "plan.md:1-1 [-a-] ⏎ {+b+}",
      "research.md:1-1 is gone: 2 lines",
    ]);
  });

  test("is said where there are no words to compare", () => {
    const file = { path: "plan.md", mode: "100644", blobId: "a" };
    const blobs: Record<string, Blob> = {
      a: { state: "text", text: "a", bytes: 1 },
      b: { state: "not-utf8", bytes: 1 },
    };
    const facts = { ...noFacts, blobs };

    expect(wordChanges([file], [{ ...file, blobId: "b" }], facts).places.map(show)).toEqual([
      "plan.md:1-1 changed, and has no text to compare",
    ]);
    expect(wordChanges([file], [{ ...file, mode: "100755" }], facts).places.map(show)).toEqual([
      "plan.md:1-1 has another mode",
    ]);
  });
});

describe("a text that would take long to compare", () => {
  const lines = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => line(index)).join("\n");

  test("is said to be rewritten where most of its lines are others", () => {
    expect(
      shown(
        lines(3_000, (index) => `a${index}`),
        lines(3_000, (index) => `b${index}`),
      ),
    ).toEqual(["plan.md:1-1 was rewritten: compare the two versions in full"]);
  });

  test("is shown line by line where a line is long, or has many other words", () => {
    const long = "word ".repeat(500);
    const [even, odd] = [0, 1].map((rest) =>
      lines(200, (index) => (index % 2 === rest ? "same" : `${rest}${index}`)),
    );

    expect(compare({ f: `${long}a` }, { f: `${long}b` }).places[0]?.lines).toHaveLength(2);
    expect(
      compare({ f: even?.replaceAll("\n", " ") ?? "" }, { f: odd?.replaceAll("\n", " ") ?? "" }).places[0]
        ?.lines,
    ).toHaveLength(2);
  });

  test("is shown at forty places, and the others are counted", () => {
    const text = (word: string) =>
      lines(100, (index) => (index % 2 === 0 ? `line ${index}` : `${word} ${index}`));
    const changes = compare({ a: text("old"), b: "1" }, { a: text("new"), b: "2" });

    expect(changes.places).toHaveLength(40);
    expect(changes.more).toBe(11);
  });
});
