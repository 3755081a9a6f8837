import { Queue as BullQueue } from "bullmq";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Queue, Turn } from "../../../src/queue/queue.ts";
import { createRedisQueue } from "../../../src/queue/redis/redis-queue.ts";
import { describeQueue, evaluate, isRefused, latch, options, press, silent, until } from "../contract.ts";
import { hasRedis, startRedis, type RedisServer } from "../redis-server.ts";

const takeover = { lockMs: 1_000, checkEveryMs: 300, maxTakeovers: 20 };

describe.skipIf(!hasRedis)("with a real redis-server", () => {
  let redis: RedisServer;

  beforeAll(async () => {
    redis = await startRedis();
  });

  beforeEach(async () => {
    await redis.clear();
  });

  afterAll(async () => {
    await redis.stop();
  });

  describeQueue("the queue in Redis", (given) => createRedisQueue(redis.url, given));

  test("two replicas share the work, and never work on one name at once", async () => {
    const replicas = await openTwo(redis.url);
    const running = new Set<number>();
    const done: number[] = [];
    let overlaps = 0;
    for (const queue of replicas) {
      queue.start(async ({ work }) => {
        const number = work.type === "evaluate" && work.key.type === "pull-request" ? work.key.number : 0;
        if (running.has(number)) overlaps += 1;
        running.add(number);
        await new Promise((resolve) => setImmediate(resolve));
        running.delete(number);
        done.push(number);
      });
    }

    for (let round = 0; round < 10; round += 1) {
      const numbers = Array.from({ length: 20 }, (_, index) => index);
      await Promise.all(
        numbers.map(async (number, index) => {
          await replicas[index % 2]?.add(evaluate(number));
        }),
      );
    }

    await until(async () => isIdle(await Promise.all(replicas.map((queue) => queue.count()))));
    expect(overlaps).toBe(0);
    expect(new Set(done).size).toBe(20);
    await closeAll(replicas);
  });

  test("work of a replica that lost its hold is taken over, hints and presses included", async () => {
    const replicas = await openTwo(redis.url);
    const turns: Turn[] = [];
    let stuck = 0;
    replicas[0]?.start(() => {
      stuck += 1;
      return new Promise(() => undefined);
    });
    await replicas[0]?.add(evaluate(1, { headSha: "a", presses: [press("p1")] }));
    await until(() => stuck === 1);
    await replicas[0]?.close(0);

    replicas[1]?.start((turn) => Promise.resolve(void turns.push(turn)));

    await until(() => turns.length === 1);
    expect(turns[0]?.work).toEqual(evaluate(1, { headSha: "a", presses: [press("p1")] }));
    await closeAll(replicas);
  });

  test("a head is held over all replicas", async () => {
    const replicas = await openTwo(redis.url);
    const [first, second] = replicas;
    const order: string[] = [];

    const held = await first?.locks.holdHead("octo/hello@abc");
    const next = second?.locks.holdHead("octo/hello@abc").then((lock) => {
      order.push("second");
      return lock;
    });
    order.push("first");
    await held?.release();
    const lock = await next;

    expect(order).toEqual(["first", "second"]);
    expect(lock?.quietMs).toBeLessThan(5_000);
    await lock?.release();
    await closeAll(replicas);
  });

  test("past its bound it refuses new work", async () => {
    const queue = await createRedisQueue(redis.url, { ...options, maxWaiting: 1 }, takeover);
    await queue.add(evaluate(1));

    await until(() => isRefused(queue.add(evaluate(2))));
    await queue.close(0);
  });

  test("without Redis, adding fails in time and says what to check", async () => {
    const other = await startRedis();
    const queue = await createRedisQueue(other.url, options, takeover);
    await other.stop();

    await expect(queue.add(evaluate(1))).rejects.toMatchObject({
      code: "unavailable",
      status: 503,
      message: "Redis did not take the work. Redis cannot be reached (ECONNREFUSED).",
      hint: "Check that it runs, and the host and the port in `REDIS_URL`; where it has no TLS, write `redis://`. The next sweep finds what was refused.",
    });
    await expect(queue.check()).rejects.toThrow();
    await queue.close(0);
  });

  test("Redis restarts while work runs: the queue goes on by itself", { timeout: 60_000 }, async () => {
    const queue = await createRedisQueue(redis.url, options, takeover);
    const gate = latch();
    const turns: Turn[] = [];
    queue.start(async (turn) => {
      turns.push(turn);
      if (turns.length === 1) await gate.opened;
    });
    await queue.add(evaluate(1, { headSha: "a" }));
    await until(() => turns.length === 1);

    await redis.restart();
    await until(() =>
      queue.add(evaluate(1, { presses: [press("p1")] })).then(
        () => true,
        () => false,
      ),
    );
    gate.open();

    const isIdleAgain = () => queue.count().then((count) => isIdle([count]));
    await until(async () => turns.length > 1 && (await isIdleAgain()), 40_000);
    expect(turns.slice(1).flatMap(({ work }) => work.hints.presses ?? [])).toContainEqual(press("p1"));
    await queue.add(evaluate(2));
    await until(() =>
      turns.some(({ work }) => work.type === "evaluate" && "number" in work.key && work.key.number === 2),
    );
    await queue.close(0);
  });

  test("a request that came while 200 were worked on is not forgotten with them", async () => {
    const queue = await createRedisQueue(redis.url, options, takeover);
    const gate = latch();
    const turns: Turn[] = [];
    const heads = Array.from({ length: 400 }, (_, index) => `h${index}`);
    for (const headSha of heads.slice(0, 200)) await queue.add(evaluate(1, { headSha }));
    queue.start(async (turn) => {
      turns.push(turn);
      if (turns.length === 1) await gate.opened;
    });
    await until(() => turns.length === 1);

    for (const headSha of heads.slice(200)) await queue.add(evaluate(1, { headSha }));
    gate.open();

    await until(() => turns.length === 2);
    expect(turns[1]?.work).toEqual(evaluate(1, { headSha: "h399" }));
    await queue.close(0);
  });

  test("a replica that dies after it took the presses loses none", async () => {
    const replicas = await openTwo(redis.url);
    const turns: Turn[] = [];
    replicas[0]?.start((turn) => {
      turns.push(turn);
      return new Promise(() => undefined);
    });
    await replicas[0]?.add(evaluate(1, { presses: [press("p1")] }));
    await until(() => turns.length === 1);
    await replicas[0]?.add(evaluate(1, { presses: [press("p2")] }));
    await replicas[0]?.close(0);

    replicas[1]?.start((turn) => Promise.resolve(void turns.push(turn)));

    await until(() => turns.length >= 2);
    expect(turns[1]?.work).toEqual(evaluate(1, { presses: [press("p1"), press("p2")] }));
    await closeAll(replicas);
  });

  test("work of a form that nobody here knows is given up at once, and told", async () => {
    const told: string[] = [];
    const events = {
      ...silent,
      onUntried: (name: string, error: unknown) => void told.push(`${name}: ${String(error)}`),
    };
    const queue = await createRedisQueue(redis.url, { ...options, events }, takeover);
    const newer = new BullQueue("plan-gate", { connection: { url: redis.url }, prefix: "{plan-gate}" });
    queue.start(() => Promise.resolve());

    await newer.add("dance", { type: "dance" }, { attempts: 10, deduplication: { id: "octo/hello dances" } });

    await until(() => told.length === 1);
    expect(told).toEqual([
      "octo/hello dances: UnrecoverableError: This version does not know the form of the work.",
    ]);
    expect(await queue.count()).toMatchObject({ waiting: 0, delayed: 0, dead: 1 });
    await newer.close();
    await queue.close(0);
  });

  test("work that too many replicas died with is given up, and told", async () => {
    const told: string[] = [];
    const events = { ...silent, onUntried: (name: string) => void told.push(name) };
    const once = { ...takeover, maxTakeovers: 0 };
    const [first, second] = await Promise.all([
      createRedisQueue(redis.url, options, once),
      createRedisQueue(redis.url, { ...options, events }, once),
    ]);
    let stuck = 0;
    first.start(() => {
      stuck += 1;
      return new Promise(() => undefined);
    });
    await first.add(evaluate(1));
    await until(() => stuck === 1);
    await first.close(0);

    second.start(() => Promise.resolve());

    await until(() => told.length === 1);
    expect(told).toEqual(["octo/hello#1"]);
    await second.close(0);
  });

  test("requests that cannot be collected are a failed try, and told", async () => {
    const retries: number[] = [];
    const turns: Turn[] = [];
    const events = { ...silent, onRetry: ({ attempt }: Turn) => void retries.push(attempt) };
    const queue = await createRedisQueue(redis.url, { ...options, events }, takeover);
    await queue.add(evaluate(1, { headSha: "a" }));
    await redis.run("ACL SETUSER default -lrange");

    queue.start((turn) => Promise.resolve(void turns.push(turn)));
    await until(() => retries.length > 0);
    await redis.run("ACL SETUSER default +lrange");

    await until(async () => isIdle([await queue.count()]));
    expect(retries[0]).toBe(1);
    await queue.close(0);
  });

  test("drained replicas leave what waits to the others", async () => {
    const replicas = await openTwo(redis.url);
    const gate = latch();
    let started = 0;
    const done: number[] = [];
    replicas[0]?.start(async () => {
      started += 1;
      await gate.opened;
    });
    for (const number of [1, 2, 3, 4, 5, 6, 7, 8]) await replicas[0]?.add(evaluate(number));
    await until(() => started === options.concurrency);
    const closed = replicas[0]?.close(10_000);
    gate.open();
    await closed;

    replicas[1]?.start((turn) => Promise.resolve(void done.push(turn.attempt)));

    await until(() => done.length === 8 - options.concurrency);
    await closeAll(replicas);
  });
});

async function openTwo(url: string): Promise<readonly Queue[]> {
  return Promise.all([createRedisQueue(url, options, takeover), createRedisQueue(url, options, takeover)]);
}

async function closeAll(queues: readonly Queue[]): Promise<void> {
  await Promise.all(queues.map((queue) => queue.close(0)));
}

function isIdle(
  counts: readonly { readonly waiting: number; readonly running: number; readonly delayed: number }[],
) {
  return counts.every(({ waiting, running, delayed }) => waiting + running + delayed === 0);
}
