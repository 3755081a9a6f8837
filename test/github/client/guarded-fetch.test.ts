import { expect, test } from "vitest";
import { createGitHubClock } from "../../../src/github/client/guarded-fetch.ts";

const hourMs = 3_600_000;

test("before GitHub has answered the machine's own time counts", () => {
  const clock = createGitHubClock({ wallMs: () => 5_000, steadyMs: () => 0 });

  clock.note(null);

  expect(clock.now()).toBe(5_000);
});

test.each([
  ["ahead", 3 * hourMs],
  ["behind", -3 * hourMs],
])("after an answer it is GitHub's time, on a machine whose clock is hours %s too", (_how, wrongMs) => {
  let passedMs = 0;
  const clock = createGitHubClock({
    wallMs: () => hourMs + wrongMs + passedMs,
    steadyMs: () => 7 + passedMs,
  });
  clock.note(hourMs);

  passedMs = 90;
  const later = clock.now();
  clock.note(hourMs + 1_000);
  passedMs = 100;

  expect(later).toBe(hourMs + 90);
  expect(clock.now()).toBe(hourMs + 1_010);
});
