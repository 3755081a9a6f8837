import { expect, test } from "vitest";
import { type Judgement, type PlanInput, defaultPlanSettings } from "../../src/plan/check-plan.ts";
import { createJudge } from "../../src/worker/core-answers.ts";

const input = (text: string): PlanInput => ({ plan: { path: "plan.md", text }, siblings: [] });

test("the same text under the same settings is judged once", () => {
  const judged: string[] = [];
  const judge = createJudge(({ plan }): Judgement => {
    judged.push(plan.text);
    return { state: "refused", reason: plan.text, line: null };
  });

  const first = judge(input("a"), defaultPlanSettings);
  const again = judge(input("a"), defaultPlanSettings);
  judge(input("b"), defaultPlanSettings);
  judge(input("a"), { ...defaultPlanSettings, severities: { "cli-first": "off" } });

  expect(again).toEqual(first);
  expect(judged).toEqual(["a", "b", "a"]);
});

test("it judges as the plan's own rules do", () => {
  const judge = createJudge();

  expect(judge(input("# Plan\n"), defaultPlanSettings).state).toBe("judged");
});
