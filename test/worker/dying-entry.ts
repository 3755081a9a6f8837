import { foreignTexts } from "../../src/worker/foreign-texts.ts";
import type { CoreAnswer, CoreRequest } from "../../src/worker/core-answers.ts";
import answerAlive, { ready } from "../../src/worker/entry.ts";
import type { Answer } from "../../src/worker/worker-pool.ts";

export { ready };

/** The real judging process, but for texts that say how it is to end: as a fault that nobody knows yet would. */
export default function answer(request: CoreRequest): Answer<CoreAnswer> {
  const texts = request.type === "probe" ? [request.text] : foreignTexts(request.snapshot);
  for (const { text } of texts) {
    if (text.includes("ABORTS-THE-PROCESS")) process.abort();
    if (text.includes("NEVER-COMES-TO-AN-END")) for (;;);
    if (text.includes("THROWS-AN-ERROR")) return { state: "failed", why: "RangeError" };
  }
  return answerAlive(request);
}
