import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appId, type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { feature, featureFiles, goodPlan, openScene, type Scene, thinPlan } from "../live/scene.ts";

let gate: LiveGate;
beforeAll(async () => {
  gate = await openLiveGate();
});
afterAll(() => gate.close());

const plan = `${feature}/plan.md`;

/** An unprotected branch beside `main`, with files that never passed the gate. */
function openLax(scene: Scene, files: Readonly<Record<string, string>>, by = "mona"): void {
  gate.github.world.push(scene.name, { by, branch: "lax", files });
}

/** Green there, retargeted, and merged before the gate has heard of it. */
async function mergeUnheard(scene: Scene, number: number): Promise<string | null> {
  const { world, webhooks } = gate.github;
  await gate.settle();
  webhooks.hold();
  world.editPullRequest(scene.name, number, { by: "mona", base: "main" });
  try {
    return world.merge(scene.name, number, { by: "mona" });
  } catch {
    return null;
  } finally {
    await webhooks.release();
  }
}

describe("a base that nobody protects, retargeted to main at the last moment", () => {
  test("makes no old faults of a plan that is new on main", async () => {
    const scene = openScene(gate);
    openLax(scene, featureFiles(feature, thinPlan));
    const head = gate.github.world.push(scene.name, {
      by: "mona",
      branch: "feature",
      from: "lax",
      files: { [plan]: `${thinPlan}\nOne more word.\n` },
    });
    const number = scene.open("feature", "lax");
    await scene.comment("alice", number, "/approve-plan");

    expect(await scene.verdict(head)).toMatch(/^failure · F-15: \d of 9 rows have no evidence$/);
    expect(await mergeUnheard(scene, number)).toBeNull();
  });

  test("hides nobody who wrote the plan", async () => {
    const scene = openScene(gate);
    openLax(scene, featureFiles(), "alice");
    const head = gate.github.world.push(scene.name, {
      by: "mona",
      branch: "feature",
      from: "lax",
      files: { [plan]: `${goodPlan}\nOne more word.\n` },
    });
    const number = scene.open("feature", "lax");
    await scene.comment("alice", number, "/approve-plan");

    expect(await scene.verdict(head)).not.toContain("success");
    expect(await mergeUnheard(scene, number)).toBeNull();
  });

  test("is judged by its own commits where its own rules require the check", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    openLax(scene, featureFiles(), "alice");
    world.protect(scene.name, "lax", { checks: [{ context: "plan-gate", appId }] });
    const head = world.push(scene.name, {
      by: "mona",
      branch: "feature",
      from: "lax",
      files: { [plan]: `${goodPlan}\nOne more word.\n` },
    });
    const number = scene.open("feature", "lax");
    await scene.comment("alice", number, "/approve-plan");

    expect(await scene.verdict(head)).toContain("success · Approved by @alice");
  });
});
