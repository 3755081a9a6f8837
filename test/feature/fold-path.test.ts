import { expect, test } from "vitest";
import { foldPath, relativePath } from "../../src/feature/fold-path.ts";

test.each([
  [".Specify/F-1/PLAN.md", ".specify/f-1/plan.md"],
  ["u\u0308ber/Stra\u00dfe", "\u00fcber/strasse"],
  ["\u017fpec.md", "spec.md"],
  ["\u212aelvin", "kelvin"],
])("folds %s to %s", (path, folded) => {
  expect(foldPath(path)).toBe(folded);
});

test.each([
  ["a/b/plan.md", "a/b", "plan.md"],
  ["A/b/contracts/API.yaml", "a/B", "contracts/API.yaml"],
  ["a/bc/plan.md", "a/b", null],
  ["a/b", "a/b", null],
  ["a", "a/b", null],
])("sees %s from %s as %s", (path, folder, seen) => {
  expect(relativePath(path, folder)).toBe(seen);
});
