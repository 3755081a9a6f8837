import { noFacts } from "../../src/pull-request/answers.ts";
import { expect, test } from "vitest";
import { holdHeads } from "../../src/held-world.ts";
import type { EvaluationKey } from "../../src/pull-request/key.ts";
import type { PullRequest, PullRequestSnapshot } from "../../src/pull-request/snapshot.ts";
import { createMemoryLocks } from "../../src/queue/memory-locks.ts";
import type { World } from "../../src/reconcile.ts";

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
