import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { openScene, type Scene } from "../live/scene.ts";
import { approvedBy, openApproved } from "./opened.ts";

let gate: LiveGate;
beforeAll(async () => {
  gate = await openLiveGate();
});
afterAll(() => gate.close());

/** Whatever happens in `act` reaches GitHub, and no webhook of it reaches the gate. */
async function unheard<Result>(scene: Scene, act: () => Result): Promise<Result> {
  const { webhooks } = scene.gate.github;
  await scene.gate.settle();
  webhooks.hold();
  const result = act();
  for (const delivery of webhooks.pending()) webhooks.drop(delivery);
  await webhooks.release();
  return result;
}

const quiet = "approval:\n  users: [alice]\ncomment: false\n";
const rejected = "failure · F-15: rejected by @alice";
const lost = "Earlier decisions could not be read. ";

/** Approved on a first head, rejected on a second one with the same text, and mostly the comment is gone. */
async function openRejected(config: string, isKept = false) {
  const scene = openScene(gate, { config });
  const { world } = gate.github;
  const { head: first, number } = await openApproved(scene);
  const second = world.amend(scene.name, { by: "mona", branch: "feature" });
  const id = await scene.comment("alice", number, "/reject-plan I changed my mind.");
  expect(await scene.verdict(second)).toBe(rejected);
  await unheard(scene, () => {
    if (!isKept) world.deleteComment(scene.name, id, { by: "carol" });
  });
  const forcePush = (to: string): void => {
    world.setBranch(scene.name, "feature", { to, by: "mona" });
  };
  const junk = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, index) =>
      world.commit(scene.name, {
        by: "mona",
        parents: [world.tip(scene.name, "main")],
        files: { "junk.txt": `${index}\n` },
      }),
    );
  return { scene, number, first, second, forcePush, junk };
}

describe("an approval that its author rejected does not come back with its head", () => {
  test.each(["approval:\n  users: [alice]\n", quiet])("over ten quick force-pushes: %j", async (config) => {
    const { scene, number, first, forcePush, junk } = await openRejected(config);
    await unheard(scene, () => {
      for (const sha of [...junk(10), first]) forcePush(sha);
    });
    await scene.comment("mona", number, "/recheck-plan");

    expect(await scene.verdict(first)).toBe(rejected);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(first)).toMatch(approvedBy("alice"));
  });

  test("over sixty slow force-pushes, each of which was judged", { timeout: 180_000 }, async () => {
    const { scene, number, first, forcePush, junk } = await openRejected(quiet);
    for (const sha of junk(60)) {
      forcePush(sha);
      await gate.settle();
    }
    forcePush(first);
    await gate.settle();

    expect(await scene.verdict(first)).toBe(rejected);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(first)).toMatch(approvedBy("alice"));
  });

  test("by a commit on top of it, the way back having been lost", async () => {
    const { scene, first, forcePush } = await openRejected(quiet);
    await unheard(scene, () => {
      forcePush(first);
    });
    const third = scene.push({ "src/main.ts": "export {};\n" });

    expect(await scene.verdict(third)).toBe(rejected);
  });

  test("behind a push of twelve commits and another one, where the gate writes no comments", async () => {
    const { scene, second, number } = await openRejected(quiet);
    const { world } = gate.github;
    await unheard(scene, () => {
      for (let count = 0; count < 12; count += 1) scene.push({ "src/main.ts": `export {}; // ${count}\n` });
    });
    const last = scene.push({ "src/main.ts": "export {};\n" });

    expect(world.tip(scene.name, "feature")).toBe(last);
    expect(second).not.toBe(last);
    expect(await scene.verdict(last)).toBe(rejected);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(last)).toMatch(approvedBy("alice"));
  });

  test("over more force-pushes than are looked through: then everything is asked again", async () => {
    const { scene, number, first, forcePush, junk } = await openRejected(quiet);
    await unheard(scene, () => {
      for (const sha of [...junk(100), first]) forcePush(sha);
    });
    await scene.comment("mona", number, "/recheck-plan");
    expect(await scene.verdict(first)).toBe(`action_required · ${lost}F-15: waiting for approval by @alice`);

    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(first)).toMatch(approvedBy("alice"));
  });

  test("though its base swallowed the head on which it was rejected", async () => {
    const { scene, second, number } = await openRejected(quiet);
    const { world } = gate.github;
    await unheard(scene, () => {
      world.setBranch(scene.name, "mine", { to: second, by: "mona" });
      const files = { "src/main.ts": "export {};\n" };
      const next = world.push(scene.name, { by: "mona", branch: "mine", files });
      world.setBranch(scene.name, "feature", { to: next, by: "mona" });
      world.editPullRequest(scene.name, number, { by: "mona", base: "mine" });
    });
    const last = scene.push({ "src/other.ts": "export {};\n" });

    expect(await scene.verdict(last)).toBe(rejected);
  });
});

