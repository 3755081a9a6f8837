import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Locks } from "../../../src/queue/queue.ts";
import { createRedisLocks } from "../../../src/queue/redis/redis-locks.ts";
import { until } from "../contract.ts";
import { hasRedis, startRedis, type RedisServer } from "../redis-server.ts";

const head = "octo/hello@abc";
const times = { holdMs: 300, maxHoldMs: 60_000, maxWaitMs: 20_000 };

describe.skipIf(!hasRedis)("heads held in Redis", () => {
  let server: RedisServer;
  let opened: Redis[] = [];

  const open = (changes: Partial<typeof times> = {}): { readonly locks: Locks; readonly die: () => void } => {
    const redis = new Redis(server.url, { maxRetriesPerRequest: 1, commandTimeout: 5_000 });
    redis.on("error", () => undefined);
    opened.push(redis);
    return {
      locks: createRedisLocks(redis, "test", { ...times, ...changes }),
      die: () => {
        redis.disconnect();
      },
    };
  };
  const isFree = async (): Promise<boolean> => (await server.run(`EXISTS test:head:${head}`)) === 0;

  beforeAll(async () => {
    server = await startRedis();
  });

  beforeEach(async () => {
    await server.clear();
  });

  afterEach(() => {
    for (const redis of opened) redis.disconnect();
    opened = [];
  });

  afterAll(async () => {
    await server.stop();
  });

  test("a living holder keeps its head past the time that a dead one has", async () => {
    const first = await open().locks.holdHead(head);
    let hasNext = false;
    const next = open()
      .locks.holdHead(head)
      .then((held) => {
        hasNext = true;
        return held;
      });

    const begunAtMs = performance.now();
    await until(() => performance.now() - begunAtMs > 3 * times.holdMs);

    expect([hasNext, await first.isStillMine()]).toEqual([false, true]);
    await first.release();
    await (await next).release();
  });

  test("who waited for a killed holder is told that it may have been at work until then", async () => {
    const killed = open();
    const first = await killed.locks.holdHead(head);
    const next = open().locks.holdHead(head);
    killed.die();

    const held = await next;

    expect(held.quietMs).toBe(0);
    expect(await first.isStillMine()).toBe(false);
    await held.release();
  });

  test("who comes after a killed holder's time is told how long ago it may have been at work", async () => {
    const killed = open();
    await killed.locks.holdHead(head);
    killed.die();
    await until(isFree);

    const held = await open().locks.holdHead(head);

    expect(held.quietMs).toBeGreaterThanOrEqual(0);
    expect(held.quietMs).toBeLessThan(5_000);
    await held.release();
  });

  test("a holder that never releases loses its head in the end", async () => {
    const first = await open({ maxHoldMs: 500 }).locks.holdHead(head);

    const held = await open().locks.holdHead(head);

    expect(await first.isStillMine()).toBe(false);
    expect(held.quietMs).toBe(0);
    await held.release();
  });

  test("a head that was lost is not its holder's, and its release takes it from nobody", async () => {
    const first = await open().locks.holdHead(head);
    await server.run(`DEL test:head:${head}`);
    const second = await open().locks.holdHead(head);

    expect(await first.isStillMine()).toBe(false);
    await first.release();

    expect(await second.isStillMine()).toBe(true);
    await second.release();
  });

  test("a head is nobody's where Redis does not say so", async () => {
    const { locks, die } = open();
    const held = await locks.holdHead(head);

    die();

    expect(await held.isStillMine()).toBe(false);
    await held.release();
  });

  test.each(["pttl", "set"])(
    "a head that could not be taken for want of %s is free afterwards",
    async (command) => {
      const { locks } = open();
      await server.run(`ACL SETUSER default -${command}`);
      await expect(locks.holdHead(head)).rejects.toThrow();
      await server.run(`ACL SETUSER default +${command}`);

      await until(isFree, 1_000);
      const held = await locks.holdHead(head);

      expect(await held.isStillMine()).toBe(true);
      await held.release();
      expect(await isFree()).toBe(true);
    },
  );

  test("a head that Redis granted too late is given back", async () => {
    const redis = new Redis(server.url, { commandTimeout: 100 });
    opened.push(redis);
    await redis.ping();
    await server.run("CLIENT PAUSE 400 WRITE");

    await expect(
      createRedisLocks(redis, "test", { ...times, holdMs: 600_000 }).holdHead(head),
    ).rejects.toThrow();

    const held = await open().locks.holdHead(head);
    expect(await held.isStillMine()).toBe(true);
    await held.release();
  });

  test("who waits too long is told who is at work", async () => {
    const first = await open().locks.holdHead(head);

    await expect(open({ maxWaitMs: 100 }).locks.holdHead(head)).rejects.toMatchObject({
      code: "unavailable",
      retryable: true,
      message: "Another evaluation of octo/hello@abc does not end.",
    });
    await first.release();
  });
});
