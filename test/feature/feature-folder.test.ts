import { expect, test } from "vitest";
import { candidateFolders } from "../../src/feature/feature-folder.ts";

const none: readonly string[] = [];

test.each([
  ["src/main.ts", []],
  ["plan.md", []],
  [".specify/plan.md", []],
  [".specify/specs/plan.md", []],
  [".specify/features/plan.md", []],
  [".specify/f-1/plan.md", [".specify/f-1"]],
  [".specify/specs/f-1/plan.md", [".specify/specs/f-1"]],
  [".specify/specs/specs/plan.md", [".specify/specs/specs"]],
  ["apps/web/.Specify/F-1/PLAN.md", ["apps/web/.Specify/F-1"]],
  [
    ".specify/specs/f-1/contracts/v1/api.yaml",
    [".specify/specs/f-1", ".specify/specs/f-1/contracts", ".specify/specs/f-1/contracts/v1"],
  ],
  [".specify/a/.specify/b/plan.md", [".specify/a", ".specify/a/.specify/b"]],
])("%s may belong to %j", (path, folders) => {
  expect(candidateFolders(path, none)).toEqual(folders);
});

test.each([
  "memory",
  "templates",
  "scripts",
  "extensions",
  "presets",
  "workflows",
  "integrations",
  "harden",
  "review",
  "baselines",
  "brownfield",
  "pipeline",
  "archive",
])("nothing in or below .specify/%s is a feature", (folder) => {
  expect(candidateFolders(`.specify/${folder}/plan.md`, none)).toEqual([]);
  expect(candidateFolders(`.specify/${folder.toUpperCase()}/f-1/plan.md`, none)).toEqual([]);
  expect(candidateFolders(`.specify/specs/${folder}/plan.md`, none)).toEqual([`.specify/specs/${folder}`]);
});

test("globs name further folders, whatever their case", () => {
  const globs = ["specs/*", "docs/{plans,ideas}/**"];

  expect(candidateFolders("specs/001-login/plan.md", globs)).toEqual(["specs/001-login"]);
  expect(candidateFolders("Specs/.hidden/contracts/a.yaml", globs)).toEqual(["Specs/.hidden"]);
  expect(candidateFolders("docs/plans/a/plan.md", globs)).toEqual(["docs/plans", "docs/plans/a"]);
  expect(candidateFolders("src/specs/a/plan.md", globs)).toEqual([]);
});

test("globs cannot make a feature of what belongs to the tools", () => {
  const globs = ["**", ".specify/memory"];

  expect(candidateFolders(".specify/memory/plan.md", globs)).toEqual([]);
  expect(candidateFolders(".specify/specs/plan.md", globs)).toEqual([]);
  expect(candidateFolders("a/plan.md", globs)).toEqual(["a"]);
});

test("globs reach 64 folders deep, `.specify/` has no such bound", () => {
  const deep = "d/".repeat(100);

  expect(candidateFolders(`${deep}plan.md`, ["**"])).toHaveLength(64);
  expect(candidateFolders(`.specify/${deep}plan.md`, ["**"])).toHaveLength(100);
});
