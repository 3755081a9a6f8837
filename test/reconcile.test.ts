import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Effect } from "../src/effects/effect.ts";
import { noFacts } from "../src/pull-request/need.ts";
import type { PullRequestKey } from "../src/pull-request/key.ts";
import type { OwnCheckRun, PullRequestSnapshot } from "../src/pull-request/snapshot.ts";
import { holdHeads } from "../src/evaluation/held-world.ts";
import { createMemoryLocks } from "../src/queue/memory/memory-locks.ts";
import { type Core, type HoldingWorld, reconcile, reportDelay, type World } from "../src/reconcile.ts";
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
): HoldingWorld & { readonly written: Effect[]; reads(): number } {
  const written: Effect[] = [];
  let reads = 0;
  return {
    written,
    reads: () => reads,
    holds: () => true,
    read: async (_key, _hints, ask) => {
      reads += 1;
      await ask(snapshot);
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
    const done = reconcile({ key, hints }, world, core);
    await vi.advanceTimersByTimeAsync(9_000);
    await done;

    expect(world.written).toMatchObject([{ type: "create-check-run", content: { status: "in_progress" } }]);
    expect(world.reads()).toBe(2);
  });

  test("says nothing where it ends in time", async () => {
    const world = slowWorld(4_000);
    const done = reconcile({ key, hints }, world, core);
    await vi.advanceTimersByTimeAsync(20_000);
    await done;

    expect(world.written).toEqual([]);
    expect(world.reads()).toBe(1);
  });

  test("goes on where the notice itself could not be written", async () => {
    const world = { ...slowWorld(9_000), findCheckRun: () => Promise.reject(new Error("GitHub is down")) };
    const done = reconcile({ key, hints }, world, core);
    await vi.advanceTimersByTimeAsync(9_000);

    expect(await done).toMatchObject({ decision: null });
  });
});

describe("a head gets one check run", () => {
  const hints = { headSha: "a" };
  const courtesies = { write: () => undefined, count: () => 0, settle: () => Promise.resolve() };

  /** GitHub that takes 7 s to read, and 2 s to find or to write a check run. */
  function openGitHub(read: () => Promise<PullRequestSnapshot>): World & { readonly runs: Effect[] } {
    const runs: Effect[] = [];
    const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
    return {
      runs,
      read: async (_key, _hints, ask) => {
        await ask(snapshot);
        await pause(6_000);
        return read();
      },
      apply: async (_key, effects) => {
        await pause(2_000);
        runs.push(...effects);
      },
      findCheckRun: async () => {
        await pause(2_000);
        const [run] = runs;
        return run?.type === "create-check-run"
          ? { ...checkRun("a", null), externalId: run.content.externalId }
          : null;
      },
    };
  }

  test("though reading fails while its notice is under way", async () => {
    const github = openGitHub(() => Promise.reject(new Error("GitHub is down")));
    const world = holdHeads(github, { locks: createMemoryLocks(), courtesies });

    const failed = reconcile({ key, hints }, world, core).catch(async (error: unknown) => {
      await reportDelay({ key, hints, why: "why" }, world, core);
      await world.release();
      return error;
    });
    await vi.advanceTimersByTimeAsync(30_000);

    expect(await failed).toEqual(new Error("GitHub is down"));
    expect(github.runs).toMatchObject([{ content: { title: "GitHub answers slowly" } }]);
  });

  test("though two pull requests have it and GitHub is slow", async () => {
    const github = openGitHub(() => Promise.resolve(snapshot));
    const locks = createMemoryLocks();

    const both = [key, { ...key, number: 6 }].map(async (each) => {
      const world = holdHeads(github, { locks, courtesies });
      await reconcile({ key: each, hints }, world, core);
      await world.release();
    });
    await vi.advanceTimersByTimeAsync(60_000);
    await Promise.all(both);

    expect(github.runs).toHaveLength(1);
  });

  test("though what was listed before the notice is answered after it", async () => {
    const listed = { ...snapshot, facts: { ...snapshot.facts, checkRuns: { a: null } } };
    let reads = 0;
    const github = openGitHub(async () => {
      reads += 1;
      if (reads > 1) return snapshot;
      await new Promise((done) => setTimeout(done, 6_000));
      return listed;
    });
    const world = holdHeads(github, { locks: createMemoryLocks(), courtesies });

    const reconciled = reconcile({ key, hints }, world, core);
    await vi.advanceTimersByTimeAsync(60_000);

    await expect(reconciled).resolves.toMatchObject({ snapshot });
    expect(reads).toBe(2);
    expect(github.runs).toHaveLength(1);
  });

  test("and none from an evaluation that holds another head", async () => {
    const github = openGitHub(() => Promise.resolve(snapshot));
    const world = holdHeads(github, { locks: createMemoryLocks(), courtesies });

    expect(await reportDelay({ key, hints, why: "why" }, world, core)).toBe(false);
    expect(github.runs).toEqual([]);
  });
});

describe("a delay", () => {
  test("leaves a verdict alone that is there", async () => {
    const world = slowWorld(0, checkRun("a", null, "success"));

    expect(await reportDelay({ key, hints: { headSha: "a" }, why: "why" }, world, core)).toBe(false);
    expect(world.written).toEqual([]);
  });

  test("of an unknown head cannot be said", async () => {
    expect(await reportDelay({ key, hints: {}, why: "why" }, slowWorld(0), core)).toBe(false);
  });

  test("of a merge group is said on the group's own commit", async () => {
    const world = slowWorld(0);
    const group = { ...key, type: "merge-group", headRef: "r", headSha: "g", baseSha: "b" } as const;

    expect(await reportDelay({ key: group, hints: {}, why: "why" }, world, core)).toBe(true);
    expect(world.written).toMatchObject([{ content: { headSha: "g", title: "why" } }]);
  });
});
