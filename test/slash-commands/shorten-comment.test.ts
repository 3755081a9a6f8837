import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldLookAlikes } from "../../src/slash-commands/scan-lines.ts";
import { parseComment } from "../../src/slash-commands/parse-comment.ts";
import { exceededBound, holdsSlash, shortenComment } from "../../src/slash-commands/shorten-comment.ts";

const filler = "A sentence with https://example.com/path in it.\n".repeat(360);

describe("a shortened comment", () => {
  test("of talk is empty, however long", () => {
    expect(shortenComment(`Hm. See https://example.com.\n\n${filler}`)).toBe("");
  });

  test("with a command is the same", () => {
    expect(shortenComment("Looks good.\n\n/approve-plan\n")).toBe("Looks good.\n\n/approve-plan\n");
  });

  test.each([
    "/approve-plan",
    "  \u200b／approve-plan",
    "/aprove-plan F-15",
    "\u0301/approve-plan",
    "\u{e0020}/approve-plan",
    "/approve plan",
    "<p><b>/aprove-plan</b></p>",
  ])("that is too long to be parsed keeps what %j makes of it, and little else", (line) => {
    const body = `${filler}\r${line}\r\n${filler}`;
    const short = shortenComment(body);

    expect(parseComment(short)).toEqual(parseComment(body));
    expect(parseComment(body).state).toBe("refused");
    expect(short.length).toBeLessThan(16 * 1024 + 100);
  });

  test("of hardly anything but commands stays whole, however long", () => {
    const body = "/approve-plan\n".repeat(4_000);

    expect(shortenComment(body)).toBe(body);
  });

  test("means the same as the whole, whatever is in it", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "/approve-plan",
        "/reject-plan no",
        "／waive-plan",
        "⁄revoke-plan",
        "/",
        "x/",
        "<b>",
        "<!--",
        "</b>",
        filler,
      ),
      fc.constantFrom(
        "\n",
        "\r",
        "\r\n",
        " ",
        "\t",
        "\u200b",
        "\u0301",
        "\u2028",
        "\u{11d50}",
        "> ",
        "```",
        "\ud800",
      ),
      fc.string({ unit: "binary", maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const body = pieces.join("");

        // Not by `expect`, which would print texts of 64 KB.
        return JSON.stringify(parseComment(shortenComment(body))) === JSON.stringify(parseComment(body));
      }),
      { numRuns: 2_000 },
    );
  });

  test("knows every character that looks like a slash", () => {
    const missed: string[] = [];
    for (let point = 0x80; point <= 0x10ffff; point += 1) {
      const line = `${String.fromCodePoint(point)}approve-plan`;
      if (foldLookAlikes(line).startsWith("/") && shortenComment(line) === "") missed.push(line);
    }

    expect(missed).toEqual([]);
  });
});

test.each([
  ["talk", false],
  ["1/2", true],
  ["\uff0fapprove-plan", true],
])("a slash in %j: %s", (body, holds) => {
  expect(holdsSlash(body)).toBe(holds);
});

describe("a comment is not parsed", () => {
  test.each([
    ["longer than 16 KB", "a".repeat(16 * 1024 + 1), "the comment is longer than 16 KB"],
    ["of more than 500 lines", "\n".repeat(500), "the comment has more than 500 lines"],
    ["nested deeply in one line", "> ".repeat(11), "the comment's quotes and lists are nested too deeply"],
    ["with many short lists", "- - a\n".repeat(151), "the comment has more than 300 quotes and list items"],
  ])("%s", (_, body, problem) => {
    expect(exceededBound(body)).toBe(problem);
  });

  test("but within these bounds it is", () => {
    expect(exceededBound("- - a\n".repeat(150))).toBeNull();
  });
});
