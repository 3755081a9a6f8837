import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { quietMemoryMs, writtenMemoryMs } from "../memory/memory-locks.ts";
import { QueueError, type HeldHead, type Locks } from "../queue.ts";
import type { RedisClient } from "./redis-connection.ts";

/** How long heads are held and waited for. */
export interface LockTimes {
  /** A holder that died loses its head after this; a living one renews in time. */
  readonly holdMs: number;
  /** A holder that never releases loses its head after this and `holdMs`. */
  readonly maxHoldMs: number;
  /** Longer than an evaluation takes; then the try counts as failed and is repeated. */
  readonly maxWaitMs: number;
}

const defaultTimes: LockTimes = { holdMs: 20_000, maxHoldMs: 600_000, maxWaitMs: 60_000 };
const pollMs = 40;

/** The second key lives for `quietMemoryMs` past the time when the head may have been held last. */
const acquireScript = `
local leftMs = redis.call("pttl", KEYS[2])
if not redis.call("set", KEYS[1], ARGV[1], "px", ARGV[2], "nx") then return nil end
redis.call("set", KEYS[2], "1", "px", ARGV[3])
return leftMs`;

const renewScript = `
if redis.call("get", KEYS[1]) ~= ARGV[1] then return 0 end
redis.call("pexpire", KEYS[1], ARGV[2])
redis.call("set", KEYS[2], "1", "px", ARGV[3])
return 1`;

const releaseScript = `
if redis.call("get", KEYS[1]) ~= ARGV[1] then return end
redis.call("del", KEYS[1])
redis.call("set", KEYS[2], "1", "px", ARGV[2])`;

/** Locks over all replicas that share the Redis. */
export function createRedisLocks(redis: RedisClient, prefix: string, times: LockTimes = defaultTimes): Locks {
  return {
    holdHead: async (head) => {
      const lock = lockOf(redis, { prefix, head }, times);
      const giveUpAtMs = performance.now() + times.maxWaitMs;
      let hasWaited = false;
      for (;;) {
        const quietMs = await lock.acquire();
        if (quietMs !== null) return hold(lock, hasWaited ? 0 : quietMs, times);
        if (performance.now() > giveUpAtMs) throw headBusy(head);
        hasWaited = true;
        await delay(pollMs);
      }
    },
    claim: async (name, forMs) =>
      (await redis.set(`${prefix}:claim:${name}`, "1", "PX", Math.ceil(forMs), "NX")) === "OK",
    noteWritten: async (head, mark) => {
      const name = `${prefix}:written:${head}`;
      if (mark === null) await redis.del(name);
      else await redis.set(name, mark, "PX", writtenMemoryMs);
    },
    lastWritten: (head) => redis.get(`${prefix}:written:${head}`),
  };
}

/** Renews the lock until it is released, lost or held too long; then it ends by itself. */
function hold(lock: RedisLock, quietMs: number, { holdMs, maxHoldMs }: LockTimes): HeldHead {
  const stopAtMs = performance.now() + maxHoldMs;
  const renewal = setInterval(() => {
    if (performance.now() > stopAtMs) clearInterval(renewal);
    else
      void lock.renew().then((isMine) => {
        if (!isMine) clearInterval(renewal);
      });
  }, holdMs / 3);
  return {
    quietMs,
    isStillMine: lock.isMine,
    release: async () => {
      clearInterval(renewal);
      await lock.release();
    },
  };
}

/** The lock of one head in Redis, for one holder. */
interface RedisLock {
  /** Milliseconds for which nobody held it; `null` where somebody does. */
  readonly acquire: () => Promise<number | null>;
  /** False once it is lost. */
  readonly renew: () => Promise<boolean>;
  readonly isMine: () => Promise<boolean>;
  readonly release: () => Promise<void>;
}

function lockOf(
  redis: RedisClient,
  { prefix, head }: { readonly prefix: string; readonly head: string },
  { holdMs }: LockTimes,
): RedisLock {
  const keys = [`${prefix}:head:${head}`, `${prefix}:released:${head}`] as const;
  const token = randomUUID();
  const rememberMs = holdMs + quietMemoryMs;
  // Where Redis does not answer, the lock ends by itself.
  const release = (): Promise<void> =>
    redis.eval(releaseScript, 2, ...keys, token, quietMemoryMs).then(
      () => undefined,
      () => undefined,
    );
  return {
    acquire: async () => {
      try {
        const leftMs = await redis.eval(acquireScript, 2, ...keys, token, holdMs, rememberMs);
        if (typeof leftMs !== "number") return null;
        return leftMs < 0 ? Infinity : Math.max(0, quietMemoryMs - leftMs);
      } catch (error) {
        // It may have been granted all the same.
        void release();
        throw error;
      }
    },
    renew: () =>
      redis.eval(renewScript, 2, ...keys, token, holdMs, rememberMs).then(
        (answer) => answer === 1,
        () => true,
      ),
    isMine: () =>
      redis.get(keys[0]).then(
        (holder) => holder === token,
        () => false,
      ),
    release,
  };
}

function headBusy(head: string): QueueError {
  return new QueueError("unavailable", `Another evaluation of ${head} does not end.`, {
    hint: "It is tried again.",
  });
}
