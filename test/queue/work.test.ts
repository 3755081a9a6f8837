import { expect, test } from "vitest";
import { mergeHints } from "../../src/queue/work.ts";

test("of each branch that was pushed to, the newest commit stays", () => {
  const older = {
    tips: [
      { branch: "main", sha: "a" },
      { branch: "release", sha: "b" },
    ],
  };

  expect(mergeHints(older, { tips: [{ branch: "main", sha: "c" }] })).toEqual({
    tips: [
      { branch: "main", sha: "c" },
      { branch: "release", sha: "b" },
    ],
  });
});
