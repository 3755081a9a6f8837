import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appId, type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { featureFiles, openScene, type Scene } from "../live/scene.ts";

let gate: LiveGate;

beforeAll(async () => {
  gate = await openLiveGate();
});

afterAll(() => gate.close());

const config = `approval:
  users: [alice]
  branches:
    - { branches: ["release/*", "lax"], users: [carol] }
`;

/** A plan for a branch beside main; that branch requires the check as well. */
async function openInto(scene: Scene, base: string): Promise<{ head: string; number: number }> {
  const { world } = gate.github;
  world.push(scene.name, { by: "alice", branch: base, from: "main", files: { "NOTES.md": "Notes\n" } });
  world.protect(scene.name, base, { checks: [{ context: "plan-gate", appId }] });
  const head = world.push(scene.name, { by: "mona", branch: "feature", from: base, files: featureFiles() });
  const number = scene.open("feature", base);
  await gate.settle();
  return { head, number };
}

describe("a base with other people", () => {
  test("has its own and those of the default branch asked", async () => {
    const scene = openScene(gate, { config });
    const { head, number } = await openInto(scene, "release/1");
    expect(await scene.verdict(head)).toBe(
      "action_required · F-15: waiting for approval by @carol and @alice",
    );

    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toBe("action_required · F-15: waiting for approval by @carol");

    await scene.comment("carol", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(/^success · Approved by @alice and @carol /);
  });

  test("lends its people to nobody who moves the pull request to the default branch unheard", async () => {
    const scene = openScene(gate, { config });
    const { world, webhooks } = gate.github;
    const { head, number } = await openInto(scene, "lax");
    await scene.comment("carol", number, "/approve-plan");
    expect(await scene.verdict(head)).toBe("action_required · F-15: waiting for approval by @alice");

    webhooks.hold();
    world.editPullRequest(scene.name, number, { by: "mona", base: "main" });
    expect(() => world.merge(scene.name, number, { by: "mona" })).toThrow();
    await webhooks.release();

    expect(await scene.verdict(head)).toBe("action_required · F-15: waiting for approval by @alice");
    expect((await scene.check(head)).output.summary).toContain("is no longer among those who may decide");
  });

  test("asks them when a pull request that was approved for the default branch is moved there", async () => {
    const scene = openScene(gate, { config });
    const { world } = gate.github;
    const { head, number } = await openInto(scene, "release/1");
    world.editPullRequest(scene.name, number, { by: "mona", base: "main" });
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(/^success · Approved by @alice /);

    world.editPullRequest(scene.name, number, { by: "mona", base: "release/1" });

    expect(await scene.verdict(head)).toBe("action_required · F-15: waiting for approval by @carol");
  });

  test("is not given others by the pull request that goes there", async () => {
    const scene = openScene(gate, { config });
    const { world } = gate.github;
    const { number } = await openInto(scene, "release/1");
    const head = world.push(scene.name, {
      by: "mona",
      branch: "feature",
      files: { ".github/plan-gate.yml": config.replace("carol", "alice") },
    });
    for (const command of ["/approve-plan", "/approve-plan config"])
      await scene.comment("alice", number, command);

    expect(await scene.verdict(head)).toBe("action_required · config: waiting for approval by @carol");
  });
});
