import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRequestStore } from "../../../src/queue/redis/redis-requests.ts";
import { evaluate, press } from "../contract.ts";
import { hasRedis, startRedis, type RedisServer } from "../redis-server.ts";

describe.skipIf(!hasRedis)("requests in Redis", () => {
  let server: RedisServer;
  let redis: Redis;

  beforeAll(async () => {
    server = await startRedis();
    redis = new Redis(server.url);
  });

  afterAll(async () => {
    redis.disconnect();
    await server.stop();
  });

  test("of a form that another version wrote are left to it", async () => {
    const requests = createRequestStore(redis, "test");
    await requests.keep(evaluate(1, { presses: [press("p1")] }));
    const [key = ""] = await redis.keys("test:*octo/hello#1");
    await redis.rpush(key, JSON.stringify({ type: "evaluate", key: "of another form" }));

    const collected = await requests.collect(evaluate(1));
    await collected.forget();

    expect(collected.work).toEqual(evaluate(1, { presses: [press("p1")] }));
    expect(await redis.lrange(key, 0, -1)).toEqual(['{"type":"evaluate","key":"of another form"}']);
  });

  test("that say the same are forgotten one by one", async () => {
    const requests = createRequestStore(redis, "test");
    await requests.keep(evaluate(2, { headSha: "a" }));
    const first = await requests.collect(evaluate(2));
    await requests.keep(evaluate(2, { headSha: "a" }));
    await first.forget();
    await first.forget();

    const next = await requests.collect(evaluate(2));

    expect(next.work).toEqual(evaluate(2, { headSha: "a" }));
  });

  test("end by themselves a day after the newest", async () => {
    const requests = createRequestStore(redis, "test");

    await requests.keep(evaluate(3, { presses: [press("p1")] }));

    const [key = ""] = await redis.keys("test:*octo/hello#3");
    const leftMs = await redis.pttl(key);
    expect(leftMs).toBeGreaterThan(86_000_000);
    expect(leftMs).toBeLessThanOrEqual(86_400_000);
  });
});
