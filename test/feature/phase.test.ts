import { expect, test } from "vitest";
import { phaseOf } from "../../src/feature/phase.ts";

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
