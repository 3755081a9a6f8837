import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { feature, goodPlan, openScene, type Scene } from "../live/scene.ts";
import { approvedBy, openPlan, waitingForAlice } from "./opened.ts";

let gate: LiveGate;

beforeAll(async () => {
  gate = await openLiveGate();
});

afterAll(async () => {
  await gate.close();
});

/** Something else lands on the base, and alice presses "Update branch" with a rebase. */
function update(scene: Scene, count: number): string {
  const { world } = gate.github;
  world.push(scene.name, { by: "carol", branch: "main", files: { "src/a.ts": String(count) } });
  return world.updateByRebase(scene.name, { by: "alice", branch: "feature", onto: "main" });
}

/** What happens meanwhile the gate does not hear of. */
async function withoutWebhooks(act: () => void): Promise<void> {
  const { webhooks } = gate.github;
  await gate.settle();
  webhooks.hold();
  act();
  for (const delivery of webhooks.pending()) webhooks.drop(delivery);
  await webhooks.release();
}

describe("an update by rebase, pressed by the approver,", () => {
  test("keeps her approval, however many commits and however often", async () => {
    const scene = openScene(gate);
    const { number } = await openPlan(scene);
    scene.push({ "src/b.ts": "1" });
    const last = scene.push({ [`${feature}/plan.md`]: `${goodPlan}\nWith a last word.\n` });
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(last)).toMatch(approvedBy("alice"));
    await withoutWebhooks(() => {
      for (let count = 1; count <= 5; count += 1) update(scene, count);
    });

    expect(await scene.verdict(update(scene, 6))).toMatch(approvedBy("alice"));
  });

  test("keeps her right to approve, also where the webhooks of it are lost", async () => {
    const scene = openScene(gate);
    const { number } = await openPlan(scene);
    let head = "";
    await withoutWebhooks(() => {
      for (let count = 1; count <= 6; count += 1) head = update(scene, count);
    });
    await scene.comment("mona", number, "/recheck-plan");
    expect(await scene.verdict(head)).toBe(waitingForAlice);
    await scene.comment("alice", number, "/approve-plan");

    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("does not hide what she changed in between", async () => {
    const scene = openScene(gate);
    await openPlan(scene);
    update(scene, 1);
    gate.github.world.push(scene.name, {
      by: "alice",
      branch: "feature",
      files: { [`${feature}/plan.md`]: `${goodPlan}\nA back door.\n` },
    });
    await withoutWebhooks(() => {
      for (let count = 2; count <= 6; count += 1) update(scene, count);
    });

    expect(await scene.verdict(update(scene, 7))).toContain("@alice took part in the text by commit");
  });
});
