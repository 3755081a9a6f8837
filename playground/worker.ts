import type { Judgement } from "../src/plan/check-plan.ts";
import { judgeText, type Beside } from "./judge-text.ts";

/** A plan to judge; the answer carries the same number. */
export interface JudgeRequest {
  readonly id: number;
  readonly text: string;
  readonly beside: Beside | null;
}

/** What a plan came to. */
export interface JudgeAnswer {
  readonly id: number;
  readonly judgement: Judgement;
}

self.addEventListener("message", ({ data: { id, text, beside } }: MessageEvent<JudgeRequest>) => {
  const answer: JudgeAnswer = { id, judgement: judgeText(text, beside) };
  self.postMessage(answer);
});
