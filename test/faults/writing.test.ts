import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Fault } from "../../emulator/http/faults.ts";
import { approvedBy } from "../attacks/opened.ts";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { featureFiles, openScene } from "../live/scene.ts";
import {
  breakRequests,
  forEachFailure,
  interruptions,
  lostAnswers,
  outages,
  ownRuns,
  type RequestKind,
} from "./trouble.ts";

let gate: LiveGate;
beforeAll(async () => {
  gate = await openLiveGate();
});
afterAll(() => gate.close());

const createRun = "POST /repos/{owner}/{repo}/check-runs";
const updateRun = "PATCH /repos/{owner}/{repo}/check-runs/{run}";
const everyWay = { ...outages, ...interruptions, ...lostAnswers };

const cases = [
  { times: 1, ways: everyWay },
  { times: 2, ways: lostAnswers },
];

describe("a head ends with one check run, and the right one", () => {
  test.each(cases)(
    "though its creation fails, times $times",
    ({ times, ways }) =>
      forEachFailure(gate, { broken: ways, until: "approved" }, async ({ scene }, failure, how) => {
        const watch = breakRequests(gate, scene, createRun, { failure, times });
        const head = scene.push({ "src/a.ts": "export const a = 1;\n" });

        expect(await scene.verdict(head), how).toMatch(approvedBy("alice"));
        expect(watch.failed(), how).toBeGreaterThan(0);
        expect(ownRuns(scene, head), how).toHaveLength(1);
      }),
    60_000,
  );

  test.each(cases)(
    "though its update fails, times $times",
    ({ times, ways }) =>
      forEachFailure(
        gate,
        { broken: ways, until: "opened" },
        async ({ scene, number, head }, failure, how) => {
          const watch = breakRequests(gate, scene, updateRun, { failure, times });
          await scene.comment("alice", number, "/approve-plan");

          expect(await scene.verdict(head), how).toMatch(approvedBy("alice"));
          expect(watch.failed(), how).toBeGreaterThan(0);
          expect(ownRuns(scene, head), how).toHaveLength(1);
        },
      ),
    60_000,
  );
});

const courtesyWays = { ...outages, ...lostAnswers };

const withApproval: readonly RequestKind[] = [
  "POST /repos/{owner}/{repo}/issues/comments/{comment}/reactions",
  "PATCH /repos/{owner}/{repo}/issues/comments/{comment}",
];
const withOpening: readonly RequestKind[] = [
  "POST /repos/{owner}/{repo}/issues/{number}/comments",
  "POST /repos/{owner}/{repo}/pulls/{number}/requested_reviewers",
];

describe("no verdict depends on a reaction, a comment or a review request", () => {
  test.each(withApproval)(
    "%s beside an approval",
    (kind) =>
      forEachFailure(
        gate,
        { broken: courtesyWays, until: "opened" },
        async ({ scene, number, head }, failure, how) => {
          const watch = breakRequests(gate, scene, kind, { failure, times: 1 });
          await scene.comment("alice", number, "/approve-plan");

          expect(await scene.verdict(head), how).toMatch(approvedBy("alice"));
          expect(watch.failed(), how).toBe(1);
          expect(ownRuns(scene, head), how).toHaveLength(1);
          expect(scene.ownComments(number), how).toHaveLength(1);
        },
      ),
    60_000,
  );

  test.each(withOpening)(
    "%s beside a new pull request",
    async (kind) => {
      const one = async ([how, failure]: readonly [string, Fault]): Promise<void> => {
        const scene = openScene(gate);
        const watch = breakRequests(gate, scene, kind, { failure, times: 1 });
        const head = scene.push(featureFiles());
        const number = scene.open();
        await gate.settle();
        await scene.comment("alice", number, "/approve-plan");

        expect(await scene.verdict(head), how).toMatch(approvedBy("alice"));
        expect(watch.failed(), how).toBe(1);
        expect(ownRuns(scene, head), how).toHaveLength(1);
        expect(scene.ownComments(number), how).toHaveLength(1);
      };
      await Promise.all(Object.entries(courtesyWays).map(one));
    },
    60_000,
  );
});
