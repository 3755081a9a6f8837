import type { RedisClient } from "./redis-connection.ts";

/**
 * Turns of the lanes, over all replicas: work is done in the order of its turns, and each piece of a lane has a later
 * one than the piece before. So a lane that comes anew waits for one piece of each other, however much those have.
 */
export interface Turns {
  /** The next turn of a lane: from 1. */
  readonly next: (lane: string) => Promise<number>;
  /** Work of this turn is taken: nobody's next turn is an earlier one. */
  readonly begin: (turn: number) => void;
  /** Nothing waits any more: the turns begin afresh. */
  readonly restart: () => void;
}

/** BullMQ's largest priority; past it the order is that of adding, until nothing waits. */
const maxTurn = 2_097_152;
/** A lane whose requests met in one piece of work falls behind the others no further than this. */
const maxAhead = 1_000;

/** The field without a name is the turn that was begun last. */
const nextScript = `
local begun = tonumber(redis.call("hget", KEYS[1], "") or 0)
local last = tonumber(redis.call("hget", KEYS[1], ARGV[1]) or 0)
local turn = math.min(math.max(begun, last) + 1, begun + tonumber(ARGV[2]), tonumber(ARGV[3]))
redis.call("hset", KEYS[1], ARGV[1], turn)
return turn`;

const beginScript = `
local begun = tonumber(redis.call("hget", KEYS[1], "") or 0)
if tonumber(ARGV[1]) > begun then redis.call("hset", KEYS[1], "", ARGV[1]) end`;

/** Keeps the turns in a hash of Redis. */
export function createTurns(redis: RedisClient, prefix: string): Turns {
  const key = `${prefix}:turns`;
  const ignore = (): undefined => undefined;
  return {
    next: async (lane) => {
      const turn = await redis.eval(nextScript, 1, key, lane, maxAhead, maxTurn);
      return typeof turn === "number" ? turn : 1;
    },
    begin: (turn) => {
      redis.eval(beginScript, 1, key, turn).then(ignore, ignore);
    },
    restart: () => {
      redis.del(key).then(ignore, ignore);
    },
  };
}
