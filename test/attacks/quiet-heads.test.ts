import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { feature, featureFiles, goodPlan, openScene, type Scene } from "../live/scene.ts";
import { approvedBy, openApproved, waitingForAlice } from "./opened.ts";

let gate: LiveGate;
beforeAll(async () => {
  gate = await openLiveGate();
});
afterAll(() => gate.close());

const gone = {
  ...Object.fromEntries(Object.keys(featureFiles()).map((path) => [path, null])),
  "src/a.ts": "export {};\n",
};

/** Approved by alice; then a head on which nothing is judged. */
async function quieted(scene: Scene, files: Readonly<Record<string, string | null>>) {
  const { head, number } = await openApproved(scene);
  const quiet = scene.push(files);
  await scene.check(quiet);
  return { head, number, quiet };
}

/** Alice speaks, and mona's accomplice deletes it. */
async function sayAndDelete(scene: Scene, number: number, body: string): Promise<void> {
  const id = await scene.comment("alice", number, body);
  await scene.gate.settle();
  scene.gate.github.world.deleteComment(scene.name, id, { by: "carol" });
  await scene.gate.settle();
}

describe("on a head that changes no plan any more", () => {
  test.each([
    ["/reject-plan It loses data", "failure · F-15: rejected by @alice"],
    ["/revoke-plan", waitingForAlice],
  ])("%s is decided, shuts the earlier head, and stands when the plan is back", async (command, verdict) => {
    const scene = openScene(gate);
    const { head, number, quiet } = await quieted(scene, gone);
    expect(await scene.verdict(quiet)).toBe("success · No plans changed");
    await sayAndDelete(scene, number, command);

    expect((await scene.check(head)).conclusion).toBe("failure");
    expect(await scene.verdict(scene.push(featureFiles()))).toBe(verdict);
  });

  test("an approval is refused with an answer, and the earlier one stands", async () => {
    const scene = openScene(gate);
    const { head, number } = await quieted(scene, gone);
    await scene.comment("alice", number, "/approve-plan");
    await gate.settle();

    expect(scene.ownComments(number).some((body) => body.includes("nothing to approve"))).toBe(true);
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
    expect(await scene.verdict(scene.push(featureFiles()))).toMatch(approvedBy("alice"));
  });

  test("the record is found over another head that was never judged", async () => {
    const config = "approval:\n  users: [alice]\n  codeowners: true\n  methods: [comment, review]\n";
    const scene = openScene(gate, { config, files: { ".github/CODEOWNERS": "* @alice\n" } });
    const { webhooks } = gate.github;
    const { head, number } = await openApproved(scene);
    webhooks.hold();
    scene.push(gone);
    for (const delivery of webhooks.pending()) webhooks.drop(delivery);
    await webhooks.release();
    scene.push({ "src/b.ts": "export {};\n" });
    await sayAndDelete(scene, number, "/reject-plan It loses data");

    expect((await scene.check(head)).conclusion).toBe("failure");
  });
});

test("a rejection on a head with too many features is decided, and shuts the earlier one", async () => {
  const scene = openScene(gate);
  const files: Record<string, string> = { [`${feature}/plan.md`]: `${goodPlan}\nMore.\n` };
  for (let id = 100; id <= 150; id += 1) files[`.specify/specs/f-${id}-x/plan.md`] = goodPlan;
  const { head, number } = await quieted(scene, files);
  await sayAndDelete(scene, number, "/reject-plan It loses data");

  expect((await scene.check(head)).conclusion).toBe("failure");
});
