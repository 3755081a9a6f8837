import { expect, test } from "vitest";
import { createCourtesies } from "../../src/evaluation/courtesies.ts";
import type { Effect } from "../../src/effects/effect.ts";
import { evaluate, type EvaluationTools } from "../../src/evaluation/evaluate.ts";
import { createFailedJudging } from "../../src/evaluation/failed-judging.ts";
import { createLastSeen, createRecentFindings } from "../../src/evaluation/recent.ts";
import { createMetrics } from "../../src/monitoring/metrics.ts";
import { noFacts } from "../../src/pull-request/need.ts";
import type { PullRequestKey } from "../../src/pull-request/key.ts";
import { createMemoryLocks } from "../../src/queue/memory/memory-locks.ts";
import type { Core, World } from "../../src/reconcile.ts";
import { checkRun, pullRequest } from "../gate/world.ts";

const key: PullRequestKey = { type: "pull-request", installationId: 1, owner: "o", repo: "r", number: 5 };
const given = { headSha: "a".repeat(40) };

const brokenDeciding: Core = {
  askNext: () => Promise.resolve([]),
  decide: () => Promise.reject(new TypeError("Something of a plan that nobody thought of.")),
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
const brokenAsking: Core = {
  ...brokenDeciding,
  askNext: () => Promise.reject(new RangeError("Something else that nobody thought of.")),
};

/** GitHub with or without a check run on the head; notes what is written. */
function noteWrites(conclusion: string | null): World & { readonly written: Effect[] } {
  const written: Effect[] = [];
  return {
    written,
    read: async (of, hints, ask) => {
      const app = { id: 1, slug: "plan-gate" };
      const facts = { ...noFacts, pulls: { 5: { ...pullRequest, headSha: given.headSha } } };
      const snapshot = { key: of, hints, readAt: "2026-03-01T10:00:00Z", app, facts };
      await ask(snapshot);
      return snapshot;
    },
    apply: (_key, effects) => {
      written.push(...effects);
      return Promise.resolve();
    },
    findCheckRun: (_key, headSha) =>
      Promise.resolve(conclusion === null ? null : checkRun(headSha, null, conclusion)),
  };
}

function toolsFor(world: World, core: Core): EvaluationTools {
  const locks = createMemoryLocks();
  const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const github = () => Promise.resolve(world);
  const queue = { locks, add: () => Promise.resolve() };
  return {
    world: github,
    core,
    locks,
    courtesies: createCourtesies({ github, queue, log }),
    lastSeen: createLastSeen(),
    recent: createRecentFindings(),
    queue,
    failedJudging: createFailedJudging(),
    findFault: () => Promise.resolve(null),
    version: "0.0.0",
    maxAttempts: 10,
    metrics: createMetrics(),
    log,
  };
}

const cores = [
  { name: "asks for facts", core: brokenAsking },
  { name: "decides", core: brokenDeciding },
];

test.each(cores)(
  "an error where the core $name leaves the head open, with a title that says so",
  async ({ core }) => {
    const world = noteWrites(null);

    await expect(evaluate(key, { given, attempt: 1 }, toolsFor(world, core))).rejects.toThrow(
      "nobody thought of",
    );
    expect(world.written).toMatchObject([
      {
        type: "create-check-run",
        content: {
          headSha: given.headSha,
          status: "in_progress",
          conclusion: null,
          title: "The evaluation failed; it is tried again",
        },
      },
    ]);
  },
);

test.each(cores)("an error where the core $name changes no check run that is there", async ({ core }) => {
  const world = noteWrites("action_required");

  await expect(evaluate(key, { given, attempt: 1 }, toolsFor(world, core))).rejects.toThrow(
    "nobody thought of",
  );
  expect(world.written).toEqual([]);
});

test("a later try that fails the same way writes nothing more", async () => {
  const world = noteWrites(null);

  await expect(evaluate(key, { given, attempt: 2 }, toolsFor(world, brokenDeciding))).rejects.toThrow(
    "nobody thought of",
  );
  expect(world.written).toEqual([]);
});

test("after a failed evaluation nothing counts as known until one succeeds", async () => {
  const world = noteWrites("success");
  const failing = toolsFor(world, brokenDeciding);

  await expect(evaluate(key, { given, attempt: 1 }, failing)).rejects.toThrow();
  expect(failing.recent.isDistrusted(key)).toBe(true);

  const decision = {
    headSha: given.headSha,
    verdict: "failure",
    title: "t",
    reasons: ["t"],
    baseWatch: "nothing" as const,
    isClosed: false,
  };
  const ledger = { version: 1, repositoryId: 1, pullRequests: {} } as const;
  const decided = { ...decision, verdict: "failure", pullRequests: [], ledger } as const;
  const core: Core = { ...brokenDeciding, decide: () => Promise.resolve({ decision: decided, effects: [] }) };
  await evaluate(key, { given, attempt: 2 }, { ...failing, core });
  expect(failing.recent.isDistrusted(key)).toBe(false);
  expect(failing.recent.find(key)).toMatchObject({ headSha: given.headSha, readAt: "2026-03-01T09:59:59Z" });
});
