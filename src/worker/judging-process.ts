import { availableParallelism } from "node:os";
import { computeTroubleContent } from "../effects/compute-trouble.ts";
import type { CheckRunContent, Effect } from "../effects/effect.ts";
import type { Decision } from "../gate/decision.ts";
import type { EvaluationKey } from "../pull-request/key.ts";
import type { Need } from "../pull-request/need.ts";
import type { PullRequestSnapshot } from "../pull-request/snapshot.ts";
import type { CoreAnswer, CoreRequest } from "./core-answers.ts";
import { foreignTexts, type ForeignText } from "./foreign-texts.ts";
import { holdsSlash, shortenComment } from "../slash-commands/shorten-comment.ts";
import { WorkerError } from "./worker-error.ts";
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
  /**
   * Comments of a repository, `owner/repo`, without what holds no command. Where judging ends over them, they are
   * only cut to the lines that could be commands: then the evaluation finds which one it was.
   */
  readonly shortenComments: (repository: string, bodies: readonly string[]) => Promise<readonly string[]>;
  /** The first text, the largest first, that ends the judging all by itself; `null` where none does. */
  readonly findFault: (snapshot: PullRequestSnapshot) => Promise<ForeignText | null>;
  readonly close: () => Promise<void>;
}

/** One process leaves the other processors to the event loop; more than two are never kept busy. */
const defaultSize = Math.max(1, Math.min(2, availableParallelism() - 1));
/** Ten times what the largest pull request within the bounds takes, and few enough that others can wait for it. */
const defaultDeadlineMs = 5_000;

/** Of one question; each judges at least one plan. */
const maxTurns = 110;

const ownEntry = new URL(import.meta.url.endsWith(".ts") ? "./entry.ts" : "./entry.js", import.meta.url);

/** Starts the process that judges. Repositories have their turns one after the other. */
export function createCore({
  deadlineMs = defaultDeadlineMs,
  size = defaultSize,
  entry = ownEntry,
}: CoreOptions = {}): JudgingProcess {
  return judgeThrough(openWorkerPool({ entry, runtime: "child_process", size, deadlineMs }));
}

/** Judges wherever the pool answers. */
export function judgeThrough(pool: WorkerPool<CoreRequest, CoreAnswer>): JudgingProcess {
  /** Turn by turn: what was judged in one is known in the next. */
  const ask = async (type: "ask-next" | "decide", snapshot: PullRequestSnapshot): Promise<CoreAnswer> => {
    const waiting = { lane: laneOf(snapshot.key), isUrgent: type === "decide" };
    for (let turn = 1; turn <= maxTurns; turn += 1) {
      const answer = await pool.run({ type, snapshot }, waiting);
      if (answer.type !== "unfinished") return answer;
    }
    throw new WorkerError("deadline", `The judging did not come to an end within ${maxTurns} turns.`);
  };
  return {
    askNext: async (snapshot) => {
      const answer = await ask("ask-next", snapshot);
      return answer.type === "needs" ? answer.needs : [];
    },
    decide: async (snapshot) => {
      const answer = await ask("decide", snapshot);
      return answer.type === "decided" ? answer : { decision: null, effects: [] };
    },
    explainDelay: (headSha, why) => computeTroubleContent(headSha, { title: why, details: [] }),
    shortenComments: async (repository, bodies) => {
      if (!bodies.some(holdsSlash)) return bodies.map(() => "");
      const waiting = { lane: repository.toLowerCase(), isUrgent: false };
      const answer = await pool.run({ type: "shorten", bodies }, waiting).catch(() => null);
      return answer?.type === "shortened" ? answer.bodies : bodies.map(shortenComment);
    },
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
