import { setImmediate } from "node:timers/promises";
import { answerSafely, createJudge } from "../../src/worker/core-answers.ts";
import { judgeThrough, type JudgingProcess } from "../../src/worker/judging-process.ts";
import { WorkerError } from "../../src/worker/worker-error.ts";

/** Judges like the processes do, with copies of what it is asked, but in this one: for tests that are not about them. */
export function judgingHere(): JudgingProcess {
  const judge = createJudge();
  return judgeThrough({
    run: async (request) => {
      await setImmediate();
      const answer = structuredClone(answerSafely(structuredClone(request), judge));
      if (answer.state === "done") return answer.value;
      throw new WorkerError("crashed", `The judging failed: ${answer.why}.`);
    },
    close: () => Promise.resolve(),
  });
}
