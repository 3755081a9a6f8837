import { expect, it } from "vitest";
import { createSemaphore } from "../../../src/github/client/semaphore.ts";

it("lets so many tasks run at once, the others in their order, and goes on after a failure", async () => {
  const inSlot = createSemaphore(2);
  const started: number[] = [];
  const ends: ((fails: boolean) => void)[] = [];
  const task = (id: number) => async () =>
    new Promise<number>((resolve, reject) => {
      started.push(id);
      ends.push((fails) => {
        if (fails) reject(new Error("broken"));
        else resolve(id);
      });
    });
  const end = async (index: number, fails = false): Promise<void> => {
    ends[index]?.(fails);
    await new Promise(setImmediate);
  };

  const all = Promise.allSettled([1, 2, 3, 4, 5].map(async (id) => inSlot(task(id))));
  await new Promise(setImmediate);
  expect(started).toEqual([1, 2]);
  await end(1, true);
  expect(started).toEqual([1, 2, 3]);
  await end(0);
  await end(2);
  expect(started).toEqual([1, 2, 3, 4, 5]);
  await end(3);
  await end(4);

  expect((await all).map(({ status }) => status)).toEqual([
    "fulfilled",
    "rejected",
    "fulfilled",
    "fulfilled",
    "fulfilled",
  ]);
  expect(await inSlot(async () => Promise.resolve("free"))).toBe("free");
});
