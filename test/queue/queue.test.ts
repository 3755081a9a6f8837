import { expect, test } from "vitest";
import { retryDelayMs } from "../../src/queue/queue.ts";

const policy = { maxAttempts: 5, firstDelayMs: 1000, maxDelayMs: 5000 };
const name = "octo/hello#1";
const names = Array.from({ length: 1000 }, (_, index) => `octo/hello#${index}`);

test("delays double up to the longest, then there is no further try", () => {
  const delays = [1, 2, 3, 4, 5].map((attempt) => retryDelayMs(new Error("down"), { name, attempt }, policy));

  expect(delays).toEqual([1115, 2353, 4147, 5291, null]);
});

test("work that failed together comes back spread over a fifth of its delay", () => {
  const delays = names.map(
    (each) => retryDelayMs(new Error("down"), { name: each, attempt: 1 }, policy) ?? 0,
  );

  expect(Math.min(...delays)).toBeGreaterThanOrEqual(1000);
  expect(Math.max(...delays)).toBeLessThanOrEqual(1200);
  expect(new Set(delays).size).toBeGreaterThan(150);
});

test("one try has one delay, however often it is asked for", () => {
  const [first, again] = [1, 2].map(() => retryDelayMs(new Error("down"), { name, attempt: 2 }, policy));

  expect(again).toBe(first);
});

test("a longer wish of GitHub's wins over our delay, a shorter one does not", () => {
  expect(retryDelayMs({ retryAfterMs: 60_000 }, { name, attempt: 1 }, policy)).toBe(66_891);
  expect(retryDelayMs({ retryAfterMs: 10 }, { name, attempt: 2 }, policy)).toBe(2353);
});

test("nobody comes back before GitHub's wish", () => {
  const delays = names.map((each) =>
    retryDelayMs({ retryAfterMs: 60_000 }, { name: each, attempt: 1 }, policy),
  );

  expect(delays.every((delayMs) => delayMs !== null && delayMs >= 60_000 && delayMs <= 72_000)).toBe(true);
});

test("a terminal failure is not tried again", () => {
  expect(retryDelayMs({ retryable: false }, { name, attempt: 1 }, policy)).toBeNull();
  expect(retryDelayMs("thrown text", { name, attempt: 1 }, policy)).not.toBeNull();
});
