import { checkPlan } from "../plan/check-plan.ts";
import type { Judgement } from "../plan/check-plan.ts";
import { describeCrash } from "../worker/crash.ts";
import type { Answer } from "../worker/worker-pool.ts";
import type { JudgeRequest } from "./judge.ts";

/** A thread that judges plans. What reviewers are shown stays here: the command does not print it. */
export default function answer({ input, settings }: JudgeRequest): Answer<Judgement> {
  try {
    const judgement = checkPlan(input, settings);
    const value = judgement.state === "judged" ? { ...judgement, reviewerSections: [] } : judgement;
    return { state: "done", value };
  } catch (error) {
    return { state: "failed", why: describeCrash(error) };
  }
}

/** Called once the module is loaded. */
export function ready(): void {
  // That it can be called is all that is asked.
}
