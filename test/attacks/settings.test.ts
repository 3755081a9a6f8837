import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { featureFiles, openScene } from "../live/scene.ts";
import { approvedBy, openPlan, waitingForAlice } from "./opened.ts";

let gate: LiveGate;
beforeAll(async () => {
  gate = await openLiveGate();
});
afterAll(() => gate.close());

const config = ".github/plan-gate.yml";

describe("the gate's own settings", () => {
  // noqdev/iambic#452: a config in the pull request weakens the gate that judges it.
  test("changed in the pull request do not judge it, and need approval by name", async () => {
    const scene = openScene(gate);
    const weaker = "approval:\n  users: [mona, carol]\n  allow_author: true\n";
    const { head, number } = await openPlan(scene, { ...featureFiles(), [config]: weaker });
    await scene.comment("mona", number, "/approve-plan");
    await scene.comment("carol", number, "/approve-plan config");
    expect((await scene.check(head)).conclusion).toBe("action_required");
    await scene.comment("alice", number, "/approve-plan");

    expect(await scene.verdict(head)).toBe("action_required · config: waiting for approval by @alice");
    await scene.comment("alice", number, "/approve-plan config");
    expect(await scene.verdict(head)).toMatch(/^success · Approved by @alice$/);
  });

  test("are covered by the bare command where nothing else is gated", async () => {
    const scene = openScene(gate);
    const { head, number } = await openPlan(scene, { [config]: "approval:\n  users: [alice, carol]\n" });
    expect(await scene.verdict(head)).toBe("action_required · config: waiting for approval by @alice");
    await scene.comment("alice", number, "/approve-plan");

    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("that no longer ask a group are approved by that group too, for good only while its people are in it", async () => {
    const scene = openScene(gate, {
      config: "approval:\n  require:\n    - people: [alice]\n    - teams: [security]\n",
    });
    const [organization = ""] = scene.name.split("/");
    const { world } = gate.github;
    world.member(organization, "carol");
    world.team(organization, "security", { members: ["carol"] });
    world.teamPermission(scene.name, "security", "write");
    const { head, number } = await openPlan(scene, { [config]: "approval:\n  users: [alice]\n" });
    await scene.comment("alice", number, "/approve-plan config");
    expect(await scene.verdict(head)).toBe(
      `action_required · config: waiting for approval by @${organization}/security`,
    );
    await scene.comment("carol", number, "/approve-plan config");
    expect((await scene.check(head)).conclusion).toBe("success");
    world.teamMember(organization, "security", { login: "carol", state: null });

    expect((await scene.check(head)).conclusion).toBe("action_required");
  });

  test("include CODEOWNERS where they designate", async () => {
    const owners = { ".github/CODEOWNERS": "* @alice\n" };
    const scene = openScene(gate, { config: "approval:\n  codeowners: true\n", files: owners });
    const files = { ...featureFiles(), ".github/CODEOWNERS": "* @carol\n" };
    const { head, number } = await openPlan(scene, files);
    await scene.comment("carol", number, "/approve-plan");
    await scene.comment("alice", number, "/approve-plan F-15");

    expect(await scene.verdict(head)).toBe("action_required · config: waiting for approval by @alice");
    await scene.comment("alice", number, "/approve-plan config");
    expect(await scene.verdict(head)).toContain("success · Approved by @alice");
  });

  test.each([
    ["aliases that multiply", "approval: &a\n  users: &b [x, x]\nrules: *a\n"],
    ["a tag", "approval: !!js/function 'x'\n"],
    ["`_extends`", "_extends: other/repo\n"],
    ["an unknown key", "aproval:\n  users: [mona]\n"],
    ["nothing that is YAML", "approval: [\n"],
    ["more than 64 KiB", `# ${"x".repeat(66_000)}\n`],
  ])("with %s are refused, and never taken for the defaults", async (_name, text) => {
    const scene = openScene(gate);
    const { head, number } = await openPlan(scene, { [config]: text });
    await scene.comment("alice", number, "/approve-plan config");

    expect((await scene.check(head)).conclusion).toBe("failure");
    const repaired = scene.push({ [config]: "approval:\n  users: [alice, carol]\n" });
    await scene.comment("alice", number, "/approve-plan config");
    expect(await scene.verdict(repaired)).toMatch(approvedBy("alice"));
  });

  test("that cannot be read on the default branch let nothing pass but their repair", async () => {
    const scene = openScene(gate, { config: "approval: [\n" });
    const { head } = await openPlan(scene);

    expect(await scene.verdict(head)).toContain("failure · `.github/plan-gate.yml` on `main` has errors");
  });

  test("under a wrong name are an error", async () => {
    const scene = openScene(gate);
    const { head } = await openPlan(scene, { ".github/plan-gate.yaml": "approval:\n  users: [mona]\n" });

    expect((await scene.check(head)).conclusion).toBe("failure");
  });

  test("in a pull request for another branch than the default change nothing", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    world.push(scene.name, {
      by: "mona",
      branch: "lax",
      files: { [config]: "approval:\n  users: [mona]\n  allow_author: true\n" },
    });
    const head = world.push(scene.name, {
      by: "mona",
      branch: "feature",
      from: "lax",
      files: featureFiles(),
    });
    const number = scene.open("feature", "lax");
    await scene.comment("mona", number, "/approve-plan");

    expect(await scene.verdict(head)).toContain("action_required · ");
    expect((await scene.check(head)).output.summary).toContain("@alice");
  });
});

test("a command for one of two features is no command for the other, nor for a part of its name", async () => {
  const scene = openScene(gate);
  const { head, number } = await openPlan(scene, {
    ...featureFiles(".specify/f-1-a"),
    ...featureFiles(".specify/f-15-b"),
  });
  await scene.comment("alice", number, "/approve-plan F-1");
  await scene.comment("alice", number, "/approve-plan F-");
  await scene.comment("alice", number, "/approve-plan .specify/f-15");

  expect(await scene.verdict(head)).toBe(waitingForAlice);
  await scene.comment("alice", number, "/approve-plan f-15");
  expect(await scene.verdict(head)).toContain("success · Approved by @alice");
});

describe("settings that hide", () => {
  test("CODEOWNERS beside a config that lets owners designate is a part of what is approved", async () => {
    const scene = openScene(gate, { config: "approval: [\n", files: { ".github/CODEOWNERS": "* @alice\n" } });
    gate.github.world.permission(scene.name, "alice", "admin");
    const { head, number } = await openPlan(scene, { [config]: "approval:\n  codeowners: true\n" });
    await scene.comment("alice", number, "/approve-plan config");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));

    const next = scene.push({ ".github/CODEOWNERS": "* @mona\n" });

    expect(await scene.verdict(next)).toMatch(/^action_required · config: waiting for approval/);
  });

  test("a config at the root is an error", async () => {
    const scene = openScene(gate, { config: null });

    const { head } = await openPlan(scene, { "plan-gate.yml": "approval:\n  users: [mona]\n" });

    expect(await scene.verdict(head)).toBe("failure · config: `plan-gate.yml` has an error");
  });

  test.each([".github/PLAN-G~1.YML", ".github/plan-gate.yml::$DATA"])(
    "a file that Windows takes for the config is approved by its name: %s",
    async (path) => {
      const scene = openScene(gate);

      const { head } = await openPlan(scene, { [path]: "approval:\n  users: [mona]\n" });

      expect(await scene.verdict(head)).toMatch(/^action_required · config: waiting for approval/);
    },
  );

  test("a misspelled config on the default branch is an error, whatever is changed", async () => {
    const files = { ".github/plan-gate.yaml": "version: 1\nfeatures: [specs/*]\n" };
    const scene = openScene(gate, { config: null, files });

    const { head } = await openPlan(scene, { "specs/001-login/plan.md": "# Plan\n" });

    expect(await scene.verdict(head)).toBe(
      "failure · `.github/plan-gate.yaml` on `main` has errors; repair it in a pull request of its own",
    );
  });

  test("a feature at the root named like the settings is not approved with them", async () => {
    const scene = openScene(gate, { config: 'features: ["*"]\napproval:\n  users: [alice]\n' });
    const { head, number } = await openPlan(scene, {
      ...featureFiles("config"),
      [config]: 'features: ["*"]\napproval:\n  users: [alice, carol]\n',
    });

    await scene.comment("alice", number, "/approve-plan config");

    expect(await scene.verdict(head)).toBe("action_required · config: waiting for approval by @alice");
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(/^success · Approved by @alice/);
  });

  test("are not approved by the bare command beside a plan that was changed on the base too", async () => {
    const scene = openScene(gate);
    const { head, number } = await openPlan(scene, {
      ...featureFiles(),
      [config]: "approval:\n  users: [alice, carol]\n",
    });
    gate.github.world.push(scene.name, {
      by: "carol",
      branch: "main",
      files: featureFiles(undefined, "# Another plan\n"),
    });
    await gate.settle();

    await scene.comment("alice", number, "/approve-plan");

    const { output } = await scene.check(head);
    expect(output.title).toContain("F-15: the plan changed on the base too");
    expect(output.summary).not.toContain("Approved by");
    expect(scene.ownComments(number).join()).toContain("To approve the settings alone, name them");
  });
});
