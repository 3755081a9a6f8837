import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CheckRunContent, Effect } from "../../src/effects/effect.ts";
import { noFacts } from "../../src/pull-request/need.ts";
import { holdHeads, type HeldWorld } from "../../src/evaluation/held-world.ts";
import type { EvaluationKey } from "../../src/pull-request/key.ts";
import type { PullRequest, PullRequestSnapshot } from "../../src/pull-request/snapshot.ts";
import { createMemoryLocks } from "../../src/queue/memory/memory-locks.ts";
import { createRedisLocks } from "../../src/queue/redis/redis-locks.ts";
import type { World } from "../../src/reconcile.ts";
import { hasRedis, startRedis, type RedisServer } from "../queue/redis-server.ts";

const key: EvaluationKey = {
  type: "pull-request",
  installationId: 1,
  owner: "octo",
  repo: "hello",
  number: 1,
};
const repository = {
  id: 1,
  owner: "octo",
  name: "hello",
  ownerType: "Organization",
  defaultBranch: "main",
  htmlUrl: "https://github.com/octo/hello",
} as const;

function snapshotAt(headSha: string): PullRequestSnapshot {
  const pull: PullRequest = {
    number: 1,
    nodeId: "PR_1",
    title: "",
    state: "open",
    isMerged: false,
    isDraft: false,
    author: null,
    headSha,
    headRef: "feature",
    headRepositoryId: 1,
    baseRef: "main",
    htmlUrl: "https://github.com/octo/hello/pull/1",
    repository,
    requestedReviewers: [],
    requestedTeams: [],
    featureTrailers: [],
  };
  return {
    key,
    hints: {},
    readAt: "2026-01-05T09:00:00Z",
    app: { id: 1, slug: "plan-gate" },
    facts: { ...noFacts, pulls: { "1": pull } },
  };
}

function worldThatReads(read: () => Promise<PullRequestSnapshot>): World {
  return { read, apply: () => Promise.resolve(), findCheckRun: () => Promise.resolve(null) };
}

function checkRunThatSays(title: string): Effect {
  const content: CheckRunContent = {
    headSha: "abc",
    status: "completed",
    conclusion: "failure",
    title,
    summary: "",
    text: "",
    actions: [],
    annotations: [],
    externalId: title,
  };
  return { type: "update-check-run", checkRunId: 1, content };
}

const outdated = { name: "QueueError", code: "outdated", retryable: true };

const courtesies = { write: () => undefined, count: () => 0, settle: () => Promise.resolve() };
const ask = (): Promise<readonly []> => Promise.resolve([]);

test("a head that somebody else had while it was read is read again", async () => {
  const locks = createMemoryLocks();
  let reads = 0;
  const world = worldThatReads(async () => {
    reads += 1;
    if (reads === 1) await (await locks.holdHead("octo/hello@abc")).release();
    return snapshotAt("abc");
  });

  const held = holdHeads(world, { locks, courtesies });
  await held.read(key, {}, ask);
  await held.release();

  expect(reads).toBe(2);
});

test("a head that was known before is read once, and nobody else has it until it is released", async () => {
  const locks = createMemoryLocks();
  let reads = 0;
  const world = worldThatReads(() => {
    reads += 1;
    return Promise.resolve(snapshotAt("abc"));
  });
  const order: string[] = [];

  const held = holdHeads(world, { locks, courtesies });
  await held.read(key, { headSha: "abc" }, ask);
  const other = locks.holdHead("octo/hello@abc").then(() => order.push("other"));
  order.push("released");
  await held.release();
  await other;

  expect(reads).toBe(1);
  expect(order).toEqual(["released", "other"]);
});

test("a head that moved is let go for the new one", async () => {
  const locks = createMemoryLocks();
  const held = holdHeads(
    worldThatReads(() => Promise.resolve(snapshotAt("new"))),
    { locks, courtesies },
  );

  await held.read(key, { headSha: "old" }, ask);
  const old = await locks.holdHead("octo/hello@old");

  expect(old.quietMs).toBeLessThan(60_000);
  await old.release();
  await held.release();
});

test("a head that others have at every look is left to the next try", async () => {
  const locks = createMemoryLocks();
  let reads = 0;
  const world = worldThatReads(async () => {
    reads += 1;
    const headSha = `head-${reads}`;
    await (await locks.holdHead(`octo/hello@${headSha}`)).release();
    return snapshotAt(headSha);
  });

  const held = holdHeads(world, { locks, courtesies });

  await expect(held.read(key, {}, ask)).rejects.toMatchObject({
    ...outdated,
    message: "Others evaluate head-3 at every look.",
    hint: "It is read again at the next try.",
  });
  expect(reads).toBe(3);
  await held.release();
});

test("without a head in hand no check run is written", async () => {
  const written: Effect[] = [];
  const world: World = {
    ...worldThatReads(() => Promise.resolve(snapshotAt("abc"))),
    apply: (_key, effects) => Promise.resolve(void written.push(...effects)),
  };
  const held = holdHeads(world, { locks: createMemoryLocks(), courtesies });

  await expect(held.apply(key, [checkRunThatSays("red")])).rejects.toMatchObject(outdated);

  expect(written).toEqual([]);
});

describe.skipIf(!hasRedis)("a head that is lost", () => {
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

  /** A pull request with a text, and a check run that is to say it; `duringWrite` happens within each write. */
  const openGitHub = (duringWrite: () => Promise<void> = () => Promise.resolve()) => {
    const shown = { text: "first", title: "" };
    const world: World = {
      ...worldThatReads(() => Promise.resolve({ ...snapshotAt("abc"), readAt: shown.text })),
      apply: async (_key, effects) => {
        await duringWrite();
        for (const effect of effects)
          if (effect.type === "update-check-run") shown.title = effect.content.title;
      },
    };
    const open = (): HeldWorld => holdHeads(world, { locks: createRedisLocks(redis, "test"), courtesies });
    return { shown, open };
  };
  const evaluate = async (held: HeldWorld): Promise<void> => {
    const { readAt } = await held.read(key, { headSha: "abc" }, ask);
    await held.apply(key, [checkRunThatSays(readAt)]);
    await held.release();
  };
  const lose = async (): Promise<void> => {
    await redis.del("test:head:octo/hello@abc");
  };

  test("before the verdict is written: nothing is written, and the try is repeated", async () => {
    const { shown, open } = openGitHub();
    const older = open();
    const { readAt } = await older.read(key, { headSha: "abc" }, ask);
    await lose();
    shown.text = "second";
    await evaluate(open());

    await expect(older.apply(key, [checkRunThatSays(readAt)])).rejects.toMatchObject({
      ...outdated,
      message: "The hold on the head was lost.",
    });

    expect(shown.title).toBe("second");
    await older.release();
  });

  test("while the verdict is written: the try is repeated, and the newest verdict is the last", async () => {
    let isFirst = true;
    const { shown, open } = openGitHub(async () => {
      if (!isFirst) return;
      isFirst = false;
      await lose();
      shown.text = "second";
      await evaluate(open());
    });
    const older = open();

    await expect(evaluate(older)).rejects.toMatchObject(outdated);
    await older.release();
    const afterFirst = shown.title;
    await evaluate(open());

    expect([afterFirst, shown.title]).toEqual(["first", "second"]);
  });
});
