import { expect, test } from "vitest";
import { isGatedPath } from "../../src/feature/gated-path.ts";

test.each([
  "plan.md",
  "PLAN.md",
  "data-model.md",
  "research.md",
  "quickstart.md",
  "contracts/api.yaml",
  "Contracts/deep/er/types.ts",
  "contracts",
  "plan.md/inside-a-folder-of-that-name",
])("gates %s", (path) => {
  expect(isGatedPath(path, "exists")).toBe(true);
  expect(isGatedPath(path, "with-plan")).toBe(true);
});

test.each([
  "spec.md",
  "tasks.md",
  "plan.md.bak",
  "notes/plan.md",
  "checklists/contracts/x.md",
  "my-contracts/x",
])("leaves %s alone", (path) => {
  expect(isGatedPath(path, "exists")).toBe(false);
});

test.each(["spec.md", "SPEC.md", "spec.md/inside-a-folder-of-that-name"])(
  "gates %s where it is approved with the plan",
  (path) => {
    expect(isGatedPath(path, "exists")).toBe(false);
    expect(isGatedPath(path, "with-plan")).toBe(true);
  },
);

test.each(["tasks.md", "notes/spec.md", "spec.md.bak"])("leaves %s alone with the plan", (path) => {
  expect(isGatedPath(path, "with-plan")).toBe(false);
});
