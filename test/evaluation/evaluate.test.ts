import { beforeEach, describe, expect, test } from "vitest";
import { emptyEntry } from "../../src/approval/record/ledger.ts";
import {
  followClosing,
  followMoving,
  followShutting,
  type ClosingTools,
} from "../../src/evaluation/evaluate.ts";
import { createMetrics } from "../../src/monitoring/metrics.ts";
import { noFacts } from "../../src/pull-request/need.ts";
import type { Hints } from "../../src/pull-request/key.ts";
import type { OwnCheckRun, PullRequest, PullRequestSnapshot } from "../../src/pull-request/snapshot.ts";
import { workName, type Work } from "../../src/queue/work.ts";
import { checkRun, key, ledgerText, pullRequest, shas } from "../gate/world.ts";

let lines: unknown[];
let added: Work[];
let tools: ClosingTools;

beforeEach(() => {
  lines = [];
  added = [];
  const line = (level: string) => (fields: object, message: string) => {
    lines.push({ level, message, ...fields });
  };
  tools = {
    queue: { add: (work) => Promise.resolve(void added.push(work)) },
    metrics: createMetrics(),
    log: { debug: line("debug"), info: line("info"), warn: line("warn"), error: line("error") },
  };
});

function closed(
  run: OwnCheckRun | null,
  pull: Partial<PullRequest> = {},
  hints: Hints = { headSha: shas.head, isClosing: true },
): PullRequestSnapshot {
  const pulls = { "5": { ...pullRequest, state: "closed", ...pull } as const };
  const facts = { ...noFacts, pulls, checkRuns: { [shas.head]: run } };
  return { key, hints, readAt: "2026-03-01T10:00:00Z", app: { id: 1, slug: "plan-gate" }, facts };
}

const line = { key: "acme/shop#5", headSha: shas.head, baseRef: "main", audit: true };
const shut = checkRun(shas.head, null, "action_required");
const open = checkRun(shas.head, null, "success");

async function mergedWhileShut(): Promise<string | undefined> {
  const { body } = await tools.metrics.render();
  return /^plan_gate_merged_while_shut_total (\d+)$/mu.exec(body)?.[1];
}

describe("the trace of a gate that was shut", () => {
  test("is a warning and a count where the pull request was merged all the same", async () => {
    await followClosing(key, closed(shut, { isMerged: true }), tools);

    expect(lines).toEqual([
      { level: "warn", message: "merged while not green", ...line, conclusion: "action_required" },
    ]);
    expect(await mergedWhileShut()).toBe("1");
  });

  test("is a line where it was only closed", async () => {
    await followClosing(key, closed(shut), tools);

    expect(lines).toEqual([
      { level: "info", message: "closed while not green", ...line, conclusion: "action_required" },
    ]);
    expect(await mergedWhileShut()).toBe("0");
  });

  test("is left where there was no check run at all", async () => {
    await followClosing(key, closed(null, { isMerged: true }), tools);

    expect(lines).toMatchObject([{ level: "warn", conclusion: null }]);
  });

  test.each([
    ["it was green", closed(open, { isMerged: true })],
    ["it is looked at again later", closed(shut, { isMerged: true }, { headSha: shas.head })],
    ["it was opened again meanwhile", closed(shut, { state: "open" })],
  ])("is not left where %s", async (_, snapshot) => {
    await followClosing(key, snapshot, tools);

    expect(lines).toEqual([]);
    expect(await mergedWhileShut()).toBe("0");
  });

  test("is not left by a merge group", async () => {
    const group = { ...key, type: "merge-group", headRef: "x", headSha: shas.head, baseSha: null } as const;

    await followClosing(group, closed(shut), tools);

    expect(lines).toEqual([]);
  });
});

test("those that share the head are judged without the closed one, each once, and none of a fork", async () => {
  const text = ledgerText({ "5": emptyEntry, "6": emptyEntry, "8": emptyEntry });
  const snapshot = closed(checkRun(shas.head, text, "success"));
  const fork = { ...pullRequest.repository, id: 99, owner: "mona" };
  const intoFork = { ...pullRequest, number: 9, repository: fork };
  const listed = [...[6, 7].map((number) => ({ ...pullRequest, number })), intoFork];
  const facts = { ...snapshot.facts, pullsOfHead: { [shas.head]: listed } };

  await followClosing(key, { ...snapshot, facts }, tools);

  expect(added).toEqual(
    [6, 8, 7].map((number) => ({
      type: "evaluate",
      key: { ...key, number },
      hints: { headSha: shas.head },
    })),
  );
});

describe("a check that turns", () => {
  const turning = (before: string | null, verdict: "success" | "failure", isClosed = false) => ({
    snapshot: closed(before === null ? null : checkRun(shas.head, null, before)),
    decision: { headSha: shas.head, verdict, isClosed },
  });

  test("from green has the groups of the merge queue judged again", async () => {
    await followShutting(key, turning("success", "failure"), tools);

    expect(added.map(workName)).toEqual(["scan groups acme/shop base * head *"]);
  });

  test.each([
    ["stays green", turning("success", "success")],
    ["was not green", turning("action_required", "failure")],
    ["is new", turning(null, "failure")],
    ["is of a closed pull request", turning("success", "failure", true)],
    ["has no verdict", { ...turning("success", "failure"), decision: null }],
  ])("costs nothing where it %s", async (_, reconciled) => {
    await followShutting(key, reconciled, tools);

    expect(added).toEqual([]);
  });
});

describe("a pull request that went on from a head it shared", () => {
  const left = "d".repeat(40);
  const text = ledgerText({ "5": emptyEntry, "6": emptyEntry });
  const moved = (run: OwnCheckRun | null, hints: Hints): PullRequestSnapshot => {
    const snapshot = closed(null, { state: "open" }, { headSha: shas.head, ...hints });
    return { ...snapshot, facts: { ...snapshot.facts, checkRuns: { [left]: run } } };
  };
  const shutHead = checkRun(left, text, "action_required");

  test("has those that are left there judged without it", async () => {
    await followMoving(key, moved(shutHead, { previousHeadSha: left }), tools);

    expect(added).toEqual([{ type: "evaluate", key: { ...key, number: 6 }, hints: { headSha: left } }]);
  });

  test.each<[string, PullRequestSnapshot]>([
    [
      "the check there is green without it",
      moved(checkRun(left, text, "success"), { previousHeadSha: left }),
    ],
    ["there was no check", moved(null, { previousHeadSha: left })],
    ["it did not move", moved(shutHead, { previousHeadSha: shas.head })],
    ["nobody knows where it was", moved(shutHead, {})],
  ])("costs nothing where %s", async (_, snapshot) => {
    await followMoving(key, snapshot, tools);

    expect(added).toEqual([]);
  });

  test("is no merge group", async () => {
    const group = { ...key, type: "merge-group", headRef: "x", headSha: shas.head, baseSha: null } as const;
    await followMoving(group, moved(shutHead, { previousHeadSha: left }), tools);

    expect(added).toEqual([]);
  });
});
