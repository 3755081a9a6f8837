import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { feature, featureFiles, goodPlan, openScene, thinPlan } from "../live/scene.ts";
import { nothingFound } from "../plan/judge.ts";

let gate: LiveGate;
beforeAll(async () => {
  gate = await openLiveGate();
});
afterAll(() => gate.close());

describe("the server, told by GitHub's webhooks,", () => {
  test("passes a pull request that changes no plan", async () => {
    const scene = openScene(gate);
    const head = scene.push({ "src/main.ts": "export {};\n" });
    scene.open();

    expect(await scene.verdict(head)).toBe("success · No plans changed");
  });

  test("fails a thin plan, and GitHub refuses the merge", async () => {
    const scene = openScene(gate);
    const head = scene.push(featureFiles(feature, thinPlan));
    const number = scene.open();

    expect(await scene.verdict(head)).toBe(`failure · F-15: ${nothingFound}`);
    expect(() => gate.github.world.merge(scene.name, number, { by: "mona" })).toThrow("plan-gate");
  });

  test("lets a good plan wait for the designated human", async () => {
    const scene = openScene(gate);
    const head = scene.push(featureFiles());
    scene.open();

    expect(await scene.verdict(head)).toBe("action_required · F-15: waiting for approval by @alice");
  });

  test("opens the merge when the designated human approves", async () => {
    const scene = openScene(gate);
    const head = scene.push(featureFiles());
    const number = scene.open();
    await scene.comment("alice", number, "/approve-plan");

    expect(await scene.verdict(head)).toMatch(/^success · Approved by @alice \([0-9a-f]{12}\)$/);
    expect(gate.github.world.merge(scene.name, number, { by: "mona" })).toMatch(/^[0-9a-f]{40}$/);
  });
});

describe("an approval is refused, with one reply and the merge shut,", () => {
  test.each([
    ["by the author", "mona", "users: [alice, mona]"],
    ["by somebody not designated", "carol", "users: [alice]"],
  ])("%s", async (_name, by, approval) => {
    const scene = openScene(gate, { config: `approval:\n  ${approval}\n` });
    const head = scene.push(featureFiles());
    const number = scene.open();
    await scene.comment(by, number, "/approve-plan");

    expect(await scene.verdict(head)).toContain("action_required · F-15: waiting for approval");
    expect(scene.ownComments(number).filter((body) => body.startsWith(`\`@${by}\``))).toHaveLength(1);
  });

  test("by a bot", async () => {
    const scene = openScene(gate, { config: "approval:\n  permission: read\n" });
    gate.github.world.bot("helper[bot]");
    gate.github.world.permission(scene.name, "helper[bot]", "admin");
    const head = scene.push(featureFiles());
    const number = scene.open();
    await scene.comment("helper[bot]", number, "/approve-plan");

    expect(await scene.verdict(head)).toContain("action_required");
  });

  test("by an App on behalf of the architect", async () => {
    const scene = openScene(gate);
    gate.github.world.app(`agent-${scene.name.split("/")[0] ?? ""}`);
    const head = scene.push(featureFiles());
    const number = scene.open();
    await gate.settle();
    gate.github.clock.advance(2);
    gate.github.world.comment(scene.name, number, {
      by: "alice",
      body: "/approve-plan",
      via: `agent-${scene.name.split("/")[0] ?? ""}`,
    });

    expect(await scene.verdict(head)).toContain("action_required");
  });

  test("by a stranger, who gets no reply", async () => {
    const scene = openScene(gate);
    gate.github.world.user("stranger");
    const head = scene.push(featureFiles());
    const number = scene.open();
    await scene.comment("stranger", number, "/approve-plan");

    expect(await scene.verdict(head)).toContain("action_required");
    expect(scene.ownComments(number).some((body) => body.includes("stranger"))).toBe(false);
  });
});

describe("an approval", () => {
  test("is void when the plan is edited, and the check shows what changed", async () => {
    const scene = openScene(gate);
    scene.push(featureFiles());
    const number = scene.open();
    await scene.comment("alice", number, "/approve-plan");
    await gate.settle();
    const edited = scene.push({ [`${feature}/plan.md`]: `${goodPlan}\nOne more word.\n` });
    const run = await scene.check(edited);

    expect(run.conclusion).toBe("action_required");
    expect(run.output.summary).toContain("+One more word.");
  });

  test("stands when something else is pushed", async () => {
    const scene = openScene(gate);
    scene.push(featureFiles());
    const number = scene.open();
    await scene.comment("alice", number, "/approve-plan");
    await gate.settle();
    const unrelated = scene.push({ "src/main.ts": "export {};\n" });

    expect(await scene.verdict(unrelated)).toContain("success · Approved by @alice");
  });

  test("of feature 1 is not one of feature 15", async () => {
    const scene = openScene(gate);
    const head = scene.push({
      ...featureFiles(".specify/f-1-login"),
      ...featureFiles(".specify/f-15-stack"),
    });
    const number = scene.open();
    await scene.comment("alice", number, "/approve-plan F-1");

    expect(await scene.verdict(head)).toBe("action_required · F-15: waiting for approval by @alice");
  });
});

describe("without the step before, the gate stays shut:", () => {
  test("tasks without a plan", async () => {
    const scene = openScene(gate);
    const head = scene.push({ [`${feature}/tasks.md`]: "- [ ] T-1\n" });
    scene.open();

    expect(await scene.verdict(head)).toBe("failure · F-15: `tasks.md` without `plan.md`");
  });

  test("a plan without a specification", async () => {
    const scene = openScene(gate);
    const head = scene.push({ [`${feature}/plan.md`]: goodPlan });
    scene.open();

    expect(await scene.verdict(head)).toBe('failure · F-15: "Specification exists" fails');
  });
});

describe("the same holds", () => {
  test("for a pull request from a fork", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    const fork = world.fork(scene.name, "mona");
    const head = world.push(fork, { by: "mona", branch: "feature", files: featureFiles() });
    const number = world.openPullRequest(scene.name, { by: "mona", head: "feature", headRepository: fork });
    expect(await scene.verdict(head)).toBe("action_required · F-15: waiting for approval by @alice");
    await scene.comment("alice", number, "/approve-plan");

    expect(await scene.verdict(head)).toContain("success · Approved by @alice");
  });

  test("for a draft, which asks nobody for a review until it is ready", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    const head = scene.push(featureFiles());
    const number = world.openPullRequest(scene.name, { by: "mona", head: "feature", isDraft: true });
    expect(await scene.verdict(head)).toContain("action_required");
    expect(world.pullRequest(scene.name, number).requestedUserIds.size).toBe(0);
    world.setDraft(scene.name, number, { by: "mona", isDraft: false });
    await gate.settle();

    expect(world.pullRequest(scene.name, number).requestedUserIds.size).toBe(1);
  });

  test("without a config: people with the maintain permission approve", async () => {
    const scene = openScene(gate, { config: null });
    const head = scene.push(featureFiles());
    const number = scene.open();
    await scene.comment("alice", number, "/approve-plan");

    expect(await scene.verdict(head)).toContain("success · Approved by @alice");
  });
});
