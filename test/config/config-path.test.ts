import { expect, test } from "vitest";
import { configPath, misspelledConfigPath } from "../../src/config/config-path.ts";

test.each([
  ".github/plan-gate.yaml",
  ".github/Plan-Gate.yml",
  ".GitHub/plan-gate.yml",
  ".github/plan_gate.yml",
  ".github/plangate.yaml",
  ".github/.plan-gate.yml",
  "plan-gate.yml",
])("%s was meant to be the config", (path) => {
  expect(misspelledConfigPath(path)).toBe(true);
});

test.each([configPath, ".github/workflows/plan-gate.yml", "docs/plan-gate.yml", ".github/plan-gate.md"])(
  "%s was not a slip",
  (path) => {
    expect(misspelledConfigPath(path)).toBe(false);
  },
);
