import { afterAll, beforeAll, expect, test } from "vitest";
import { approvedBy, openApproved, openPlan, waitingForAlice } from "../attacks/opened.ts";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { featureFiles, openScene } from "../live/scene.ts";
import { changedPlan } from "../faults/trouble.ts";

let gate: LiveGate;
beforeAll(async () => {
  gate = await openLiveGate();
});
afterAll(() => gate.close());

test("a repository that is archived before its webhook is read is given up at once, and judged when it is back", async () => {
  const scene = openScene(gate);
  const { world, webhooks, requests } = gate.github;
  webhooks.hold();
  const head = scene.push(featureFiles());
  const number = scene.open();
  world.archive(scene.name);
  await webhooks.release();
  await gate.settle();
  const asked = requests.length;

  expect(world.checkRuns(scene.name, head)).toEqual([]);
  world.archive(scene.name, false);
  await scene.comment("mona", number, "/recheck-plan");
  expect(await scene.verdict(head)).toBe(waitingForAlice);
  expect(asked).toBeLessThan(60);
});

test("an installation that is suspended before its webhook is read is given up at once, and judged when it is back", async () => {
  const scene = openScene(gate);
  const { world, webhooks } = gate.github;
  const [organization = ""] = scene.name.split("/");
  webhooks.hold();
  const head = scene.push(featureFiles());
  scene.open();
  const [opened] = webhooks.pending().filter(({ event }) => event === "pull_request");
  world.suspendInstallation(organization);
  if (opened !== undefined) await webhooks.deliver(opened);
  await webhooks.release();
  await gate.settle();

  expect(world.checkRuns(scene.name, head)).toEqual([]);
  world.suspendInstallation(organization, false);
  expect(await scene.verdict(head)).toBe(waitingForAlice);
});

test("a repository that is renamed before its webhook is read has its verdict under the new name", async () => {
  const scene = openScene(gate);
  const { world, webhooks } = gate.github;
  const [organization = ""] = scene.name.split("/");
  webhooks.hold();
  const head = scene.push(featureFiles());
  scene.open();
  world.renameRepository(scene.name, "store");
  await webhooks.release();
  await gate.settle();

  const [run] = world.checkRuns(`${organization}/store`, head, "plan-gate");
  expect(`${run?.conclusion ?? ""} · ${run?.output.title ?? ""}`).toBe(waitingForAlice);
});

test("a repository that is transferred with an approved plan keeps the approval, and new words count, under the new owner", async () => {
  const scene = openScene(gate);
  const { world } = gate.github;
  const { head, number } = await openApproved(scene);
  const to = scene.name.replace("/", "-");
  world.organization(to);
  world.transferRepository(scene.name, to);
  const name = `${to}/shop`;
  await gate.settle();
  const shownOn = (sha: string) => {
    const runs = world.checkRuns(name, sha, "plan-gate");
    return `${runs.length}: ${runs[0]?.conclusion ?? ""} · ${runs[0]?.output.title ?? ""}`;
  };
  expect(shownOn(head)).toMatch(/^1: success · Approved by @alice /);

  const next = world.push(name, { by: "mona", branch: "feature", files: changedPlan });
  await gate.settle();
  expect(shownOn(next)).toBe(`1: ${waitingForAlice}`);
  gate.github.clock.advance(2);
  world.comment(name, number, { by: "alice", body: "/approve-plan" });
  await gate.settle();
  expect(shownOn(next)).toMatch(/^1: success · Approved by @alice /);
});

test("a repository that is transferred before its webhook is read, to whom the App is not installed for, opens nothing", async () => {
  const scene = openScene(gate);
  const { world, webhooks } = gate.github;
  const { number } = await openPlan(scene);
  const to = scene.name.replace("/", "-");
  world.organization(to);
  webhooks.hold();
  gate.github.clock.advance(2);
  world.comment(scene.name, number, { by: "alice", body: "/approve-plan" });
  const head = scene.push(changedPlan);
  world.transferRepository(scene.name, to, false);
  await webhooks.release();
  await gate.settle();

  expect(world.checkRuns(`${to}/shop`, head, "plan-gate").map(({ conclusion }) => conclusion)).not.toContain(
    "success",
  );
}, 90_000);

test("of an archived repository with an open plan nothing turns green by words that were sent before", async () => {
  const scene = openScene(gate);
  const { world, webhooks } = gate.github;
  const { head, number } = await openPlan(scene);
  webhooks.hold();
  gate.github.clock.advance(2);
  world.comment(scene.name, number, { by: "alice", body: "/approve-plan" });
  world.archive(scene.name);
  await webhooks.release();
  await gate.settle();
  expect(await scene.verdict(head)).toBe(waitingForAlice);

  world.archive(scene.name, false);
  await scene.comment("mona", number, "/recheck-plan");
  expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
});

test("a repository that is gone, or given to whom the App is not installed for, costs a few looks and no more", async () => {
  const scene = openScene(gate);
  const { number } = await openPlan(scene);
  const { world, webhooks, requests } = gate.github;
  webhooks.hold();
  gate.github.clock.advance(2);
  world.comment(scene.name, number, { by: "alice", body: "/approve-plan" });
  world.deleteRepository(scene.name);
  const before = requests.length;
  await webhooks.release();
  await gate.settle();

  expect(requests.length - before).toBeLessThan(80);
}, 60_000);
