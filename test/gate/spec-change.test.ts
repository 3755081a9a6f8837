import { expect, test } from "vitest";
import { type SpecChange, stricterSpec } from "../../src/gate/spec-change.ts";

test("what cannot be judged is stricter than what goes, whichever base tells it", () => {
  const text = { gated: [], specName: "spec.md" };
  const removed: SpecChange = { type: "removed", text };
  const failed: SpecChange = { type: "failed", reason: "spec-unreadable", path: "f/spec.md" };

  expect(stricterSpec(removed, failed)).toBe(failed);
  expect(stricterSpec(failed, removed)).toBe(failed);
});
