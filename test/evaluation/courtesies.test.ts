import { expect, test, vi } from "vitest";
import { createCourtesies } from "../../src/evaluation/courtesies.ts";
import type { Effect } from "../../src/effects/effect.ts";
import type { PullRequestKey } from "../../src/pull-request/key.ts";
import { createMemoryLocks } from "../../src/queue/memory/memory-locks.ts";
import type { Locks } from "../../src/queue/queue.ts";
import type { World } from "../../src/reconcile.ts";

const key: PullRequestKey = { type: "pull-request", installationId: 1, owner: "o", repo: "r", number: 5 };
const reaction: Effect = { type: "react", on: { type: "comment", id: 4 }, reaction: "confused" };
const reply: Effect = { type: "create-comment", number: 5, body: "No.\n\n<!-- plan-gate: stale, 1 -->\n" };
const sticky = (text: string): Effect => ({
  type: "create-comment",
  number: 5,
  body: `${text}\n\n<!-- plan-gate -->\n`,
});

function rig(locks: Locks = createMemoryLocks()) {
  const written: Effect[] = [];
  const warnings: string[] = [];
  let gate = Promise.resolve();
  const world: Pick<World, "apply"> = {
    apply: async (_key, effects) => {
      await gate;
      written.push(...effects);
    },
  };
  const github = (): Promise<World> =>
    Promise.resolve({
      ...world,
      read: () => Promise.reject(new Error("Nothing is read.")),
      findCheckRun: () => Promise.resolve(null),
    });
  const log = {
    debug: () => undefined,
    info: () => undefined,
    warn: (_fields: object, message: string) => void warnings.push(message),
    error: () => undefined,
  };
  const courtesies = createCourtesies({ github, queue: { locks, add: () => Promise.resolve() }, log });
  return {
    courtesies,
    written,
    warnings,
    holdUp: () => {
      let go: () => void = () => undefined;
      gate = new Promise((resolve) => {
        go = resolve;
      });
      return () => {
        go();
      };
    },
  };
}

test("of one pull request wait in one line, each once, however many evaluations there are", async () => {
  let holds = 0;
  const locks = createMemoryLocks();
  const counting: Locks = {
    ...locks,
    holdHead: (head) => {
      holds += 1;
      return locks.holdHead(head);
    },
  };
  const { courtesies, written, holdUp } = rig(counting);
  const go = holdUp();
  courtesies.write(key, [reaction], Infinity);
  for (let times = 0; times < 50; times += 1) courtesies.write(key, [reply, sticky(String(times))], Infinity);

  expect(courtesies.count()).toBe(1);
  go();
  await courtesies.settle(5_000);

  expect(written).toEqual([reaction, reply, sticky("49")]);
  expect(holds).toBe(2);
  expect(courtesies.count()).toBe(0);
});

test("wait for a lock that cannot be had at first", async () => {
  const locks = createMemoryLocks();
  let failures = 0;
  const busy: Locks = {
    ...locks,
    holdHead: (head) => {
      failures += 1;
      return failures === 1 ? Promise.reject(new Error("It does not end.")) : locks.holdHead(head);
    },
  };
  const { courtesies, written } = rig(busy);
  courtesies.write(key, [reply], Infinity);
  await vi.waitFor(() => {
    expect(courtesies.count()).toBe(0);
  }, 5_000);

  expect(written).toEqual([reply]);
});

test("are given up, and that is logged, where the server ends first", async () => {
  const { courtesies, written, warnings, holdUp } = rig();
  holdUp();
  courtesies.write(key, [reply], Infinity);
  await courtesies.settle(10);

  expect(written).toEqual([]);
  expect(warnings).toEqual(["courtesies given up"]);
});
