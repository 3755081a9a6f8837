import { checkPlan, defaultPlanSettings, type Judgement } from "../src/plan/check-plan.ts";

/** A plan to judge; the answer carries the same number. */
export interface JudgeRequest {
  readonly id: number;
  readonly text: string;
}

/** What a plan came to. */
export interface JudgeAnswer {
  readonly id: number;
  readonly judgement: Judgement;
}

self.addEventListener("message", ({ data: { id, text } }: MessageEvent<JudgeRequest>) => {
  const input = { plan: { path: "plan.md", text }, siblings: [] };
  const answer: JudgeAnswer = { id, judgement: checkPlan(input, defaultPlanSettings) };
  self.postMessage(answer);
});
