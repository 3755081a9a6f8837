import { availableParallelism } from "node:os";
import { computeTroubleContent } from "../effects/compute-trouble.ts";
import type { CheckRunContent, Effect } from "../effects/effect.ts";
import type { Decision } from "../gate/decision.ts";
import type { Need } from "../pull-request/need.ts";
import type { PullRequestSnapshot } from "../pull-request/snapshot.ts";
import type { CoreAnswer, CoreRequest } from "./core-answers.ts";
import { openWorkerPool } from "./worker-pool.ts";

/** How the core runs; everything has a default. */
export interface CoreOptions {
  readonly deadlineMs?: number;
  readonly size?: number;
}

/** The pure core beside the event loop; throws `WorkerError` where it does not answer. */
export interface ThreadedCore {
  readonly askNext: (snapshot: PullRequestSnapshot) => Promise<readonly Need[]>;
  readonly decide: (
    snapshot: PullRequestSnapshot,
  ) => Promise<{ readonly decision: Decision | null; readonly effects: readonly Effect[] }>;
  readonly explainDelay: (headSha: string, why: string) => CheckRunContent;
  readonly close: () => Promise<void>;
}

/** One thread leaves the other processors to the event loop; more than two are never kept busy. */
const defaultSize = Math.max(1, Math.min(2, availableParallelism() - 1));
const defaultDeadlineMs = 15_000;

const entry = new URL(import.meta.url.endsWith(".ts") ? "./entry.ts" : "./entry.js", import.meta.url);

/** Opens the threads for the core. */
export function createCore({
  deadlineMs = defaultDeadlineMs,
  size = defaultSize,
}: CoreOptions = {}): ThreadedCore {
  const pool = openWorkerPool<CoreRequest, CoreAnswer>({ entry, size, deadlineMs });
  return {
    askNext: async (snapshot) => {
      const answer = await pool.run({ type: "ask-next", snapshot });
      return answer.type === "needs" ? answer.needs : [];
    },
    decide: async (snapshot) => {
      const answer = await pool.run({ type: "decide", snapshot });
      return answer.type === "decided" ? answer : { decision: null, effects: [] };
    },
    explainDelay: (headSha, why) => computeTroubleContent(headSha, { title: why, details: [] }),
    close: pool.close,
  };
}
