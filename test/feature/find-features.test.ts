import { describe, expect, test } from "vitest";
import { featureFinder, findFeatures, findNamed } from "../../src/feature/find-features.ts";

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

const features = [
  { id: "F-1", path: ".specify/specs/f-1-login" },
  { id: "F-15", path: ".specify/specs/f-15-stack" },
  { id: "F-2", path: "apps/api/.specify/specs/f-2-auth" },
  { id: "F-2", path: "apps/web/.specify/specs/f-2-auth" },
  { id: "7", path: "specs/007-bond" },
];

function found(name: string, isCertain = true): string {
  const [one] = findNamed([{ name, isCertain }], features);
  switch (one?.state) {
    case "found":
      return one.feature.path;
    case "ambiguous":
      return `ambiguous: ${one.paths.join(" ")}`;
    case "unknown":
      return "unknown";
    case undefined:
      return "no name";
  }
}

describe("a name means", () => {
  test.each([
    ["F-15", ".specify/specs/f-15-stack"],
    ["f-015", ".specify/specs/f-15-stack"],
    ["f-15-other-words", ".specify/specs/f-15-stack"],
    ["F-1", ".specify/specs/f-1-login"],
    ["7", "specs/007-bond"],
    ["007", "specs/007-bond"],
    ["007-bond", "specs/007-bond"],
    [".specify/specs/F-15-stack/", ".specify/specs/f-15-stack"],
    ["./apps/web/.specify/specs/f-2-auth/plan.md", "apps/web/.specify/specs/f-2-auth"],
  ])("%s one feature", (name, path) => {
    expect(found(name)).toBe(path);
  });

  test.each(["F-150", "F-5", "F-99", "00", "007-other", "specs/007", "constructor"])(
    "%s none, though one is like it",
    (name) => {
      expect(found(name)).toBe("unknown");
    },
  );

  test("several, where they share an id or a folder's name", () => {
    const both = "ambiguous: apps/api/.specify/specs/f-2-auth apps/web/.specify/specs/f-2-auth";

    expect(found("F-2")).toBe(both);
    expect(found("f-2-auth")).toBe(both);
  });

  test("nothing, where it only may be a name and no folder bears it", () => {
    expect(found("007-bond", false)).toBe("specs/007-bond");
    expect(found("007-other", false)).toBe("no name");
  });
});
