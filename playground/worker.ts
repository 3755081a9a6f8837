import type { Judgement } from "../src/plan/check-plan.ts";
import { judgeText } from "./judge-text.ts";

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
  const answer: JudgeAnswer = { id, judgement: judgeText(text) };
  self.postMessage(answer);
});
