import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { feature, goodPlan, openScene, type Scene, soundSpec } from "../live/scene.ts";
import { approvedBy, openPlan, waitingForAlice } from "./opened.ts";

let gate: LiveGate;

beforeAll(async () => {
  gate = await openLiveGate();
});

afterAll(() => gate.close());

const config = "approval:\n  users: [alice]\nspec: approved\n";
const specPath = `${feature}/spec.md`;
const planPath = `${feature}/plan.md`;
const specified = { [specPath]: soundSpec };
const both = { ...specified, [planPath]: goodPlan };
const otherSpec = soundSpec.replace("metrics of every service", "mail of every person");
const specWaits = "action_required · F-15 spec: waiting for approval by @alice";

async function say(scene: Scene, number: number, body: string, by = "alice"): Promise<void> {
  await scene.comment(by, number, body);
  await scene.gate.settle();
}

/** The button of the newest check, by its label. */
async function press(scene: Scene, head: string, { by, label }: { by: string; label: string }) {
  const run = await scene.check(head);
  const button = run.actions.find((one) => one.label === label);
  if (button === undefined)
    throw new Error(`No button ${label}: ${run.actions.map((one) => one.label).join()}`);
  scene.gate.github.world.press(scene.name, run.id, { by, identifier: button.identifier });
  await scene.gate.settle();
}

