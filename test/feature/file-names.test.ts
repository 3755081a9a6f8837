import { expect, test } from "vitest";
import { specPathOf } from "../../src/feature/file-names.ts";

test("a specification is beside its plan, under the usual name where the config says no other", () => {
  expect(specPathOf({ path: ".specify/f-1" })).toBe(".specify/f-1/spec.md");
  expect(specPathOf({ path: "changes/a", form: { type: "named", plan: "design.md", spec: "why.md" } })).toBe(
    "changes/a/why.md",
  );
  expect(specPathOf({ path: "plans/a.md", form: { type: "file" } })).toBe("plans/spec.md");
});
