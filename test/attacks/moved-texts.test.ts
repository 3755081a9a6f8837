import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { feature, featureFiles, goodPlan, openScene, type Scene } from "../live/scene.ts";
import { approvedBy, openApproved, waitingForAlice } from "./opened.ts";

let gate: LiveGate;
beforeAll(async () => {
  gate = await openLiveGate();
});
afterAll(() => gate.close());

const other = ".specify/specs/f-2-other";
const moved = ".specify/specs/f-16-docker-compose-stack";
const otherFiles = featureFiles(other, `${goodPlan}\nThe other one.\n`);

const without = (folder: string): Readonly<Record<string, null>> =>
  Object.fromEntries(Object.keys(featureFiles(folder)).map((path) => [path, null]));

/** Two features approved by alice, and the first taken out of the pull request. */
async function takenOut(scene: Scene): Promise<number> {
  const { number } = await openApproved(scene, { ...featureFiles(), ...otherFiles });
  const head = scene.push(without(feature));
  expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  return number;
}

/** The first is put back, alone. */
const putBack = (scene: Scene): string => scene.push({ ...featureFiles(), ...without(other) });

describe("what was approved and taken out of the pull request for a while", () => {
  test("comes back as approved, where nobody said anything", async () => {
    const scene = openScene(gate);
    await takenOut(scene);

    expect(await scene.verdict(putBack(scene))).toMatch(approvedBy("alice"));
  });

  test.each(["/revoke-plan", "/revoke-plan F-15", `/revoke-plan ${feature}`])(
    "waits again after %s of its approver",
    async (command) => {
      const scene = openScene(gate);
      const number = await takenOut(scene);
      await scene.comment("alice", number, command);
      await gate.settle();

      expect(await scene.verdict(putBack(scene))).toBe(waitingForAlice);
    },
  );

  test.each([
    "/reject-plan It loses data",
    `/reject-plan ${feature} It loses data`,
    "/reject-plan F-15 It loses data",
  ])("is rejected by %s of whoever may decide", async (command) => {
    const scene = openScene(gate, { config: "approval:\n  users: [alice, carol]\n" });
    const number = await takenOut(scene);
    await scene.comment("carol", number, command);
    await gate.settle();

    expect(await scene.verdict(putBack(scene))).toBe("failure · F-15: rejected by @carol");
  });

  test("stays approved where its approver takes back another one by name", async () => {
    const scene = openScene(gate);
    const number = await takenOut(scene);
    await scene.comment("alice", number, "/revoke-plan F-2");
    await gate.settle();

    expect(await scene.verdict(putBack(scene))).toMatch(approvedBy("alice"));
  });
});

describe("an approved text that is moved to another folder", () => {
  const move = (scene: Scene, from: string, to: string) =>
    scene.push({ ...featureFiles(to), ...without(from) });

  test.each([
    ["/reject-plan It loses data", "failure · F-15: rejected by @alice"],
    ["/revoke-plan", waitingForAlice],
  ])("is not approved when it comes back after %s", async (command, verdict) => {
    const scene = openScene(gate);
    const { number } = await openApproved(scene);
    move(scene, feature, moved);
    await scene.comment("alice", number, command);
    await gate.settle();

    expect(await scene.verdict(move(scene, moved, feature))).toBe(verdict);
  });

  test("takes a rejection along, which its author ends by approving it where it is", async () => {
    const scene = openScene(gate);
    const { number } = await openApproved(scene);
    await scene.comment("alice", number, "/reject-plan It loses data");
    const head = move(scene, feature, moved);
    expect(await scene.verdict(head)).toBe("failure · F-16: rejected by @alice");
    await scene.comment("alice", number, "/approve-plan F-16");

    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("is another one while its copy is there as well", async () => {
    const scene = openScene(gate);
    const { number } = await openApproved(scene);
    const head = scene.push(featureFiles(moved));
    await scene.comment("alice", number, "/reject-plan F-16 It is a copy");

    const { output } = await scene.check(head);
    expect(output.title).toBe("F-16: rejected by @alice");
    expect(output.summary).toContain("F-15: approved by `@alice`");
  });
});

describe("files beside a plan that the base has, and neither the head nor its merge base", () => {
  test.each<[string, Readonly<Record<string, string | { readonly symlink: string }>>]>([
    ["a data model", { [`${feature}/data-model.md`]: "# Passwords\n\nStored in clear.\n" }],
    ["contracts", { [`${feature}/contracts/api.yaml`]: "openapi: 3.1.0\n" }],
    ["a link in place of contracts", { [`${feature}/contracts`]: { symlink: "../../../evil" } }],
  ])("are no way into it: %s", async (_what, files) => {
    const scene = openScene(gate);
    const { world } = gate.github;
    const old = world.tip(scene.name, "main");
    const honest = scene.push(featureFiles(), "honest");
    const number = scene.open("honest");
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(honest)).toMatch(approvedBy("alice"));
    world.merge(scene.name, number, { by: "mona" });
    world.setBranch(scene.name, "evil", { to: old, by: "mona" });
    const head = world.push(scene.name, { by: "mona", branch: "evil", files });
    const evil = scene.open("evil");

    expect(await scene.verdict(head)).toBe("failure · F-15: the plan changed on the base too");
    expect(() => world.merge(scene.name, evil, { by: "mona" })).toThrow("plan-gate");
  });
});
