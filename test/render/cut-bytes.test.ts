import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byteLength, cutBytes, cutTogether } from "../../src/render/cut-bytes.ts";

const url = "https://github.com/acme/stack";
const note = `[Cut to fit: read the rest](${url}).`;

describe("cutting our Markdown", () => {
  test("leaves alone what fits", () => {
    expect(cutBytes("short\n", 6, url)).toBe("short\n");
  });

  test("cuts after a line and says where the rest is", () => {
    expect(cutBytes("one\ntwo\nthree\n".padEnd(200, "x"), 4 + 4 + byteLength(note) + 2, url)).toBe(
      `one\ntwo\n\n${note}`,
    );
  });

  test("counts bytes, not characters", () => {
    const text = Array.from({ length: 100 }, () => "設計書").join("\n");

    const cut = cutBytes(text, 300, url);

    expect(byteLength(cut)).toBeLessThanOrEqual(300);
    expect(cut).toContain("設計書\n設計書");
  });

  test("closes an open code block, and only with backticks enough", () => {
    const text = `so\n\n\`\`\`\`markdown\n\`\`\`\n${"line\n".repeat(100)}\`\`\`\`\n`;

    expect(cutBytes(text, 120, url)).toMatch(/line\n````\n\n\[Cut to fit/);
  });

  test("closes open details after the code block in them", () => {
    const text = `<details><summary>Text to start from</summary>\n\n\`\`\`markdown\n${"line\n".repeat(100)}\`\`\`\n\n</details>`;

    expect(cutBytes(text, 200, url)).toMatch(/line\n```\n\n<\/details>\n\n\[Cut to fit/);
  });

  test("leaves nothing open that was closed", () => {
    const text = `<details>\n\n\`\`\`\ncode\n\`\`\`\n\n</details>\n\n${"line\n".repeat(100)}`;

    expect(cutBytes(text, 150, url)).toMatch(/line\nline\n\n\[Cut to fit/);
  });

  test("drops a heading that would introduce nothing", () => {
    expect(cutBytes(`one\n\n## Two\n\n${"x".repeat(200)}`, 100, url)).toBe(`one\n\n${note}`);
  });

  test("is the link alone where nothing fits", () => {
    expect(cutBytes("x".repeat(200), 90, url)).toBe(note);
  });

  test("never has more bytes than asked for, once the link fits", () => {
    const line = fc.constantFrom(
      "",
      "## Title",
      "```",
      "````markdown",
      "```diff",
      "<details>",
      "</details>",
      "text",
      "テキスト",
    );
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 60 }),
        fc.integer({ min: byteLength(note), max: 300 }),
        (lines, max) => {
          expect(byteLength(cutBytes(lines.join("\n"), max, url))).toBeLessThanOrEqual(max);
        },
      ),
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

  test("has nothing to say of nothing", () => {
    expect(cutTogether([], 100)).toEqual([]);
  });
});
