import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { countWords, fold, isIdeographic } from "../../src/plan/reading/fold.ts";
import { vocabularies } from "../../src/plan/vocabulary/languages.ts";
import { findTerms, indexTerms, splitTerms } from "../../src/plan/vocabulary/term-index.ts";

interface Entry {
  readonly language: string;
  readonly label: string;
  readonly source: string;
  readonly entry: string;
}

const entries: readonly Entry[] = vocabularies.flatMap(({ language, headings, words }) =>
  [...Object.entries(headings), ...Object.entries(words)].flatMap(([label, terms]) =>
    Object.entries(terms).flatMap(([source, list]) =>
      splitTerms(list).map((entry) => ({ language, label, source, entry })),
    ),
  ),
);

/** A folder of labeled plans; the entries that rest on plans are held against it. */
const corpus = process.env["PLAN_CORPUS"];

describe("the vocabulary", () => {
  it("knows fifteen languages, and names that all of them share", () => {
    expect(vocabularies.map((vocabulary) => vocabulary.language).toSorted()).toEqual([
      "Arabic",
      "Chinese",
      "Dutch",
      "English",
      "French",
      "German",
      "Italian",
      "Japanese",
      "Korean",
      "Polish",
      "Portuguese",
      "Russian",
      "Spanish",
      "Turkish",
      "Ukrainian",
      "any",
    ]);
  });

  it("has a source for every entry, and no entry that cannot match", () => {
    for (const { source, entry } of entries) {
      expect(["dictionary", "template", "manual", "plans"]).toContain(source);
      expect(fold(entry.replace("*", "")).length, entry).toBeGreaterThanOrEqual(2);
    }
  });

  it("has every heading and concept of a row in every language", () => {
    for (const { headings, words, language } of vocabularies.filter(({ language }) => language !== "any")) {
      const topics = Object.keys(headings);
      for (const topic of [
        "data-models",
        "interfaces",
        "error-handling",
        "failure-modes",
        "dependencies",
        "testing",
      ]) {
        expect(topics, language).toContain(topic);
      }
      for (const concept of [
        "failure",
        "reaction",
        "deterministic",
        "hedge",
        "not-applicable",
        "open",
        "test-kind",
      ]) {
        expect(Object.keys(words), language).toContain(concept);
      }
    }
  });

  it.skipIf(corpus === undefined)(
    "has no entry that one labeled plan alone uses, unless a dictionary, a template or a manual has it too",
    () => {
      const folder = corpus ?? "";
      const texts = readdirSync(folder).map((name) => fold(readFileSync(join(folder, name), "utf8")));
      const seen = entries.filter(({ source }) => source === "plans");

      const lonely = seen.filter(({ entry }) => {
        const index = indexTerms([["entry", entry]]);
        return texts.filter((text) => findTerms(index, text).length > 0).length === 1;
      });

      expect(lonely).toEqual([]);
    },
  );
});

describe("finding terms", () => {
  const find = (list: string, text: string) =>
    findTerms(indexTerms([["hit", list]]), fold(text)).map((hit) => fold(text).slice(hit.start, hit.end));

  it.each([
    ["a word, its plural, not its compounds", "risk", "Risk risks risky brisk", ["risk", "risks"]],
    ["a prefix", "error*", "Errors errorless terror", ["error", "error"]],
    [
      "a phrase across hyphens, dashes, underscores and lines",
      "fail fast",
      "fail-fast fail_fast\nfail—fast",
      ["fail fast", "fail fast", "fail fast"],
    ],
    [
      "words without accents and with fullwidth letters",
      "modèle",
      "MODELE ｍｏｄｅｌｅ",
      ["modele", "modele"],
    ],
    ["signs anywhere", "错误", "处理错误码", ["错误"]],
    ["voiced kana and Hangul as written", "データ, 데이터", "データと데이터", ["データ", "데이터"]],
    [
      "a word that ends in a sign for “and” as itself",
      "校验和",
      "校验和：逐一。校验和的值，校验和不匹配。比对校验和",
      ["校验和", "校验和", "校验和", "校验和"],
    ],
    [
      "a shorter word with “and” behind it not as the longer one",
      "校验和",
      "参数校验和 Session 防护，输入校验和错误处理",
      [],
    ],
    ["a word of two signs whatever follows", "緩和", "緩和策", ["緩和"]],
    ["nothing of a single letter", "a", "a b a", []],
  ])("finds %s", (_name, list, text, found) => {
    expect(find(list, text)).toEqual(found);
  });

  it("lists an entry that two languages share once", () => {
    const index = indexTerms([
      ["hit", "risk"],
      ["hit", "risk"],
    ]);

    expect(findTerms(index, "risk")).toHaveLength(1);
  });

  it("counts words of letters, and two signs as one", () => {
    expect(countWords("one two-three, 4")).toBe(4);
    expect(countWords("错误处理 API")).toBe(3);
    expect(countWords("데이터")).toBe(1);
    expect(isIdeographic("a".charCodeAt(0))).toBe(false);
  });
});
