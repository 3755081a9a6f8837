import { expect, test } from "vitest";
import { nearestWord } from "../../src/config/nearest-word.ts";

const known = ["approval", "rules", "warning"];

test.each([
  ["aproval", "approval"],
  ["RULES", "rules"],
  ["warn", "warning"],
  ["wa", null],
  ["banana", null],
  ["x".repeat(101), null],
])("%s means %s", (word, nearest) => {
  expect(nearestWord(word, known)).toBe(nearest);
});

test("nothing is near where nothing is known", () => {
  expect(nearestWord("a", [])).toBeNull();
});
