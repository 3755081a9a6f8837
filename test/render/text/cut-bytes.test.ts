import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byteLength, cutBytes, cutTogether, fairShare, restAt } from "../../../src/render/text/cut-bytes.ts";

const url = "https://github.com/acme/stack";
const note = `[Cut to fit: read the rest](${url}).`;

const ourMarkdown = fc
  .array(
    fc.constantFrom(
      "",
      "## Title",
      "```",
      "````markdown",
      "```diff",
      "<details>",
      "</details>",
      "text",
      "テキスト",
    ),
    { maxLength: 60 },
  )
  .map((lines) => lines.join("\n"));

describe("cutting our Markdown", () => {
  test("leaves alone what fits", () => {
    expect(cutBytes("short\n", 6, note)).toBe("short\n");
  });

  test("cuts after a line and says where the rest is", () => {
    expect(cutBytes("one\ntwo\nthree\n".padEnd(200, "x"), 4 + 4 + byteLength(note) + 2, note)).toBe(
      `one\ntwo\n\n${note}`,
    );
  });

  test("counts bytes, not characters", () => {
    const text = Array.from({ length: 100 }, () => "設計書").join("\n");

    const cut = cutBytes(text, 300, note);

    expect(byteLength(cut)).toBeLessThanOrEqual(300);
    expect(cut).toContain("設計書\n設計書");
  });

  test("closes an open code block, and only with backticks enough", () => {
    const text = `so\n\n\`\`\`\`markdown\n\`\`\`\n${"line\n".repeat(100)}\`\`\`\`\n`;

    expect(cutBytes(text, 120, note)).toMatch(/line\n````\n\n\[Cut to fit/);
  });

  test("closes open details after the code block in them", () => {
    const text = `<details><summary>Text to start from</summary>\n\n\`\`\`markdown\n${"line\n".repeat(100)}\`\`\`\n\n</details>`;

    expect(cutBytes(text, 200, note)).toMatch(/line\n```\n\n<\/details>\n\n\[Cut to fit/);
  });

  test("leaves nothing open that was closed", () => {
    const text = `<details>\n\n\`\`\`\ncode\n\`\`\`\n\n</details>\n\n${"line\n".repeat(100)}`;

    expect(cutBytes(text, 150, note)).toMatch(/line\nline\n\n\[Cut to fit/);
  });

  test("drops a heading that would introduce nothing", () => {
    expect(cutBytes(`one\n\n## Two\n\n${"x".repeat(200)}`, 100, note)).toBe(`one\n\n${note}`);
  });

  test("drops a quoted heading that would introduce nothing", () => {
    expect(cutBytes(`> one\n>\n> #### Two\n>\n> ${"x".repeat(200)}`, 100, note)).toBe(`> one\n\n${note}`);
  });

  test("is the link alone where nothing fits", () => {
    expect(cutBytes("x".repeat(200), 90, note)).toBe(note);
  });

  test("says only that it was cut where the link has no room", () => {
    expect(cutBytes(`one\ntwo\n${"x".repeat(200)}`, 22, note)).toBe("one\ntwo\n\nCut to fit.");
  });

  test.each([0, 1, 10, 12])("is empty where nothing of the text has room: %d", (maxBytes) => {
    expect(cutBytes("long text of a plan", maxBytes, note)).toBe("");
  });

  test("names where the rest is", () => {
    expect(restAt(url)).toBe(note);
  });

  test("never has more bytes than asked for", () => {
    fc.assert(
      fc.property(ourMarkdown, fc.nat({ max: 300 }), fc.constantFrom(note, "…"), (text, max, end) => {
        expect(byteLength(cutBytes(text, max, end))).toBeLessThanOrEqual(max);
      }),
      { numRuns: 500 },
    );
  });
});

describe("cutting several texts together", () => {
  const part = (lines: number) => ({ markdown: "line\n".repeat(lines).trimEnd(), url });

  test("leaves alone what fits", () => {
    expect(cutTogether([part(2), part(1), part(3)], 1_000)).toEqual([
      "line\nline",
      "line",
      "line\nline\nline",
    ]);
  });

  test("keeps short texts whole and gives long ones equal parts of the rest", () => {
    const [long = "", short, longer = ""] = cutTogether([part(500), part(1), part(900)], 404);

    expect(short).toBe("line");
    expect([byteLength(long), byteLength(longer)]).toEqual([195, 195]);
    expect(longer).toMatch(/line\n\n\[Cut to fit/);
  });

  test("gives the room of texts that do not fit at all to others", () => {
    const parts = Array.from({ length: 4 }, () => part(100));

    expect(cutTogether(parts, 60)).toEqual(["", ...Array.from({ length: 3 }, () => "line\n\nCut to fit.")]);
  });

  test("never have more bytes together than asked for", () => {
    const part = fc.record({
      markdown: ourMarkdown,
      url: fc.nat({ max: 200 }).map((length) => url.padEnd(url.length + length, "x")),
    });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), fc.nat({ max: 3_000 }), (parts, total) => {
        expect(byteLength(cutTogether(parts, total).join(""))).toBeLessThanOrEqual(total);
      }),
      { numRuns: 300 },
    );
  });

  test("has nothing to say of nothing", () => {
    expect(cutTogether([], 100)).toEqual([]);
  });
});

describe("the share of one text of several", () => {
  test.each([
    [[], 10, 10],
    [[3, 3], 10, 10],
    [[100, 100], 10, 5],
    [[2, 100, 100], 10, 4],
  ])("of %j within %d is %d", (sizes, total, share) => {
    expect(fairShare(sizes, total)).toBe(share);
  });
});
