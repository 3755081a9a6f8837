import { refusals } from "../../emulator/http/refusals.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { approvedBy, waitingForAlice } from "../attacks/opened.ts";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import {
  breakRequests,
  changedPlan,
  interruptions,
  outages,
  forEachFailure,
  ownRuns,
  type RequestKind,
} from "./trouble.ts";

let gate: LiveGate;
beforeAll(async () => {
  gate = await openLiveGate();
});
afterAll(() => gate.close());

const always: readonly RequestKind[] = [
  "GET /repos/{owner}/{repo}/commits/{sha}/pulls",
  "GET /repos/{owner}/{repo}/commits/{+ref}/check-runs",
  "GET /repos/{owner}/{repo}/compare/{+basehead}",
  "GET /repos/{owner}/{repo}/contents/{+path}",
  "GET /repos/{owner}/{repo}/issues/{number}/comments",
];
const ofContent: readonly RequestKind[] = ["GET /repos/{owner}/{repo}/git/trees/{+tree}"];
const ofPlans: readonly RequestKind[] = ["GET /repos/{owner}/{repo}/git/blobs/{sha}"];
const ofPeople: readonly RequestKind[] = [
  "GET /repos/{owner}/{repo}/collaborators/{login}/permission",
  "POST /graphql",
];

/** Nothing yet, or open work that says why. */
const shut = /^(in_progress {2}· [^·]*; it is tried again.*)?$/;

describe("code pushed on an approved plan is green only after GitHub could be read", () => {
  test.each([...always, ...ofContent, ...ofPeople])(
    "%s",
    (kind) =>
      forEachFailure(gate, { broken: outages, until: "approved" }, async ({ scene }, failure, how) => {
        const watch = breakRequests(gate, scene, kind, { failure, times: 1 });
        const head = scene.push({ "src/a.ts": "export const a = 1;\n" });
        watch.follow(head);

        expect(await scene.verdict(head), how).toMatch(approvedBy("alice"));
        expect(watch.failed(), how).toBe(1);
        expect(watch.isRepaired(), how).toBe(true);
        for (const seen of watch.whileBroken) expect(seen, how).toMatch(shut);
        expect(ownRuns(scene, head), how).toHaveLength(1);
      }),
    60_000,
  );
});

/** Turned down once; the next try is answered. */
const passing = {
  "answered 408": refusals["a time-out of its own"],
  "answered 409": refusals["an empty repository"],
  "answered 422": refusals["a request that is not valid"],
  "answered 425": refusals["a request that comes too early"],
} as const;

describe("code pushed on an approved plan is green after a second try where GitHub turned the first one down", () => {
  // Where a difference is turned down with 409 or 422, the trees tell.
  test.each([...always, ...ofContent, ...ofPeople])(
    "%s",
    (kind) =>
      forEachFailure(gate, { broken: passing, until: "approved" }, async ({ scene }, failure, how) => {
        const watch = breakRequests(gate, scene, kind, { failure, times: 1 });
        const head = scene.push({ "src/a.ts": "export const a = 1;\n" });
        watch.follow(head);

        expect(await scene.verdict(head), how).toMatch(approvedBy("alice"));
        expect(watch.failed(), how).toBe(1);
        for (const seen of watch.whileBroken) expect(seen, how).toMatch(shut);
        expect(ownRuns(scene, head), how).toHaveLength(1);
      }),
    60_000,
  );
});

describe("another plan pushed on an approved one is never green", () => {
  test.each(ofPlans)(
    "%s",
    (kind) =>
      forEachFailure(gate, { broken: outages, until: "approved" }, async ({ scene }, failure, how) => {
        const watch = breakRequests(gate, scene, kind, { failure, times: 1 });
        const head = scene.push(changedPlan);
        watch.follow(head);

        expect(await scene.verdict(head), how).toContain("action_required · F-15: ");
        expect(watch.failed(), how).toBe(1);
        for (const seen of watch.whileBroken) expect(seen, how).toMatch(shut);
        expect(ownRuns(scene, head), how).toHaveLength(1);
      }),
    60_000,
  );
});

describe("an approval counts once GitHub could be read, and not before", () => {
  test.each([...always, ...ofPeople])(
    "%s",
    (kind) =>
      forEachFailure(
        gate,
        { broken: interruptions, until: "opened" },
        async ({ scene, number, head }, failure, how) => {
          gate.github.clock.advance(2);
          const watch = breakRequests(gate, scene, kind, { failure, times: 1 });
          watch.follow(head);
          gate.github.world.comment(scene.name, number, { by: "alice", body: "/approve-plan" });

          expect(await scene.verdict(head), how).toMatch(approvedBy("alice"));
          expect(watch.failed(), how).toBe(1);
          for (const seen of watch.whileBroken) expect(seen, how).toContain(waitingForAlice);
          expect(ownRuns(scene, head), how).toHaveLength(1);
        },
      ),
    60_000,
  );
});

test(
  "while two tries in a row fail, the head says so, and turns right after the third",
  () =>
    forEachFailure(
      gate,
      { broken: { "answered 502": { status: 502 } }, until: "approved" },
      async ({ scene }, failure) => {
        const kind = "GET /repos/{owner}/{repo}/compare/{+basehead}";
        const watch = breakRequests(gate, scene, kind, { failure, times: 2 });
        const head = scene.push({ "src/a.ts": "export const a = 1;\n" });
        watch.follow(head);

        expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
        expect(watch.failed()).toBe(2);
        expect(watch.whileBroken.at(-1)).toMatch(
          /^in_progress {2}· GitHub could not answer \(502\); it is tried again/,
        );
        for (const seen of watch.whileBroken) expect(seen).toMatch(shut);
        expect(ownRuns(scene, head)).toHaveLength(1);
      },
    ),
  60_000,
);
