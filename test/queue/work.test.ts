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

test("of people who left and of runs that ended, each is named once, the newest last", () => {
  const left = (login: string) => ({ login, lost: "team" as const });
  const older = { leavers: [left("alice"), left("bob")], endedRuns: [1, 2] };
  const newer = { leavers: [left("bob"), { login: "bob", lost: "write" as const }], endedRuns: [2, 3] };

  expect(mergeHints(older, newer)).toEqual({
    leavers: [left("alice"), left("bob"), { login: "bob", lost: "write" }],
    endedRuns: [1, 2, 3],
  });
});

test("no more than the newest hundred runs are kept", () => {
  const runs = (first: number) => Array.from({ length: 80 }, (_, index) => first + index);
  const { endedRuns = [] } = mergeHints({ endedRuns: runs(1) }, { endedRuns: runs(101) });

  expect(endedRuns).toHaveLength(100);
  expect(endedRuns.at(-1)).toBe(180);
});
