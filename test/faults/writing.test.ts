import { describe, expect, test } from "vitest";
import { approvedBy } from "../attacks/opened.ts";
import { openLiveGate } from "../live/live-gate.ts";
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

const createRun = "POST /repos/{owner}/{repo}/check-runs";
const updateRun = "PATCH /repos/{owner}/{repo}/check-runs/{run}";
const everyWay = { ...outages, ...interruptions, ...lostAnswers };

const cases = [
  { times: 1, ways: everyWay },
  { times: 2, ways: lostAnswers },
];

describe.concurrent("a head ends with one check run, and the right one", () => {
  test.each(cases)(
    "though its creation fails, times $times",
    ({ times, ways }) =>
      forEachFailure(ways, "approved", async ({ gate, scene }, failure, how) => {
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
      forEachFailure(ways, "opened", async ({ gate, scene, number, head }, failure, how) => {
        const watch = breakRequests(gate, scene, updateRun, { failure, times });
        await scene.comment("alice", number, "/approve-plan");

        expect(await scene.verdict(head), how).toMatch(approvedBy("alice"));
        expect(watch.failed(), how).toBeGreaterThan(0);
        expect(ownRuns(scene, head), how).toHaveLength(1);
      }),
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

describe.concurrent("no verdict depends on a reaction, a comment or a review request", () => {
  test.each(withApproval)(
    "%s beside an approval",
    (kind) =>
      forEachFailure(courtesyWays, "opened", async ({ gate, scene, number, head }, failure, how) => {
        const watch = breakRequests(gate, scene, kind, { failure, times: 1 });
        await scene.comment("alice", number, "/approve-plan");

        expect(await scene.verdict(head), how).toMatch(approvedBy("alice"));
        expect(watch.failed(), how).toBe(1);
        expect(ownRuns(scene, head), how).toHaveLength(1);
        expect(scene.ownComments(number), how).toHaveLength(1);
      }),
    60_000,
  );

  test.each(withOpening)(
    "%s beside a new pull request",
    async (kind) => {
      const gate = await openLiveGate();
      try {
        for (const [how, failure] of Object.entries(courtesyWays)) {
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
        }
      } finally {
        await gate.close();
      }
    },
    60_000,
  );
});
