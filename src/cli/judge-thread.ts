import { parentPort } from "node:worker_threads";
import { checkPlan } from "../plan/check-plan.ts";
import type { Judgement, PlanInput, PlanSettings } from "../plan/check-plan.ts";

/** One plan to judge. */
export interface JudgeRequest {
  readonly input: PlanInput;
  readonly settings: PlanSettings;
}

/** What a thread says of one request. */
export type ThreadAnswer =
  | { readonly state: "judged"; readonly judgement: Judgement }
  | { readonly state: "failed"; readonly why: string };

/** A thread that judges plans. What reviewers are shown stays here: the command does not print it. */
parentPort?.on("message", ({ input, settings }: JudgeRequest) => {
  parentPort?.postMessage(answer({ input, settings }));
});

function answer({ input, settings }: JudgeRequest): ThreadAnswer {
  try {
    const judgement = checkPlan(input, settings);
    return {
      state: "judged",
      judgement: judgement.state === "judged" ? { ...judgement, reviewerSections: [] } : judgement,
    };
  } catch (error) {
    return { state: "failed", why: error instanceof Error ? error.name : "something that is no error" };
  }
}
