import { checkPlan } from "../plan/check-plan.ts";
import { answerSafely, type CoreAnswer, type CoreRequest, createJudge } from "./core-answers.ts";
import type { WorkerAnswer } from "./worker-pool.ts";

/** The judging process: parsing and judging happen here, so that neither a long wait nor a death reaches the server. */

/** After this long no further plan is begun, so that another repository's request has its turn. */
const turnMs = 250;

let startedMs = 0;
const judge = createJudge(checkPlan, () => performance.now() - startedMs > turnMs);

/** Answers one request. */
export default function answer(request: CoreRequest): WorkerAnswer<CoreAnswer> {
  startedMs = performance.now();
  return answerSafely(request, judge);
}

/** Called once the module is loaded. */
export function ready(): void {
  // That it can be called is all that is asked.
}
