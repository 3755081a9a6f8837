import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { feature, featureFiles, openScene, type Scene } from "../live/scene.ts";
import { approvedBy, openApproved, openPlan, waitingForAlice } from "./opened.ts";

let gate: LiveGate;

beforeAll(async () => {
  gate = await openLiveGate();
});

afterAll(() => gate.close());

const config = "approval:\n  users: [alice]\nspec: with-plan\n";
const spec = "# Spec\n\nThe stack collects metrics of every service.\n\n- [ ] agreed with operations\n";
const files = { ...featureFiles(), [`${feature}/spec.md`]: spec };

function pushSpec(scene: Scene, text: string | null): string {
  return scene.push({ [`${feature}/spec.md`]: text });
}

describe("a specification that is approved with its plan", () => {
  test("cannot be changed behind the approval, and comes back with the approved text", async () => {
    const scene = openScene(gate, { config });
    const { head } = await openApproved(scene, files);
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));

    const changed = pushSpec(scene, spec.replace("metrics", "mail"));
    const run = await scene.check(changed);
    expect(`${run.conclusion ?? ""} · ${run.output.title ?? ""}`).toBe(waitingForAlice);
    expect(run.output.summary).toContain("spec.md");
    expect(run.output.text).toContain("### Specification");
    expect(await scene.verdict(pushSpec(scene, spec))).toMatch(approvedBy("alice"));
  });

  test("keeps its approval where boxes are ticked, and loses it where a word comes along", async () => {
    const scene = openScene(gate, { config });
    await openApproved(scene, files);

    expect(await scene.verdict(pushSpec(scene, spec.replace("[ ]", "[x]")))).toMatch(approvedBy("alice"));
    const sly = spec.replace("[ ]", "[x]").replace("operations", "nobody");
    expect(await scene.verdict(pushSpec(scene, sly))).toBe(waitingForAlice);
  });

  test("is not set free by the pull request that takes the setting away", async () => {
    const scene = openScene(gate, { config, files });
    const head = scene.push({
      [`${feature}/spec.md`]: spec.replace("metrics", "mail"),
      ".github/plan-gate.yml": "approval:\n  users: [alice]\nspec: exists\n",
    });
    const number = scene.open();
    await scene.comment("alice", number, "/approve-plan config");

    expect(await scene.verdict(head)).toBe(waitingForAlice);
  });

  test("is not set free by another base", async () => {
    const scene = openScene(gate, { config, files });
    const { world } = gate.github;
    const own = { by: "carol", branch: "release", files: { ".github/plan-gate.yml": "spec: exists\n" } };
    world.push(scene.name, own);
    const head = pushSpec(scene, spec.replace("metrics", "mail"));
    scene.open("feature", "release");

    expect(await scene.verdict(head)).toMatch(/waiting for approval by @alice$/);
  });

  test("is not approved by who committed to it alone", async () => {
    const scene = openScene(gate, { config, files });
    const { world } = gate.github;
    const head = world.push(scene.name, {
      by: "alice",
      branch: "feature",
      files: { [`${feature}/spec.md`]: spec.replace("metrics", "mail") },
    });
    const number = scene.open();
    await scene.comment("alice", number, "/approve-plan");

    expect(await scene.verdict(head)).toMatch(/^action_required/);
  });

  test("asks again in open pull requests once the setting is switched on", async () => {
    const scene = openScene(gate);
    const { head } = await openApproved(scene, files);
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));

    gate.github.world.push(scene.name, {
      by: "alice",
      branch: "main",
      files: { ".github/plan-gate.yml": config },
    });

    expect(await scene.verdict(head)).toBe(waitingForAlice);
  });

  test("of two features each has its own approval", async () => {
    const scene = openScene(gate, { config });
    const other = ".specify/specs/f-16-login";
    const { head, number } = await openPlan(scene, { ...files, ...featureFiles(other) });
    await scene.comment("alice", number, "/approve-plan F-16");

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    await scene.comment("alice", number, "/approve-plan F-15");
    expect(await scene.verdict(head)).toMatch(/^success/);
    const next = scene.push({ [`${other}/spec.md`]: "# Spec\n\nPeople log in with a key.\n" });
    expect(await scene.verdict(next)).toBe("action_required · F-16: waiting for approval by @alice");
  });
});
