import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Effect } from "../src/effects/effect.ts";
import { noFacts } from "../src/pull-request/answers.ts";
import type { PullRequestKey } from "../src/pull-request/key.ts";
import type { OwnCheckRun, PullRequestSnapshot } from "../src/pull-request/snapshot.ts";
import { type Core, reconcile, reportDelay, type World } from "../src/reconcile.ts";
import { checkRun } from "./gate/world.ts";

const key: PullRequestKey = { type: "pull-request", installationId: 1, owner: "o", repo: "r", number: 5 };
const snapshot: PullRequestSnapshot = {
  key,
  hints: {},
  readAt: "2026-03-01T10:00:00Z",
  app: { id: 1, slug: "plan-gate" },
  facts: noFacts,
};
const core: Core = {
  askNext: () => Promise.resolve([]),
  decide: () => Promise.resolve({ decision: null, effects: [] }),
  explainDelay: (headSha, why) => ({
    headSha,
    status: "in_progress",
    conclusion: null,
    title: why,
    summary: why,
    text: "",
    actions: [],
    annotations: [],
    externalId: "delay",
  }),
};

/** GitHub whose first answer takes a while; notes what was written. */
function slowWorld(
  readMs: number,
  existing: OwnCheckRun | null = null,
): World & { readonly written: Effect[]; reads(): number } {
  const written: Effect[] = [];
  let reads = 0;
  return {
    written,
    reads: () => reads,
    read: async () => {
      reads += 1;
      if (reads === 1) await new Promise((done) => setTimeout(done, readMs));
      return snapshot;
    },
    apply: (_key, effects) => {
      written.push(...effects);
      return Promise.resolve();
    },
    findCheckRun: () => Promise.resolve(existing),
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("an evaluation that takes long", () => {
  const hints = { headSha: "a" };

  test("says so on the head after five seconds, and reads again before it decides", async () => {
    const world = slowWorld(9_000);
    const done = reconcile(key, hints, world, core);
    await vi.advanceTimersByTimeAsync(9_000);
    await done;

    expect(world.written).toMatchObject([{ type: "create-check-run", content: { status: "in_progress" } }]);
    expect(world.reads()).toBe(2);
  });

  test("says nothing where it ends in time", async () => {
    const world = slowWorld(4_000);
    const done = reconcile(key, hints, world, core);
    await vi.advanceTimersByTimeAsync(20_000);
    await done;

    expect(world.written).toEqual([]);
    expect(world.reads()).toBe(1);
  });

  test("goes on where the notice itself could not be written", async () => {
    const world = { ...slowWorld(9_000), findCheckRun: () => Promise.reject(new Error("GitHub is down")) };
    const done = reconcile(key, hints, world, core);
    await vi.advanceTimersByTimeAsync(9_000);

    expect(await done).toMatchObject({ decision: null });
  });
});

describe("a delay", () => {
  test("leaves a verdict alone that is there", async () => {
    const world = slowWorld(0, checkRun("a", null, "success"));

    expect(await reportDelay(key, { headSha: "a" }, "why", world, core)).toBe(false);
    expect(world.written).toEqual([]);
  });

  test("of an unknown head cannot be said", async () => {
    expect(await reportDelay(key, {}, "why", slowWorld(0), core)).toBe(false);
  });

  test("of a merge group is said on the group's own commit", async () => {
    const world = slowWorld(0);
    const group = { ...key, type: "merge-group", headRef: "r", headSha: "g", baseSha: "b" } as const;

    expect(await reportDelay(group, {}, "why", world, core)).toBe(true);
    expect(world.written).toMatchObject([{ content: { headSha: "g", title: "why" } }]);
  });
});
