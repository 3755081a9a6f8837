import { setTimeout as delay } from "node:timers/promises";
import type { Effect } from "../effects/effect.ts";
import { describe, type Log } from "../monitoring/log.ts";
import { formatKey, type EvaluationKey } from "../pull-request/key.ts";
import type { HeldHead, Queue } from "../queue/queue.ts";
import type { World } from "../reconcile.ts";
import { hasCommentMarker } from "../render/comment/comment.ts";

/**
 * Comments, reactions and review requests, written behind the verdict: GitHub wants seconds between
 * them, and nobody's next verdict shall wait for that.
 */
export interface Courtesies {
  /** Begins to write; `readAtMs` is when reading began, on the clock of `performance`. */
  readonly write: (key: EvaluationKey, effects: readonly Effect[], readAtMs: number) => void;
  /** Keys whose courtesies are not all written. */
  readonly count: () => number;
  /** Resolves when all are written. Those that wait for others past this time are given up. */
  readonly settle: (withinMs: number) => Promise<void>;
}

/** What they are written with. */
export interface CourtesyTools {
  readonly github: () => Promise<World>;
  readonly queue: Pick<Queue, "add" | "locks">;
  readonly log: Log;
}

/** What evaluations of one key want written. */
interface CourtesyBatch {
  readonly effects: readonly Effect[];
  readonly readAtMs: number;
}

const lockPausesMs = { first: 1_000, longest: 30_000 };

/** Writes the courtesies of one pull request one after the other, over all replicas. */
export function createCourtesies(tools: CourtesyTools): Courtesies {
  const waiting = new Map<string, CourtesyBatch>();
  const underWay = new Map<string, Promise<void>>();
  let isOver = false;

  const writeAll = async (name: string, key: EvaluationKey): Promise<void> => {
    for (let batch = waiting.get(name); batch !== undefined; batch = waiting.get(name)) {
      waiting.delete(name);
      try {
        const held = await holdPatiently(`courtesies of ${name}`, tools, () => isOver);
        await writeBatch(key, { ...batch, held }, tools);
      } catch (error) {
        tools.log.warn({ key: name, ...describe(error) }, "courtesies not written");
      }
    }
    underWay.delete(name);
  };

  return {
    write: (key, effects, readAtMs) => {
      const name = formatKey(key);
      waiting.set(name, join(waiting.get(name), { effects, readAtMs }));
      if (!underWay.has(name)) underWay.set(name, writeAll(name, key));
    },
    count: () => underWay.size,
    settle: async (withinMs) => {
      const timeIsOver = delay(withinMs, true, { ref: false });
      while (underWay.size > 0 && !isOver) {
        const settled = Promise.all(underWay.values()).then(() => false);
        isOver = await Promise.race([settled, timeIsOver]);
      }
      if (underWay.size > 0) tools.log.warn({ keys: [...underWay.keys()] }, "courtesies given up");
    },
  };
}

/** Whoever holds the lock may take minutes, and Redis may be away: what is to be said keeps. */
async function holdPatiently(
  name: string,
  { queue }: CourtesyTools,
  isOver: () => boolean,
): Promise<HeldHead> {
  for (let pauseMs = lockPausesMs.first; ; pauseMs = Math.min(2 * pauseMs, lockPausesMs.longest)) {
    try {
      return await queue.locks.holdHead(name);
    } catch (error) {
      if (isOver()) throw error;
      await delay(pauseMs, undefined, { ref: false });
    }
  }
}

async function writeBatch(
  key: EvaluationKey,
  { effects, readAtMs, held }: CourtesyBatch & { readonly held: HeldHead },
  { github, queue }: CourtesyTools,
): Promise<void> {
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
}

/** Each thing once; what the comment is to say, the newer one knows. */
function join(earlier: CourtesyBatch | undefined, later: CourtesyBatch): CourtesyBatch {
  const kept = (earlier?.effects ?? []).filter((effect) => !isStickyComment(effect));
  const known = new Set(later.effects.map((effect) => JSON.stringify(effect)));
  const added = kept.filter((effect) => !known.has(JSON.stringify(effect)));
  return { ...later, effects: [...added, ...later.effects] };
}

function isStickyComment(effect: Effect): boolean {
  if (effect.type === "update-comment") return true;
  return effect.type === "create-comment" && hasCommentMarker(effect.body);
}
