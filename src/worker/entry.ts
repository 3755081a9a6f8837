import { parentPort } from "node:worker_threads";
import { answerSafely, type CoreRequest } from "./core-answers.ts";
import { createJudge } from "./judge-once.ts";

/** The worker thread: parsing and judging happen here, so that the event loop never waits. */
const judge = createJudge();

parentPort?.on("message", (request: CoreRequest) => {
  parentPort?.postMessage(answerSafely(request, judge));
});
