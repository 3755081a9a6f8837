import { afterAll, beforeAll, expect, test } from "vitest";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { openScene } from "../live/scene.ts";
import { approvedBy, openApproved } from "./opened.ts";

let gate: LiveGate;
beforeAll(async () => {
  gate = await openLiveGate();
});
afterAll(() => gate.close());

test("an approval by somebody suspended since no longer counts, and counts again once they are let in", async () => {
  const scene = openScene(gate);
  const { world } = gate.github;
  const { head, number } = await openApproved(scene);
  expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  world.suspend("alice");
  await scene.comment("mona", number, "/recheck-plan");

  expect(await scene.verdict(head)).toContain("action_required · F-15: nobody who is named could approve");
  expect((await scene.check(head)).output.summary).toContain(
    "The account `@alice` in `approval.users` is suspended.",
  );
  world.suspend("alice", false);
  await scene.comment("mona", number, "/recheck-plan");
  expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
});
