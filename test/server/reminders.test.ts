import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer } from "../../src/server/start.ts";
import { openPlan } from "../attacks/opened.ts";
import { judgingHere } from "../live/judging-here.ts";
import { environmentFor, type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { openScene, type Scene } from "../live/scene.ts";

let gate: LiveGate;

beforeAll(async () => {
  gate = await openLiveGate();
});

afterAll(() => gate.close());

const aDay = 86_400;

/** Another server starts, sweeps once, and stops: what it knows, it reads. */
async function sweep(): Promise<void> {
  const variables = { SWEEP_INTERVAL_MINUTES: "10" };
  const judging = judgingHere();
  const options = { isThrottled: false, timeoutMs: 10_000, judging };
  const server = await startServer(environmentFor(gate.github, variables), options);
  const metrics = async () => (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text();
  const isDone = (text: string) =>
    /queue_work\{state="waiting"\} 0\n.*queue_work\{state="running"\} 0\n/su.test(text) &&
    text.includes('plan_gate_scans_total{of="repository",outcome="done"} 1');
  while (!isDone(await metrics())) await setTimeout(10);
  await server.close();
  await gate.settle();
}

function reminders(scene: Scene, number: number): readonly string[] {
  return scene.ownComments(number).filter((body) => body.includes("plan-gate: reminder"));
}

test("a plan that waits is reminded of by the sweep, once a week, and not while it is a draft or rejected", async () => {
  const scene = openScene(gate, { config: "approval:\n  users: [alice]\nremind_after: 2d\n" });
  const { clock, world } = gate.github;
  const { number } = await openPlan(scene);
  clock.advance(aDay);
  await sweep();
  expect(reminders(scene, number)).toEqual([]);

  clock.advance(aDay);
  await sweep();
  await sweep();
  expect(reminders(scene, number)).toHaveLength(1);
  expect(reminders(scene, number)[0]).toContain("Who may: @alice.");

  const own = world.comments(scene.name, number).find(({ body }) => body.includes("plan-gate: reminder"));
  world.deleteComment(scene.name, own?.id ?? 0, { by: "mona" });
  clock.advance(aDay);
  await sweep();
  expect(reminders(scene, number)).toEqual([]);

  await scene.comment("alice", number, "/reject-plan Not like this.");
  clock.advance(7 * aDay);
  await sweep();
  expect(reminders(scene, number)).toEqual([]);
  await scene.comment("alice", number, "/revoke-plan");
  await gate.settle();
  expect(reminders(scene, number)).toHaveLength(1);
});
