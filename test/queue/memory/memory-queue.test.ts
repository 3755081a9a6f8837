import { expect, test } from "vitest";
import { createMemoryQueue } from "../../../src/queue/memory/memory-queue.ts";
import { describeQueue, evaluate, options } from "../contract.ts";

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
