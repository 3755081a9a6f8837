import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { feature, featureFiles, goodPlan, openScene } from "../live/scene.ts";
import { approvedBy, openApproved, openPlan, waitingForAlice } from "./opened.ts";

let gate: LiveGate;
beforeAll(async () => {
  gate = await openLiveGate();
});
afterAll(() => gate.close());

describe("a check run by somebody else", () => {
  test.each(["github-actions", "forger"])("of our name does not open the merge: %s", async (app) => {
    const scene = openScene(gate);
    if (app === "forger") gate.github.world.app(`forger-${scene.name.split("/")[0] ?? ""}`);
    const slug = app === "forger" ? `forger-${scene.name.split("/")[0] ?? ""}` : app;
    const { head, number } = await openPlan(scene);
    const { output } = await scene.check(head);
    gate.github.world.checkRun(scene.name, {
      name: "plan-gate",
      headSha: head,
      app: slug,
      status: "completed",
      conclusion: "success",
      output: { ...output, annotations: [] },
    });

    expect(() => gate.github.world.merge(scene.name, number, { by: "mona" })).toThrow("plan-gate");
    await scene.comment("mona", number, "/recheck-plan");
    expect(await scene.verdict(head)).toBe(waitingForAlice);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
    expect(gate.github.world.merge(scene.name, number, { by: "mona" })).toMatch(/^[0-9a-f]{40}$/);
  });

  test("with our own record copied to a new head carries no approval there", async () => {
    const scene = openScene(gate);
    const { head, number } = await openApproved(scene);
    const { output } = await scene.check(head);
    gate.github.webhooks.hold();
    const edited = scene.push({ [`${feature}/plan.md`]: `${goodPlan}\nAnd a back door.\n` });
    gate.github.world.checkRun(scene.name, {
      name: "plan-gate",
      headSha: edited,
      status: "completed",
      conclusion: "success",
      output: { ...output, annotations: [] },
    });
    await gate.github.webhooks.release();

    expect(await scene.verdict(edited)).toBe(waitingForAlice);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(edited)).toMatch(approvedBy("alice"));
  });

  test("has no button that we answer", async () => {
    const scene = openScene(gate);
    const { head, number } = await openPlan(scene);
    const ours = await scene.check(head);
    const identifier = ours.actions[0]?.identifier ?? "";
    const forged = gate.github.world.checkRun(scene.name, {
      name: "plan-gate",
      headSha: head,
      status: "completed",
      conclusion: "action_required",
      output: { ...ours.output, annotations: [] },
      actions: [{ label: "Approve plan", description: "x", identifier }],
    });
    gate.github.world.press(scene.name, forged, { by: "alice", identifier });

    await scene.comment("mona", number, "/recheck-plan");
    expect(await scene.verdict(head)).toBe(waitingForAlice);
    gate.github.world.press(scene.name, ours.id, { by: "alice", identifier });
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });
});

test("a record in the plan's own text is text", async () => {
  const scene = openScene(gate);
  const { head } = await openApproved(scene);
  const record = (await scene.check(head)).output.text?.split("\n").at(-1) ?? "";
  expect(record).toContain("plan-gate-record");
  const next = openScene(gate);
  const forged = await openPlan(
    next,
    featureFiles(feature, `${goodPlan}\n## Architecture decisions\n\n${record}\n\n${record}\n`),
  );

  expect(await next.verdict(forged.head)).toContain("action_required · ");
  await next.comment("alice", forged.number, "/approve-plan");
  expect(await next.verdict(forged.head)).toMatch(approvedBy("alice"));
});

