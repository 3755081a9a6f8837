import { describe, expect, test } from "vitest";
import { hiddenCharacters, replaceHidden } from "../../src/plan/reading/hidden-characters.ts";

function codes(text: string): readonly string[] {
  return hiddenCharacters(text).map((one) => one.codePointAt(0)?.toString(16).toUpperCase() ?? "");
}

describe("hidden characters", () => {
  test.each([
    ["supplementary variation selectors", "a\u{E0100}\u{E01EF}b"],
    ["variation selectors after a letter", "a\uFE00\uFE0Fb"],
    ["an emoji presentation after a digit without its frame", "1\uFE0F"],
    ["a second presentation", "⚠\uFE0F\uFE0F"],
    ["tag characters outside of a flag", "a\u{E0041}\u{E0080}"],
    ["a flag that no country has", "\u{1F3F4}\u{E0061}\u{E007F}"],
    ["what Unicode keeps for later", "a\u{E01F0}\u2065\uFFF0"],
    ["Mongolian selectors", "a\u180B\u180F"],
    ["Khmer vowels that are not drawn", "a\u17B4\u17B5"],
    ["a grapheme joiner", "a\u034Fb"],
    ["a Braille blank", "a\u2800b"],
    ["Hangul fillers", "\u115F\u1160\u3164\uFFA0"],
    ["separators of lines", "a\u0085b\u2028c\u2029d"],
    ["controls", "a\u001B[31m\u007F\u009B\u0000"],
    ["carriage returns", "a\rb"],
    ["bidirectional marks", "a\u202Eb\u2066\u061C"],
    ["zero-width characters", "a\u200B\u2060\uFEFF\u00AD"],
    ["annotations between lines, and what is no character", "a\uFFF9\uFFFF"],
    ["lone surrogates", "a\uD83D"],
    ["joiners in a Latin word", "ap\u200Dpro\u200Cve"],
    ["several joiners between letters", "می\u200C\u200Cخ"],
    ["a joiner at the end of a word", "می\u200C "],
  ])("are %s", (_, text) => {
    const shown = replaceHidden(text, () => "");

    expect(hiddenCharacters(text).length).toBeGreaterThan(0);
    expect(hiddenCharacters(shown)).toEqual([]);
  });

  test("are found in their order", () => {
    expect(codes("a\u200Bb\u{E0100}c\u001B")).toEqual(["200B", "E0100", "1B"]);
    expect(codes("می\u200C\u200Cخ")).toEqual(["200C", "200C"]);
  });

  test.each([
    ["plain text, tabs and line feeds", "a\tb\nc"],
    ["accents and other scripts", "é e\u0301 設計書 Привет"],
    ["presentations of emoji", "⚠️ ☑️ ©️ ▶\uFE0E"],
    ["keycaps", "1️⃣ #️⃣"],
    ["joined emoji and colors of skin", "👩‍💻 👨‍👩‍👧 🧑🏽‍⚕️ 🏳️‍🌈 👍🏿"],
    ["flags", "🇩🇪 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}"],
    ["joiners between letters that are drawn joined", "می‌خواهم क्‍ष"],
  ])("are not %s", (_, text) => {
    expect(hiddenCharacters(text)).toEqual([]);
    expect(replaceHidden(text, () => "?")).toBe(text);
  });
});