describe("a specification with a gate of its own", () => {
  test("opens by its own approval, and the plan by the plan's, in this order", async () => {
    const scene = openScene(gate, { config });
    const { head, number } = await openPlan(scene, both);
    expect(await scene.verdict(head)).toBe(specWaits);

    await say(scene, number, "/approve-plan F-15");
    expect(await scene.verdict(head)).toBe(specWaits);
    expect(scene.ownComments(number).join("\n")).toContain("Approve it first, by `/approve-spec F-15`");
    await say(scene, number, "/approve-spec F-15");
    expect(await scene.verdict(head)).toBe(waitingForAlice);
    await say(scene, number, "/approve-plan F-15");
    expect(await scene.verdict(head)).toBe("success · Approved by @alice");
  });

  test("and its plan are not both approved by one comment: the plan was not shown as ready", async () => {
    const scene = openScene(gate, { config });
    const { head, number } = await openPlan(scene, both);
    await say(scene, number, "/approve-spec\n\n/approve-plan");

    expect(await scene.verdict(head)).toBe(specWaits);
  });

  test("has a button of its own, and its press approves no plan", async () => {
    const scene = openScene(gate, { config });
    const { head } = await openPlan(scene, both);

    await press(scene, head, { by: "alice", label: "Approve spec" });
    expect(await scene.verdict(head)).toBe(waitingForAlice);
    await press(scene, head, { by: "alice", label: "Approve plan" });
    expect(await scene.verdict(head)).toBe("success · Approved by @alice");
  });

  test("is approved by a review where reviews count", async () => {
    const scene = openScene(gate, {
      config: config.replace("users: [alice]", "users: [alice]\n  methods: [review]"),
    });
    const { head, number } = await openPlan(scene, specified);
    gate.github.clock.advance(2);
    gate.github.world.review(scene.name, number, { by: "alice", state: "APPROVED", body: "/approve-spec" });

    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("loses its approval by a change, and with it the plan opens no more", async () => {
    const scene = openScene(gate, { config });
    const { number } = await openPlan(scene, both);
    await say(scene, number, "/approve-spec");
    await say(scene, number, "/approve-plan");

    const changed = scene.push({ [specPath]: otherSpec });
    const run = await scene.check(changed);
    expect(`${run.conclusion ?? ""} · ${run.output.title ?? ""}`).toBe(specWaits);
    expect(run.output.summary).toContain("Changed since");
    expect(run.output.summary).toContain("/approve-spec F-15");
    expect(await scene.verdict(scene.push({ [specPath]: soundSpec }))).toBe("success · Approved by @alice");
  });

  test("that is taken back or rejected shuts the plan again", async () => {
    const scene = openScene(gate, { config });
    const { head, number } = await openPlan(scene, both);
    await say(scene, number, "/approve-spec");
    await say(scene, number, "/approve-plan");

    await say(scene, number, "/revoke-plan");
    expect(await scene.verdict(head)).toBe(waitingForAlice);
    await say(scene, number, "/approve-plan");
    await say(scene, number, "/revoke-spec");
    expect(await scene.verdict(head)).toBe(specWaits);
    await say(scene, number, "/reject-spec F-15 nobody asked for this");
    expect(await scene.verdict(head)).toBe("failure · F-15 spec: rejected by @alice");
    await say(scene, number, "/approve-spec");
    expect(await scene.verdict(head)).toBe("success · Approved by @alice");
  });

  test("is not approved by its author, nor by who committed to it or opened the pull request", async () => {
    const scene = openScene(gate, { config: "approval:\n  users: [alice, mona]\nspec: approved\n" });
    const { world } = gate.github;
    const head = world.push(scene.name, { by: "alice", branch: "feature", files: specified });
    const number = scene.open();
    await scene.gate.settle();
    await say(scene, number, "/approve-spec");
    await say(scene, number, "/approve-spec", "mona");

    expect(await scene.verdict(head)).toMatch(/^action_required · F-15 spec: /);
  });

  test("keeps its approval where a box is ticked, and loses it where a word comes along", async () => {
    const scene = openScene(gate, { config });
    const boxed = `${soundSpec}\n- [ ] agreed with operations\n`;
    const { number } = await openPlan(scene, { [specPath]: boxed });
    await say(scene, number, "/approve-spec");

    expect(await scene.verdict(scene.push({ [specPath]: boxed.replace("[ ]", "[x]") }))).toMatch(
      approvedBy("alice"),
    );
    const sly = boxed.replace("[ ]", "[x]").replace("operations", "nobody");
    expect(await scene.verdict(scene.push({ [specPath]: sly }))).toBe(specWaits);
  });

  test("is approved in one pull request and not thereby in another, until it is on the base", async () => {
    const scene = openScene(gate, { config });
    const { number } = await openPlan(scene, specified);
    await say(scene, number, "/approve-spec");
    const head = scene.push(both, "planning");
    scene.open("planning");
    expect(await scene.verdict(head)).toBe(specWaits);

    gate.github.world.merge(scene.name, number, { by: "mona" });
    const updated = gate.github.world.push(scene.name, {
      by: "mona",
      branch: "later",
      files: { [planPath]: goodPlan },
    });
    scene.open("later");
    expect(await scene.verdict(updated)).toBe(waitingForAlice);
  });

  test("is asked for by its name alone where another feature's has the approval", async () => {
    const scene = openScene(gate, { config });
    const other = ".specify/specs/f-16-login";
    const { head, number } = await openPlan(scene, { ...specified, [`${other}/spec.md`]: otherSpec });
    await say(scene, number, "/approve-spec F-16");

    expect(await scene.verdict(head)).toBe(specWaits);
    await say(scene, number, "/approve-spec F-15");
    expect(await scene.verdict(head)).toMatch(/^success/);
  });

  test("is not set free by the pull request that takes the setting away, nor by another base", async () => {
    const scene = openScene(gate, { config, files: both });
    const { world } = gate.github;
    const head = scene.push({
      [specPath]: otherSpec,
      ".github/plan-gate.yml": "approval:\n  users: [alice]\nspec: exists\n",
    });
    const number = scene.open();
    await say(scene, number, "/approve-plan config");
    expect(await scene.verdict(head)).toBe(specWaits);

    world.push(scene.name, {
      by: "carol",
      branch: "release",
      files: { ".github/plan-gate.yml": "spec: exists\n" },
    });
    const released = scene.push(
      { [specPath]: `${otherSpec}\n- FR-3: Mail must be kept for 7 days.\n` },
      "other",
    );
    scene.open("other", "release");
    expect(await scene.verdict(released)).toBe(specWaits);
  });

  test("is asked for in open pull requests once the setting is switched on, and no longer once it is off", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    const { head, number } = await openPlan(scene, both);
    await say(scene, number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));

    world.push(scene.name, { by: "alice", branch: "main", files: { ".github/plan-gate.yml": config } });
    expect(await scene.verdict(head)).toBe(specWaits);
    world.push(scene.name, {
      by: "alice",
      branch: "main",
      files: { ".github/plan-gate.yml": "approval:\n  users: [alice]\n" },
    });
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("is carried by a rename of its feature, and by none that changes a word of it", async () => {
    const scene = openScene(gate, { config, files: both });
    const to = ".specify/specs/f-15-another-name";
    const gone = { [specPath]: null, [planPath]: null };
    const moved = scene.push({ ...gone, [`${to}/spec.md`]: soundSpec, [`${to}/plan.md`]: goodPlan });
    scene.open();
    expect(await scene.verdict(moved)).toMatch(/^success · F-15: renamed/);

    const sly = scene.push({ [`${to}/spec.md`]: otherSpec });
    expect(await scene.verdict(sly)).toMatch(/^action_required/);
  });

  test("in a merge group must be the one that was approved, and no sum of two", async () => {
    const scene = openScene(gate, { config, files: specified });
    const { world } = gate.github;
    const { number } = await openPlan(scene, { [specPath]: otherSpec });
    await say(scene, number, "/approve-spec");
    const longer = `${soundSpec}- The mail service of operations\n`;
    const message = `Harmless (#${number})`;
    world.push(scene.name, { by: "mona", branch: "sly", message, files: { [specPath]: longer } });
    const sly = scene.open("sly");
    await gate.settle();
    const group = world.enqueue(scene.name, number, { by: "mona" });
    const sum = world.enqueue(scene.name, sly, { by: "mona" });

    expect(await scene.verdict(group.headSha)).toBe("success · Every plan in this merge group is approved");
    expect(await scene.verdict(sum.headSha)).toBe(
      "failure · F-15 spec: the text in this merge group is not the one that was approved",
    );
  });

  test("of a fork waits like any other", async () => {
    const scene = openScene(gate, { config });
    const { world } = gate.github;
    const fork = world.fork(scene.name, "carol");
    const head = world.push(fork, { by: "carol", branch: "feature", files: specified });
    world.openPullRequest(scene.name, { by: "carol", head: "feature", base: "main", headRepository: fork });

    expect(await scene.verdict(head)).toBe(specWaits);
  });

  test("is waived row by row under its own command, by those who may approve it", async () => {
    const scene = openScene(gate, { config });
    const vague = soundSpec.replace("within 30 seconds.\n\n## A", "fast.\n\n## A");
    const { head, number } = await openPlan(scene, { [specPath]: vague });
    expect(await scene.verdict(head)).toBe('failure · F-15 spec: "Specification: no ambiguity" fails');

    await say(scene, number, "/waive-plan spec-unambiguous F-15 a spike");
    expect(await scene.verdict(head)).toMatch(/^failure/);
    await say(scene, number, "/waive-spec spec-unambiguous F-15 a spike", "carol");
    expect(await scene.verdict(head)).toMatch(/^failure/);
    await say(scene, number, "/waive-spec spec-unambiguous F-15 a spike");
    expect(await scene.verdict(head)).toBe(specWaits);
  });

  test("that is overridden is not approved: its plan waits, unless it is let through as well", async () => {
    const scene = openScene(gate, {
      config: "approval:\n  users: [alice]\n  override: admins\nspec: approved\n",
    });
    gate.github.world.permission(scene.name, "carol", "admin");
    const { head, number } = await openPlan(scene, both);

    await say(scene, number, "/override-spec the pager is on fire", "carol");
    expect(await scene.verdict(head)).toBe('failure · F-15: "Specification exists" fails');
    await say(scene, number, "/override-plan the pager is on fire", "carol");
    expect(await scene.verdict(head)).toBe("success · Overridden by @carol: the pager is on fire");
    await say(scene, number, "/revoke-spec", "carol");
    expect(await scene.verdict(head)).toBe(specWaits);
  });

  test("lends its name to no feature whose folder is called like its file", async () => {
    const scene = openScene(gate, { config });
    const nested = `${specPath}/plan.md`;
    const { head, number } = await openPlan(scene, {
      [nested]: goodPlan,
      [`${specPath}/spec.md`]: soundSpec,
    });
    await say(scene, number, "/approve-spec");
    await say(scene, number, "/approve-plan");

    expect(await scene.verdict(head)).not.toMatch(/^success/);
  });
});

test("where specifications have no gate of their own, their commands say so and decide nothing", async () => {
  const scene = openScene(gate);
  const { head, number } = await openPlan(scene, both);
  await say(scene, number, "/approve-spec F-15");

  expect(await scene.verdict(head)).toBe(waitingForAlice);
  expect(scene.ownComments(number).join("\n")).toContain("Specifications have no gate of their own here");
});