describe("a press of the button", () => {
  test("on the check run of an earlier text approves nothing", async () => {
    const scene = openScene(gate);
    const { head, number } = await openPlan(scene);
    const stale = await scene.check(head);
    const edited = scene.push({ [`${feature}/plan.md`]: `${goodPlan}\nMore.\n` });
    await gate.settle();
    gate.github.world.press(scene.name, stale.id, {
      by: "alice",
      identifier: stale.actions[0]?.identifier ?? "",
    });

    expect(await scene.verdict(edited)).toBe(waitingForAlice);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(edited)).toMatch(approvedBy("alice"));
  });

  test("sent again after it was revoked does not approve again", async () => {
    const scene = openScene(gate);
    const { head, number } = await openPlan(scene);
    const run = await scene.check(head);
    const identifier = run.actions[0]?.identifier ?? "";
    gate.github.world.press(scene.name, run.id, { by: "alice", identifier });
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
    const press = gate.github.webhooks.deliveries.findLast(({ action }) => action === "requested_action");
    await scene.comment("alice", number, "/revoke-plan");
    expect(await scene.verdict(head)).toBe(waitingForAlice);
    if (press !== undefined) await gate.github.webhooks.redeliver(press);

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    const current = (await scene.check(head)).actions[0]?.identifier ?? "";
    gate.github.world.press(scene.name, run.id, { by: "alice", identifier: current });
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("by somebody who may not approves nothing", async () => {
    const scene = openScene(gate);
    const { head } = await openPlan(scene);
    const run = await scene.check(head);
    const identifier = run.actions[0]?.identifier ?? "";
    for (const by of ["carol", "mona", "bob"])
      gate.github.world.press(scene.name, run.id, { by, identifier });

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    const current = (await scene.check(head)).actions[0]?.identifier ?? "";
    gate.github.world.press(scene.name, run.id, { by: "alice", identifier: current });
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  // tomcounsell/ai#1300: an agent approves with its owner's token. No API call presses this button.
  test("is the only way with `methods: [button]`", async () => {
    const scene = openScene(gate, { config: "approval:\n  users: [alice]\n  methods: [button]\n" });
    const { head, number } = await openPlan(scene);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toBe(waitingForAlice);
    const run = await scene.check(head);
    gate.github.world.press(scene.name, run.id, {
      by: "alice",
      identifier: run.actions[0]?.identifier ?? "",
    });

    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });
});

describe("more than a thousand check suites on one commit", () => {
  test("hide neither our check run nor what was rejected in it", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    const { head, number } = await openPlan(scene);
    const id = await scene.comment("alice", number, "/reject-plan It has no way back.");
    expect(await scene.verdict(head)).toContain("failure · F-15: rejected by @alice");
    world.checkSuites(scene.name, head, 1_001);
    world.deleteComment(scene.name, id, { by: "carol" });
    await scene.comment("mona", number, "/recheck-plan");
    await scene.comment("carol", number, "/recheck-plan");

    expect(await scene.verdict(head)).toContain("failure · F-15: rejected by @alice");
    expect(world.checkRuns(scene.name, head, "plan-gate")).toHaveLength(1);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("hide no rejection from a second pull request of the same branch, nor from the first", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    const { head, number } = await openPlan(scene);
    const id = await scene.comment("alice", number, "/reject-plan It has no way back.");
    expect(await scene.verdict(head)).toContain("failure · F-15: rejected by @alice");
    world.checkSuites(scene.name, head, 1_001);
    world.deleteComment(scene.name, id, { by: "carol" });
    await gate.settle();
    world.push(scene.name, { by: "carol", branch: "lax", files: { "lax.md": "x\n" } });
    world.openPullRequest(scene.name, { by: "mona", head: "feature", base: "lax" });

    expect(await scene.verdict(head)).toContain("F-15: rejected by @alice");
    expect(world.checkRuns(scene.name, head, "plan-gate")).toHaveLength(1);
    await scene.comment("mona", number, "/recheck-plan");
    expect(await scene.verdict(head)).toContain("F-15: rejected by @alice");
  });

  test("hide no earlier head from a new one, nor a fork's from a second pull request", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    const fork = world.fork(scene.name, "mona");
    const head = world.push(fork, { by: "mona", branch: "feature", files: featureFiles() });
    const from = { by: "mona", head: "feature", headRepository: fork };
    const number = world.openPullRequest(scene.name, from);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
    const id = await scene.comment("alice", number, "/reject-plan It has no way back.");
    expect(await scene.verdict(head)).toContain("failure · F-15: rejected by @alice");
    world.checkSuites(scene.name, head, 1_001);
    world.deleteComment(scene.name, id, { by: "carol" });
    await gate.settle();
    world.push(scene.name, { by: "carol", branch: "lax", files: { "lax.md": "x\n" } });
    world.openPullRequest(scene.name, { ...from, base: "lax" });
    expect(await scene.verdict(head)).toContain(
      `failure · #${number}, which shares this head: F-15: rejected by @alice`,
    );
    const amended = world.amend(fork, { by: "mona", branch: "feature" });

    expect(await scene.verdict(amended)).toContain("F-15: rejected by @alice");
  });
});
