import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appId, type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { feature, featureFiles, goodPlan, openScene, type Scene, thinPlan } from "../live/scene.ts";
import { approvedBy, waitingForAlice } from "./opened.ts";
import { lacksEvidence } from "../plan/judge.ts";

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

    expect(await scene.verdict(head)).toMatch(new RegExp(`^failure · F-15: ${lacksEvidence.source}$`));
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

  test("is judged by its own commits where its own rules require the check and its text is that of main", async () => {
    const scene = openScene(gate, { files: featureFiles() });
    const { world } = gate.github;
    openLax(scene, { [plan]: `${goodPlan}\nTried and undone.\n` }, "alice");
    openLax(scene, { [plan]: goodPlan }, "alice");
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

  test("hides nobody who wrote the plan, under a name that a rule for protected branches covers either", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    world.ruleset(scene.name, {
      include: ["refs/heads/release/*"],
      checks: [{ context: "plan-gate", appId }],
      requiresPullRequest: true,
    });
    const parents = [world.tip(scene.name, "main")];
    const made = world.commit(scene.name, { by: "alice", parents, files: featureFiles() });
    world.setBranch(scene.name, "release/own", { to: made, by: "alice" });
    const head = world.push(scene.name, {
      by: "mona",
      branch: "feature",
      from: "release/own",
      files: { [`${feature}/quickstart.md`]: "# Start\n\nRun it.\n" },
    });
    const number = scene.open("feature", "release/own");
    await scene.comment("alice", number, "/approve-plan");

    expect(await scene.verdict(head)).not.toContain("success");
    expect(await mergeUnheard(scene, number)).toBeNull();
  });
});

describe("a branch that lives beside main with a plan of its own", () => {
  test("names main where both changed, and the way it says to go leads on", async () => {
    const scene = openScene(gate, { files: featureFiles() });
    const { world } = gate.github;
    world.setBranch(scene.name, "release", { to: "main", by: "carol" });
    world.protect(scene.name, "release", { checks: [{ context: "plan-gate", appId }] });
    const hotfix = { [plan]: `${goodPlan}\nFor this release alone.\n` };
    world.push(scene.name, { by: "carol", branch: "release", files: hotfix });
    const next = { [plan]: `${goodPlan}\nThe next generation.\n` };
    world.push(scene.name, { by: "carol", branch: "main", files: next });
    const files = { "code.ts": "export {};\n" };
    const head = world.push(scene.name, { by: "mona", branch: "feature", from: "release", files });
    const number = scene.open("feature", "release");
    const shut = await scene.check(head);
    const merged = world.mergeBranch(scene.name, {
      by: "mona",
      into: "feature",
      from: "main",
      files: hotfix,
    });
    const waiting = await scene.verdict(merged);
    await scene.comment("alice", number, "/approve-plan");

    expect(shut.output.title).toBe("F-15: the plan changed on `main` too");
    expect(shut.output.summary).toContain(
      "into this branch, keep the plan that belongs here, then ask for approval",
    );
    expect(waiting).toBe(waitingForAlice);
    expect(await scene.verdict(merged)).toMatch(approvedBy("alice"));
  });
});
