import { expect, test } from "vitest";
import { movedBeside } from "../../src/gate/decide-part.ts";
import type { ComparedBase } from "../../src/gate/view.ts";

const comparison: ComparedBase["comparison"] = {
  baseSha: "b".repeat(40),
  mergeBaseSha: "a".repeat(40),
  totalCommits: 0,
  commits: [],
  files: [],
};

test.each([
  ["changed-on-base-too", "plan"],
  ["spec-changed-on-base-too", "specification"],
] as const)("what the default branch changed beside another base names it: %s", (reason, text) => {
  const { title, message } = movedBeside(reason, { branch: "main", comparison, isBeside: true });

  expect(title).toBe(`the ${text} changed on \`main\` too`);
  expect(message).toContain(`Merge \`main\` into this branch, keep the ${text} that belongs here`);
  expect(movedBeside(reason, { branch: "main", comparison })).toEqual({});
  expect(movedBeside("too-large", { branch: "main", comparison, isBeside: true })).toEqual({});
});
