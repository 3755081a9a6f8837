import type { Effect } from "./effects/effect.ts";
import { describe, type Log } from "./log.ts";
import { formatKey, type EvaluationKey } from "./pull-request/key.ts";
import type { Queue } from "./queue/queue.ts";
import type { World } from "./reconcile.ts";
import { hasCommentMarker } from "./render/comment.ts";

/**
 * Comments, reactions and review requests, written behind the verdict: GitHub wants seconds between
 * them, and nobody's next verdict shall wait for that.
 */
export interface Courtesies {
  /** Begins to write; `readAtMs` is when reading began, on the clock of `performance`. */
  readonly write: (key: EvaluationKey, effects: readonly Effect[], readAtMs: number) => void;
  /** Evaluations whose courtesies are not all written. */
  readonly count: () => number;
  /** Resolves when all are written. */
  readonly settle: () => Promise<void>;
}

/** What they are written with. */
export interface CourtesyTools {
  readonly github: () => Promise<World>;
  readonly queue: Pick<Queue, "add" | "locks">;
  readonly log: Log;
}

/** Writes the courtesies of one pull request one after the other, over all replicas. */
export function createCourtesies({ github, queue, log }: CourtesyTools): Courtesies {
  const underWay = new Set<Promise<void>>();

  const writeNow = async (
    key: EvaluationKey,
    effects: readonly Effect[],
    readAtMs: number,
  ): Promise<void> => {
    const held = await queue.locks.holdHead(`courtesies of ${formatKey(key)}`);
    const isOutdated = held.quietMs < performance.now() - readAtMs;
    const current = isOutdated ? effects.filter((effect) => !isStickyComment(effect)) : effects;
    try {
      const world = await github();
      if (current.length > 0) await world.apply(key, current);
    } finally {
      await held.release();
    }
    // Somebody wrote since these were computed: what the comment is to say is decided afresh.
    if (current.length < effects.length) await queue.add({ type: "evaluate", key, hints: {} });
  };

  return {
    write: (key, effects, readAtMs) => {
      const writing = writeNow(key, effects, readAtMs)
        .catch((error: unknown) => {
          log.warn({ key: formatKey(key), ...describe(error) }, "courtesies not written");
        })
        .finally(() => {
          underWay.delete(writing);
        });
      underWay.add(writing);
    },
    count: () => underWay.size,
    settle: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

/** Is it the check run itself, which nothing may delay? */
export function isCheckRunEffect(effect: Effect): boolean {
  return effect.type === "create-check-run" || effect.type === "update-check-run";
}

function isStickyComment(effect: Effect): boolean {
  if (effect.type === "update-comment") return true;
  return effect.type === "create-comment" && hasCommentMarker(effect.body);
}
