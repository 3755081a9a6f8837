import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { featureFiles, openScene } from "../live/scene.ts";
import { openApproved, openPlan } from "./opened.ts";

let gate: LiveGate;

beforeAll(async () => {
  gate = await openLiveGate();
});

afterAll(() => gate.close());

const config =
  "approval:\n  users: [alice]\nsmoke:\n  workflow: .github/workflows/smoke.yml\n  required: always\n";
const waive = "/waive-plan smoke the runner is down";

describe("a waiver of the smoke row", () => {
  test("stands for what the pull request changes, and for nothing pushed after it", async () => {
    const scene = openScene(gate, { config });
    const { head, number } = await openApproved(scene, featureFiles());
    await scene.comment("alice", number, waive);
    expect(await scene.verdict(head)).toMatch(/^success/);

    const next = scene.push({ "compose.yaml": "services: {evil: {image: evil, privileged: true}}\n" });

    expect(await scene.verdict(next)).toBe(
      "action_required · Compose smoke: the workflow has not run on this head",
    );
  });

  test("stands for code alone no longer than the code", async () => {
    const scene = openScene(gate, { config });
    const { head, number } = await openPlan(scene, { "src/a.ts": "1\n" });
    await scene.comment("alice", number, waive);
    expect(await scene.verdict(head)).toMatch(/^success/);

    const next = scene.push({ Dockerfile: "FROM evil\n" });

    expect(await scene.verdict(next)).toMatch(/^action_required/);
  });

  test("stands after an amend that leaves the change as it was", async () => {
    const scene = openScene(gate, { config });
    const { number } = await openPlan(scene, { "src/a.ts": "1\n" });
    await scene.comment("alice", number, waive);

    const next = gate.github.world.amend(scene.name, {
      by: "mona",
      branch: "feature",
      message: "Other words",
    });

    expect(await scene.verdict(next)).toMatch(/^success/);
  });

  test("is not given for what was pushed while it was written", async () => {
    const scene = openScene(gate, { config });
    const { world, webhooks, clock } = gate.github;
    const { number } = await openPlan(scene, { "compose.yaml": "services: {}\n" });
    clock.advance(5);
    webhooks.hold();
    world.comment(scene.name, number, { by: "alice", body: waive });
    clock.advance(1);
    const next = scene.push({ "compose.yaml": "services: {evil: {image: evil}}\n" });
    await webhooks.release();

    expect(await scene.verdict(next)).toMatch(/^action_required/);
    expect(scene.ownComments(number).join()).toContain("The check had not yet shown this state of the stack");
  });
});

test("the stack is neither approved nor rejected", async () => {
  const scene = openScene(gate, { config });
  const { head, number } = await openPlan(scene, { "src/a.ts": "1\n" });

  await scene.comment("alice", number, "/reject-plan never");

  expect(await scene.verdict(head)).toMatch(/^action_required/);
  expect(scene.ownComments(number).join()).toContain("so there is nothing to reject");
});
