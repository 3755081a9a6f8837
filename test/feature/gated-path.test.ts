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
  expect(isGatedPath(path)).toBe(true);
});

test.each([
  "spec.md",
  "tasks.md",
  "plan.md.bak",
  "notes/plan.md",
  "checklists/contracts/x.md",
  "my-contracts/x",
])("leaves %s alone", (path) => {
  expect(isGatedPath(path)).toBe(false);
});
