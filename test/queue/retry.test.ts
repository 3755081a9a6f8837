import { expect, test } from "vitest";
import { retryDelayMs } from "../../src/queue/retry.ts";

const policy = { maxAttempts: 5, firstDelayMs: 1000, maxDelayMs: 5000 };

test("delays double up to the longest, then there is no further try", () => {
  const delays = [1, 2, 3, 4, 5].map((attempt) => retryDelayMs(new Error("down"), attempt, policy));

  expect(delays).toEqual([1000, 2000, 4000, 5000, null]);
});

test("a longer wish of GitHub's wins over our delay, a shorter one does not", () => {
  expect(retryDelayMs({ retryAfterMs: 60_000 }, 1, policy)).toBe(60_000);
  expect(retryDelayMs({ retryAfterMs: 10 }, 2, policy)).toBe(2000);
});

test("a terminal failure is not tried again", () => {
  expect(retryDelayMs({ retryable: false }, 1, policy)).toBeNull();
  expect(retryDelayMs("thrown text", 1, policy)).toBe(1000);
});
