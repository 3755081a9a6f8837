import { availableParallelism } from "node:os";
import { computeTroubleContent } from "../effects/compute-trouble.ts";
import type { CheckRunContent, Effect } from "../effects/effect.ts";
import type { Decision } from "../gate/decision.ts";
import type { EvaluationKey } from "../pull-request/key.ts";
import type { Need } from "../pull-request/need.ts";
import type { PullRequestSnapshot } from "../pull-request/snapshot.ts";
import type { CoreAnswer, CoreRequest } from "./core-answers.ts";
import { foreignTexts, type ForeignText } from "./foreign-texts.ts";
import { openWorkerPool, type WorkerPool } from "./worker-pool.ts";

/** How the core runs; everything has a default. */
export interface CoreOptions {
  readonly deadlineMs?: number;
  readonly size?: number;
  /** Module that answers; another one only where a test needs one that dies. */
  readonly entry?: URL;
}

/** The pure core beside the event loop; throws `WorkerError` where it does not answer. */
export interface JudgingProcess {
  readonly askNext: (snapshot: PullRequestSnapshot) => Promise<readonly Need[]>;
  readonly decide: (
    snapshot: PullRequestSnapshot,
  ) => Promise<{ readonly decision: Decision | null; readonly effects: readonly Effect[] }>;
  readonly explainDelay: (headSha: string, why: string) => CheckRunContent;
  /** The first text, the largest first, that ends the judging all by itself; `null` where none does. */
  readonly findFault: (snapshot: PullRequestSnapshot) => Promise<ForeignText | null>;
  readonly close: () => Promise<void>;
}

/** One process leaves the other processors to the event loop; more than two are never kept busy. */
const defaultSize = Math.max(1, Math.min(2, availableParallelism() - 1));
/** Ten times what the largest pull request within the bounds takes, and few enough that others can wait for it. */
const defaultDeadlineMs = 5_000;

const ownEntry = new URL(import.meta.url.endsWith(".ts") ? "./entry.ts" : "./entry.js", import.meta.url);

/** Starts the process that judges. Repositories have their turns one after the other. */
export function createCore({
  deadlineMs = defaultDeadlineMs,
  size = defaultSize,
  entry = ownEntry,
}: CoreOptions = {}): JudgingProcess {
  const pool = openWorkerPool<CoreRequest, CoreAnswer>({ entry, runtime: "child_process", size, deadlineMs });
  return {
    askNext: async (snapshot) => {
      const lane = laneOf(snapshot.key);
      const answer = await pool.run({ type: "ask-next", snapshot }, { lane, isUrgent: false });
      return answer.type === "needs" ? answer.needs : [];
    },
    decide: async (snapshot) => {
      const lane = laneOf(snapshot.key);
      const answer = await pool.run({ type: "decide", snapshot }, { lane, isUrgent: true });
      return answer.type === "decided" ? answer : { decision: null, effects: [] };
    },
    explainDelay: (headSha, why) => computeTroubleContent(headSha, { title: why, details: [] }),
    findFault: (snapshot) => findFault(snapshot, pool),
    close: pool.close,
  };
}

function laneOf({ owner, repo }: EvaluationKey): string {
  return `${owner}/${repo}`.toLowerCase();
}

async function findFault(
  snapshot: PullRequestSnapshot,
  pool: WorkerPool<CoreRequest, CoreAnswer>,
): Promise<ForeignText | null> {
  const lane = laneOf(snapshot.key);
  for (const text of foreignTexts(snapshot)) {
    const isRead = await pool.run({ type: "probe", text }, { lane, isUrgent: true }).then(
      () => true,
      () => false,
    );
    if (!isRead) return text;
  }
  return null;
}
