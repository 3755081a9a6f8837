import { expect, test } from "vitest";
import { shorten } from "../../src/plan/signals/evidence.ts";

test.each([
  ["short text stays", "a  b\nc", "a b c"],
  ["what counts is characters", "💥".repeat(100), "💥".repeat(100)],
  ["longer text is cut between characters", "💥".repeat(200), `${"💥".repeat(119)}…`],
])("an excerpt is one line of at most 120 characters: %s", (_, text, excerpt) => {
  expect(shorten(text)).toBe(excerpt);
});
