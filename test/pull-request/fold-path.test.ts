import { expect, test } from "vitest";
import { collisions, foldPath, isNameOf, relativePath } from "../../src/pull-request/fold-path.ts";

test.each([
  [".Specify/F-1/PLAN.md", ".specify/f-1/plan.md"],
  ["u\u0308ber/Stra\u00dfe", "\u00fcber/strasse"],
  ["\u017fpec.md", "spec.md"],
  ["\u212aelvin", "kelvin"],
  [".speci\u200cfy/pl\ufeffan.md", ".specify/plan.md"],
  ["SPECIF~1/F-1/plan.md", ".specify/f-1/plan.md"],
  ["apps/specif~2", "apps/.specify"],
  ["a-specif~1/b~", "a-specif~1/b~"],
  ["SP07CB~1/F-1/CONTRA~1/api.md", ".specify/f-1/contracts/api.md"],
  ["SP07C~12/CO6B1D~3", ".specify/contracts"],
  ["GITHUB~1/CODEOWNERS", ".github/codeowners"],
  ["f/DATA-M~1.MD", "f/data-model.md"],
  ["f/QUICK~10.MD", "f/quickstart.md"],
  [".github/PLAN-G~1.YML", ".github/plan-gate.yml"],
  ["f/DATA-M~1.TXT", "f/data-m~1.txt"],
  ["f/SPECIF~0", "f/specif~0"],
  ["f/SPE~1", "f/spe~1"],
  [".specify./f-1 /plan.md. .", ".specify/f-1/plan.md"],
  ["f/plan.md::$DATA", "f/plan.md"],
  ["f/Plan.md :notes", "f/plan.md"],
  [".specify:$I30:$INDEX_ALLOCATION/f-1", ".specify/f-1"],
  ["f/SPECIF~1:x", "f/.specify"],
  ["f/feat: login/x", "f/feat: login/x"],
  ["f/.../ /x", "f/.../ /x"],
  ["pl\u200ban.md\u2060/pla\u00adn.md\ufe0f", "plan.md/plan.md"],
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

test.each([
  ["design.md", "Design.md", true],
  ["implem~1.md", "implementation-plan.md", true],
  ["implem~1.txt", "implementation-plan.md", false],
  ["design~1.md", "design.md", false],
  ["other.md", "design.md", false],
])("takes %s for %s: %s", (name, meant, isIt) => {
  expect(isNameOf(name, meant)).toBe(isIt);
});

test("names that differ are no collision, nor is a path named twice", () => {
  expect(collisions(["f/plan.md", "f/spec.md", "f/contracts/a", "g/plan.md", "f/plan.md"])).toEqual([]);
});

test("files whose names differ in case only are one group, each spelling once", () => {
  const groups = collisions(["f/plan.md", "f/PLAN.md", "f/Plan.md", "f/PLAN.md", "f/spec.md"]);

  expect(groups).toEqual([["f/PLAN.md", "f/Plan.md", "f/plan.md"]]);
});

test("two Unicode forms of one name collide", () => {
  expect(collisions(["f/\u00e9.md", "f/e\u0301.md"])).toEqual([["f/e\u0301.md", "f/\u00e9.md"]]);
});

test("folders that are one on some file systems are named, not all that is in them", () => {
  const groups = collisions(["b/f/plan.md", "b/F/plan.md", "b/F/spec.md", "a/x", "A/x"]);

  expect(groups).toEqual([
    ["A", "a"],
    ["b/F", "b/f"],
  ]);
});

test("a path of thousands of folders is read once", () => {
  const deep = `${"a/".repeat(2000)}x`;

  expect(collisions([deep, deep.toUpperCase()])).toHaveLength(2001);
});
