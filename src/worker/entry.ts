import { answerSafely, type CoreAnswer, type CoreRequest } from "./core-answers.ts";
import { createJudge } from "./judge-once.ts";
import type { Answer } from "./worker-pool.ts";

/** The judging process: parsing and judging happen here, so that neither a long wait nor a death reaches the server. */
const judge = createJudge();

/** Answers one request. */
export default function answer(request: CoreRequest): Answer<CoreAnswer> {
  return answerSafely(request, judge);
}

/** Called once the module is loaded. */
export function ready(): void {
  // That it can be called is all that is asked.
}
