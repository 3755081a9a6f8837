import { availableParallelism } from "node:os";
import { checkPlan } from "../plan/check-plan.ts";
import type { Judgement } from "../plan/check-plan.ts";
import type { JudgeRequest } from "./judge-thread.ts";
import { openThread } from "./judging-thread.ts";

/** Judges plans, in threads where there are many. */
export interface Judging {
  readonly judge: (request: JudgeRequest) => Promise<Judgement>;
  /** How many plans are worth having under way at once. */
  readonly lanes: number;
  readonly close: () => Promise<void>;
}

/** Starting a thread costs about as much as judging this many plans. */
const fewPlans = 12;
const maxThreads = 4;

/** Opens what judges `count` plans. */
export function openJudging(count: number): Judging {
  const size = Math.min(availableParallelism(), maxThreads);
  if (count < fewPlans || size < 2) {
    return {
      judge: ({ input, settings }) => Promise.resolve(checkPlan(input, settings)),
      lanes: 1,
      close: () => Promise.resolve(),
    };
  }
  const threads = Array.from({ length: size }, openThread);
  return {
    judge: (request) => {
      const [idlest] = threads.toSorted((a, b) => a.waiting() - b.waiting());
      if (idlest === undefined) throw new Error("There is no thread.");
      return idlest.judge(request);
    },
    lanes: 2 * size,
    close: async () => {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}
