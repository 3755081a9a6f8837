import { expect, test } from "vitest";
import { featureId, phaseOf } from "../../src/feature/feature.ts";

test.each([
  [".specify/specs/f-15-docker-compose-stack", "F-15"],
  [".specify/F-015", "F-15"],
  ["f-015-x", "F-15"],
  [".specify/specs/f-1", "F-1"],
  [".specify/specs/f-000", "F-0"],
  ["specs/001-login", "1"],
  ["specs/120", "120"],
  ["specs/20260319-143022-x", "20260319-143022-x"],
  [".specify/features/login", "login"],
  [".specify/f-15x", "f-15x"],
  [".specify/f-", "f-"],
])("names %s %s", (folder, id) => {
  expect(featureId(folder)).toBe(id);
});

const all = { hasSpec: true, hasPlan: true, hasTasks: true };

test("a folder without the three files has no phase", () => {
  expect(phaseOf({ hasSpec: false, hasPlan: false, hasTasks: false }, null)).toBe("none");
});

test("a specification alone is the first step, a plan the second", () => {
  expect(phaseOf({ hasSpec: true, hasPlan: false, hasTasks: false }, null)).toBe("specify");
  expect(phaseOf({ hasSpec: true, hasPlan: true, hasTasks: false }, null)).toBe("plan");
  expect(phaseOf({ hasSpec: false, hasPlan: true, hasTasks: false }, null)).toBe("plan");
});

test.each([
  ["no boxes at all", "# Tasks\n\nSoon.\n", "tasks"],
  ["open boxes only", "- [ ] T-1\n- [ ] T-2\n", "tasks"],
  ["one ticked box", "- [x] T-1\r\n  * [ ] T-2\r\n", "implement"],
  ["all boxes ticked", "1. [X] T-1\n+ [x] T-2\n", "complete"],
  ["a box within a sentence", "Write `- [x]` when it is done.\n- [ ] T-1\n", "tasks"],
])("tasks with %s", (_name, text, phase) => {
  expect(phaseOf(all, text)).toBe(phase);
});

test("tasks that were not read are the third step", () => {
  expect(phaseOf(all, null)).toBe("tasks");
});
