import { availableParallelism } from "node:os";
import { extname } from "node:path";
import { checkPlan } from "../plan/check-plan.ts";
import type { Judgement, PlanInput, PlanSettings } from "../plan/check-plan.ts";
import { openWorkerPool } from "../worker/worker-pool.ts";

/** One plan to judge. */
export interface JudgeRequest {
  readonly input: PlanInput;
  readonly settings: PlanSettings;
}

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
const deadlineMs = 60_000;

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
  const entry = new URL(`./judge-entry${extname(import.meta.url)}`, import.meta.url);
  const pool = openWorkerPool<JudgeRequest, Judgement>({
    entry,
    runtime: "worker_threads",
    size,
    deadlineMs,
  });
  return { judge: (request) => pool.run(request), lanes: 2 * size, close: pool.close };
}
