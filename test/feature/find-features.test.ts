import { expect, test } from "vitest";
import { featureFinder, findFeatures } from "../../src/feature/find-features.ts";

const none: readonly string[] = [];

function foldersOf(paths: readonly string[], globs = none): readonly string[] {
  return findFeatures(paths, globs).map((feature) => feature.path);
}

test("a folder is a feature when it directly holds one of the three files", () => {
  const features = findFeatures(
    [
      "README.md",
      ".specify/specs/f-2-search/tasks.md",
      ".specify/specs/f-1-login/plan.md",
      ".specify/specs/f-1-login/spec.md",
      ".specify/specs/f-3/notes/idea.md",
      "apps/web/.specify/001-cart/SPEC.md",
    ],
    none,
  );

  expect(features).toEqual([
    { id: "F-1", path: ".specify/specs/f-1-login" },
    { id: "F-2", path: ".specify/specs/f-2-search" },
    { id: "1", path: "apps/web/.specify/001-cart" },
  ]);
});

test("names that merely end like the three files make no feature", () => {
  expect(foldersOf([".specify/a/myplan.md", ".specify/b/plan.md.bak", ".specify/c/plan-md"])).toEqual([]);
});

test("a feature may lie within another one", () => {
  expect(foldersOf([".specify/a/plan.md", ".specify/a/b/plan.md"])).toEqual([".specify/a", ".specify/a/b"]);
});

test("what lies below a feature's contracts is part of it", () => {
  expect(foldersOf([".specify/a/spec.md", ".specify/a/Contracts/v1/plan.md"])).toEqual([".specify/a"]);
  expect(foldersOf([".specify/a/contracts/plan.md"])).toEqual([".specify/a/contracts"]);
});

test("two spellings of a folder are one feature, under the spelling that sorts first", () => {
  expect(foldersOf([".specify/f-1/plan.md", ".specify/F-1/spec.md"])).toEqual([".specify/F-1"]);
  expect(foldersOf([".specify/F-1/plan.md", ".specify/f-1/spec.md"])).toEqual([".specify/F-1"]);
});

test("a folder in the place of a file still shows the feature", () => {
  expect(foldersOf([".specify/a/plan.md/inside.txt"])).toEqual([".specify/a"]);
  expect(foldersOf([".specify/a/spec.md/plan.md"])).toEqual([".specify/a", ".specify/a/spec.md"]);
});

test("globs add features", () => {
  expect(foldersOf(["specs/001-login/plan.md", "specs/plan.md"], ["specs/*"])).toEqual(["specs/001-login"]);
});

test("a file belongs to the feature that encloses it most closely, whatever the spelling", () => {
  const find = featureFinder(findFeatures([".specify/a/plan.md", ".specify/a/b/plan.md"], none));

  expect(find(".Specify/A/data-model.md")?.path).toBe(".specify/a");
  expect(find(".specify/a/b/c/d.md")?.path).toBe(".specify/a/b");
  expect(find(".specify/a")).toBeNull();
  expect(find("README.md")).toBeNull();
});
