import { parentPort } from "node:worker_threads";
import { answerCore, type CoreAnswer, type CoreRequest } from "./core-answers.ts";
import { createJudge } from "./judge-once.ts";
import type { Answer } from "./worker-pool.ts";

/** The worker thread: parsing and judging happen here, so that the event loop never waits. */
const judge = createJudge();

parentPort?.on("message", (request: CoreRequest) => {
  parentPort?.postMessage(answer(request));
});

function answer(request: CoreRequest): Answer<CoreAnswer> {
  try {
    return { state: "done", value: answerCore(request, judge) };
  } catch (error) {
    return {
      state: "failed",
      message: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    };
  }
}
