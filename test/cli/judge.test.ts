import { describe, expect, test } from "vitest";
import { judgeBeside, openJudging, TooSlowError } from "../../src/cli/judge.ts";
import { judgeOpenFile } from "../../src/cli/lsp/judge-open-file.ts";
import { checkPlan, defaultPlanSettings } from "../../src/plan/check-plan.ts";
import { goodPlan } from "./good-plan.ts";
import { makeRepository } from "./run-cli.ts";

const request = {
  input: { plan: { path: "plan.md", text: goodPlan }, siblings: [] },
  settings: defaultPlanSettings,
};
const judged = checkPlan(request.input, request.settings);

describe("a thread beside an editor's language server", () => {
  test("judges as everything else does, leaving out what only reviewers are shown", async () => {
    const judge = judgeBeside(60_000);

    expect(await judge(request)).toEqual({ ...judged, reviewerSections: [] });
    expect(await judge(request)).toEqual({ ...judged, reviewerSections: [] });
  });

  test("gives a plan up that is past the deadline, and starts afresh for the next", async () => {
    const judge = judgeBeside(1);

    await expect(judge(request)).rejects.toThrow(new TooSlowError(1));
    await expect(judge(request)).rejects.toThrow("The judging of a plan took longer than 0.001 s.");
  });
});

test("an editor is told that a plan took too long, and what to do", async () => {
  const path = ".specify/specs/f-1-x/plan.md";
  const root = await makeRepository({ [path]: goodPlan });

  const opinion = await judgeOpenFile(`${root}/${path}`, new Map(), judgeBeside(1));

  expect(opinion).toEqual({
    type: "failed",
    message:
      "The plan and the files beside it were not judged within 0.001 s, so nothing is said about them. Make them shorter, long tables and nested lists first, or run `plan-gate check`, which takes its time.",
  });
});

test("many plans are judged by threads as few are by none", async () => {
  const many = openJudging(1_000);
  const few = openJudging(1);

  const byThreads = await Promise.all(Array.from({ length: 5 }, () => many.judge(request)));
  await many.close();

  expect(byThreads).toEqual(Array.from({ length: 5 }, () => ({ ...judged, reviewerSections: [] })));
  expect(await few.judge(request)).toEqual(judged);
});