test("where the record is lost, rejections whose comments are there are decided again", async () => {
  const { scene, number, first, forcePush, junk } = await openRejected(quiet, true);
  await unheard(scene, () => {
    for (const sha of [...junk(100), first]) forcePush(sha);
  });
  await scene.comment("mona", number, "/recheck-plan");

  expect(await scene.verdict(first)).toBe(`failure · ${lost}F-15: rejected by @alice`);
});

describe("the green check of an earlier head is shut with the approval", () => {
  const conclusions = (scene: Scene, sha: string) =>
    gate.github.world.checkRuns(scene.name, sha, "plan-gate").map(({ conclusion }) => conclusion);
  const openTwo = async () => {
    const scene = openScene(gate, { config: "approval:\n  users: [alice, carol]\n" });
    const { head: first, number } = await openApproved(scene);
    const second = scene.push({ "src/main.ts": "export {};\n" });
    expect(await scene.verdict(second)).toMatch(approvedBy("alice"));
    expect(conclusions(scene, first)).toEqual(["success"]);
    return { scene, number, first, second };
  };
  const takenBack = (number: number) =>
    `failure · The approval was taken back on a later commit of #${number}`;

  test.each([
    ["alice", "/reject-plan I changed my mind."],
    ["alice", "/revoke-plan"],
    ["carol", "/reject-plan no"],
  ])("when %s comments %s", async (by, body) => {
    const { scene, number, first } = await openTwo();

    await scene.comment(by, number, body);

    expect(await scene.verdict(first)).toBe(takenBack(number));
  });

  test("when the approver leaves", async () => {
    const { scene, number, first } = await openTwo();
    gate.github.world.permission(scene.name, "alice", null);

    await scene.comment("mona", number, "/recheck-plan");

    expect(await scene.verdict(first)).toBe(takenBack(number));
  });

  test("and is judged anew when the branch comes back to it", async () => {
    const { scene, number, first } = await openTwo();
    await scene.comment("alice", number, "/reject-plan no");
    expect(await scene.verdict(first)).toBe(takenBack(number));

    gate.github.world.setBranch(scene.name, "feature", { to: first, by: "mona" });
    expect(await scene.verdict(first)).toBe("failure · F-15: rejected by @alice");
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(first)).toMatch(approvedBy("alice"));
  });

  test("but for a commit that another pull request has as well", async () => {
    const scene = openScene(gate, { config: "approval:\n  users: [alice, carol]\n" });
    const { world } = gate.github;
    const { head: first, number } = await openApproved(scene);
    world.setBranch(scene.name, "twin", { to: first, by: "mona" });
    gate.github.clock.advance(2);
    const twin = scene.open("twin");
    await scene.comment("alice", twin, "/approve-plan");
    expect(await scene.verdict(first)).toMatch(approvedBy("alice"));
    scene.push({ "src/main.ts": "export {};\n" });
    await scene.comment("alice", number, "/reject-plan no");

    expect(await scene.verdict(first)).toMatch(approvedBy("alice"));
  });
});
