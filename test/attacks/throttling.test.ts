import { afterAll, beforeAll, expect, test } from "vitest";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { featureFiles, openScene } from "../live/scene.ts";

let gate: LiveGate;
beforeAll(async () => {
  gate = await openLiveGate({ isThrottled: true });
});
afterAll(() => gate.close());

const write =
  /\/check-runs$|\/check-runs\/\{run\}$|\/comments$|\/comments\/\{comment\}$|\/reactions$|\/requested_reviewers$/;

test("with GitHub's pace of writing, the verdict goes out before reaction, comment and review request", async () => {
  const scene = openScene(gate);
  const head = scene.push(featureFiles());
  const number = scene.open();
  await gate.settle();
  await scene.comment("alice", number, "/approve-plan");
  expect(await scene.verdict(head)).toContain("success · Approved by @alice");
  await gate.settle();
  const writes = gate.github.requests.filter(({ method, route }) => method !== "GET" && write.test(route));
  const kinds = writes.map(({ route }) =>
    route.split("/").find((part) => /check-runs|reactions|requested|comments/.test(part)),
  );

  expect(kinds[0]).toBe("check-runs");
  const updated = writes.find(({ method, route }) => method === "PATCH" && route.includes("check-runs"));
  const reacted = writes.find(({ route }) => route.endsWith("/reactions"));
  expect(updated?.startedAt).toBeLessThan(reacted?.startedAt ?? 0);
  expect(writes.some(({ route }) => route.endsWith("/requested_reviewers"))).toBe(true);
}, 60_000);
