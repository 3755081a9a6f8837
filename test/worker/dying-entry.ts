import { foreignTexts } from "../../src/worker/foreign-texts.ts";
import type { CoreAnswer, CoreRequest } from "../../src/worker/core-answers.ts";
import answerAlive, { ready } from "../../src/worker/entry.ts";
import type { WorkerAnswer } from "../../src/worker/worker-pool.ts";

export { ready };

/** The real judging process, but for texts that say how it is to end: as a fault that nobody knows yet would. */
export default function answer(request: CoreRequest): WorkerAnswer<CoreAnswer> {
  for (const text of textsOf(request)) {
    if (text.includes("ABORTS-THE-PROCESS")) process.abort();
    if (text.includes("NEVER-COMES-TO-AN-END")) for (;;);
    if (text.includes("THROWS-AN-ERROR")) return { state: "failed", why: "RangeError" };
  }
  return answerAlive(request);
}

function textsOf(request: CoreRequest): readonly string[] {
  switch (request.type) {
    case "probe":
      return [request.text.text];
    case "shorten":
      return request.bodies;
    case "ask-next":
    case "decide":
      return foreignTexts(request.snapshot).map(({ text }) => text);
  }
}
