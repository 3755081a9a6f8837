import { expect, test } from "vitest";
import { createMemoryQueue } from "../../../src/queue/memory/memory-queue.ts";
import { describeQueue, evaluate, latch, options } from "../contract.ts";

describeQueue("the queue in this process", (given) => Promise.resolve(createMemoryQueue(given)));

test("past its bound it refuses new work and still merges what waits", async () => {
  const queue = createMemoryQueue({ ...options, maxWaiting: 2 });
  await queue.add(evaluate(1));
  await queue.add(evaluate(2));

  await queue.add(evaluate(1, { headSha: "a" }));

  await expect(queue.add(evaluate(3))).rejects.toMatchObject({
    code: "full",
    status: 503,
    message: "The queue is full: 2 pieces of work wait.",
  });
});

test("closing works off what waits", async () => {
  const queue = createMemoryQueue({ ...options, concurrency: 1 });
  let done = 0;
  queue.start(async () => {
    await Promise.resolve();
    done += 1;
  });
  await Promise.all([1, 2, 3, 4, 5].map((number) => queue.add(evaluate(number))));

  await queue.close(10_000);

  expect(done).toBe(5);
});

test("no repository takes more than it leaves free, so that another finds a place at once", async () => {
  const queue = createMemoryQueue({ ...options, concurrency: 9 });
  const gate = latch();
  const running: string[] = [];
  queue.start(({ work }) => {
    if (work.type === "evaluate") running.push(work.key.repo);
    return gate.opened;
  });

  for (let number = 1; number <= 30; number += 1) await queue.add(evaluate(number, {}, "slow"));
  await queue.add(evaluate(1, {}, "quick"));

  expect(running.filter((repo) => repo === "slow")).toHaveLength(5);
  expect(running.at(-1)).toBe("quick");
  gate.open();
  await queue.close(5_000);
});
