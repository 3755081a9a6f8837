import type { Redis } from "ioredis";
import type { Hints } from "../pull-request/key.ts";
import { mergeHints } from "./merge-hints.ts";
import { readStoredHints } from "./stored-work.ts";

/** Hints that came while their work waits or runs: BullMQ keeps only the newest request's data. */
export interface HintStore {
  readonly keep: (name: string, hints: Hints) => Promise<void>;
  /** All that came for the work, on top of what it has. */
  readonly collect: (name: string, hints: Hints) => Promise<Collected>;
}

/** What was collected; forgotten once it is kept elsewhere. */
export interface Collected {
  readonly hints: Hints;
  readonly forget: () => Promise<void>;
}

/** Where to look is soon outdated, so only the newest are kept; presses are all kept. */
const maxKept = 200;
const ttlSeconds = 86_400;

/** Keeps hints in lists of Redis, one for where to look and one for presses. */
export function createHintStore(redis: Redis, prefix: string): HintStore {
  const keysOf = (name: string) => [`${prefix}:hints:${name}`, `${prefix}:presses:${name}`] as const;
  return {
    keep: async (name, hints) => {
      if (Object.keys(hints).length === 0) return;
      const [places, presses] = keysOf(name);
      const key = hints.presses === undefined ? places : presses;
      const commands = redis.multi().rpush(key, JSON.stringify(hints)).expire(key, ttlSeconds);
      if (key === places) commands.ltrim(key, -maxKept, -1);
      await commands.exec();
    },
    collect: async (name, hints) => {
      const keys = keysOf(name);
      const [places, presses] = await Promise.all([
        redis.lrange(keys[0], 0, -1),
        redis.lrange(keys[1], 0, -1),
      ]);
      const all = [...places, ...presses].map(readStoredHints);
      return {
        hints: all.reduce(mergeHints, hints),
        forget: async () => {
          if (all.length === 0) return;
          await redis.multi().ltrim(keys[0], places.length, -1).ltrim(keys[1], presses.length, -1).exec();
        },
      };
    },
  };
}
