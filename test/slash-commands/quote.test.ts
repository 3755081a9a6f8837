import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quote } from "../../src/slash-commands/quote.ts";

describe("somebody's words as inline code", () => {
  test.each([
    ["F-15", "`F-15`"],
    ["@alice #1 <b>", "`@alice #1 <b>`"],
    ["a`b``c", "`a'b''c`"],
    ["two\nlines\u200b here", "`two lines here`"],
    ["a\u034fb\u2800c\ufe0fd\u3164", "`a b c d`"],
    ["", "` `"],
    ["x".repeat(120), `\`${"x".repeat(120)}\``],
    ["x".repeat(121), `\`${"x".repeat(119)}…\``],
    [`${" ".repeat(600)}x`, "`…`"],
  ])("%j", (text, expected) => {
    expect(quote(text)).toBe(expected);
  });

  test("stays on one line within one pair of backticks, whatever it is given", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        expect(quote(text)).toMatch(/^`[^`\p{C}\u2028\u2029]+`$/u);
        expect(quote(text).length).toBeLessThanOrEqual(242);
      }),
    );
  });
});
