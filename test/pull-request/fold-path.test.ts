import { expect, test } from "vitest";
import { foldPath, relativePath } from "../../src/pull-request/fold-path.ts";

test.each([
  [".Specify/F-1/PLAN.md", ".specify/f-1/plan.md"],
  ["u\u0308ber/Stra\u00dfe", "\u00fcber/strasse"],
  ["\u017fpec.md", "spec.md"],
  ["\u212aelvin", "kelvin"],
  [".speci\u200cfy/pl\ufeffan.md", ".specify/plan.md"],
  ["SPECIF~1/F-1/plan.md", ".specify/f-1/plan.md"],
  ["apps/specif~2", "apps/.specify"],
  ["a-specif~1/b~", "a-specif~1/b~"],
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
