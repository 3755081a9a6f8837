import { expect, test } from "vitest";
import { collisions } from "../../src/feature/collisions.ts";

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
