import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Redis } from "ioredis";
import { quietMemoryMs } from "./memory-locks.ts";
import { QueueError, type HeldHead, type Locks } from "./queue.ts";

/** A holder that died loses its head after this; a living one renews in time. */
const holdMs = 20_000;
const pollMs = 40;
/** Longer than an evaluation takes; then the try counts as failed and is repeated. */
const maxWaitMs = 60_000;

const releaseScript = `
if redis.call("get", KEYS[1]) == ARGV[1] then
  redis.call("del", KEYS[1])
  redis.call("set", KEYS[2], "1", "px", ARGV[2])
end`;

const renewScript = `
if redis.call("get", KEYS[1]) == ARGV[1] then redis.call("pexpire", KEYS[1], ARGV[2]) end`;

/** Locks over all replicas that share the Redis. */
export function createRedisLocks(redis: Redis, prefix: string): Locks {
  const holdHead = async (head: string): Promise<HeldHead> => {
    const [lock, released] = [`${prefix}:head:${head}`, `${prefix}:released:${head}`];
    const token = randomUUID();
    const giveUpAtMs = performance.now() + maxWaitMs;
    while ((await redis.set(lock, token, "PX", holdMs, "NX")) === null) {
      if (performance.now() > giveUpAtMs) throw headBusy(head);
      await delay(pollMs);
    }
    const renewal = setInterval(() => {
      redis.eval(renewScript, 1, lock, token, holdMs).catch(() => undefined);
    }, holdMs / 3);
    const leftMs = await redis.pttl(released);
    return {
      quietMs: leftMs < 0 ? Infinity : quietMemoryMs - leftMs,
      release: async () => {
        clearInterval(renewal);
        // Where Redis does not answer, the lock ends by itself.
        await redis.eval(releaseScript, 2, lock, released, token, quietMemoryMs).catch(() => undefined);
      },
    };
  };
  const claim = async (name: string, forMs: number): Promise<boolean> =>
    (await redis.set(`${prefix}:claim:${name}`, "1", "PX", Math.ceil(forMs), "NX")) === "OK";
  return { holdHead, claim };
}

function headBusy(head: string): QueueError {
  return new QueueError("unavailable", `Another evaluation of ${head} does not end.`, {
    hint: "It is tried again.",
  });
}
