import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { feature, featureFiles, goodPlan, openScene, type Scene, thinPlan } from "../live/scene.ts";
import { approvedBy, openApproved, openPlan, waitingForAlice } from "./opened.ts";
import { nothingFound } from "../plan/judge.ts";

let gate: LiveGate;
beforeAll(async () => {
  gate = await openLiveGate();
});
afterAll(() => gate.close());

const config = "approval:\n  users: [alice]\n  override: admins\n";
const settings = ".github/plan-gate.yml";
const overridden = "success · Overridden by @root: the pager is on fire";
const override = "/override-plan the pager is on fire";
const thin = featureFiles(feature, thinPlan);
const thinTitle = `failure · F-15: ${nothingFound}`;

/** A scene in which root administers the repository. */
function openWithRoot(more = "", text = config): Scene {
  const scene = openScene(gate, { config: `${text}${more}` });
  gate.github.world.user("root");
  gate.github.world.permission(scene.name, "root", "admin");
  return scene;
}

const replies = (scene: Scene, number: number) => scene.ownComments(number).join("\n");

describe("an administrator", () => {
  test("lets a plan through without approval and with rows that fail, and nobody takes it for an approval", async () => {
    const scene = openWithRoot();
    const { head, number } = await openPlan(scene, thin);
    expect(await scene.verdict(head)).toBe(thinTitle);
    await scene.comment("root", number, override);

    expect(await scene.verdict(head)).toBe(overridden);
    const { summary } = (await scene.check(head)).output;
    expect(summary).toContain("> [!CAUTION]\n> **Overridden by `@root`: “the pager is on fire”**");
    expect(summary).toContain("**✗ Overridden by `@root`**, not approved");
    expect(scene.ownComments(number)[0]).toContain("> [!CAUTION]\n> **Overridden by `@root`");
  });

  test("who opened the pull request and wrote the text may as well: there may be nobody else", async () => {
    const scene = openWithRoot();
    const { world } = gate.github;
    const head = world.push(scene.name, { by: "root", branch: "feature", files: featureFiles() });
    const number = world.openPullRequest(scene.name, { by: "root", head: "feature" });
    await gate.settle();
    await scene.comment("root", number, override);

    expect(await scene.verdict(head)).toBe(overridden);
  });

  test("takes it back by a command, though nobody designates them", async () => {
    const scene = openWithRoot();
    const { head, number } = await openPlan(scene);
    await scene.comment("root", number, override);
    expect(await scene.verdict(head)).toBe(overridden);
    await scene.comment("root", number, "/revoke-plan");

    expect(await scene.verdict(head)).toBe(waitingForAlice);
  });

  test("is shown until then, though the text is approved as well", async () => {
    const scene = openWithRoot();
    const { head, number } = await openPlan(scene);
    await scene.comment("root", number, override);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toBe(overridden);
    await scene.comment("root", number, "/revoke-plan");

    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("does not lift what somebody designated rejected, before or after", async () => {
    const scene = openWithRoot();
    const { head, number } = await openPlan(scene);
    await scene.comment("alice", number, "/reject-plan It deletes the volumes.");
    await scene.comment("root", number, override);
    expect(await scene.verdict(head)).toContain("failure · F-15: rejected by @alice");
    expect(replies(scene, number)).toContain("an override does not lift that");
    await scene.comment("alice", number, "/revoke-plan");
    expect(await scene.verdict(head)).toBe(waitingForAlice);
    await scene.comment("root", number, override);
    expect(await scene.verdict(head)).toBe(overridden);
    await scene.comment("alice", number, "/reject-plan It still does.");

    expect(await scene.verdict(head)).toContain("failure · F-15: rejected by @alice");
  });
});

describe("an override does not count", () => {
  test("by somebody who maintains, approves or wrote the plan", async () => {
    const scene = openWithRoot();
    const { head, number } = await openPlan(scene);
    for (const login of ["alice", "mona", "bob"]) await scene.comment(login, number, override);

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    expect(replies(scene, number)).toContain("Only administrators of this repository override.");
  });

  test("where the setting is off, as it is by default", async () => {
    const scene = openWithRoot("", "approval:\n  users: [alice]\n");
    const { head, number } = await openPlan(scene);
    await scene.comment("root", number, override);

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    expect(replies(scene, number)).toContain("`approval.override` is off");
  });

  test("where the pull request itself switches it on", async () => {
    const scene = openWithRoot("", "approval:\n  users: [alice]\n");
    const { head, number } = await openPlan(scene, { ...featureFiles(), [settings]: config });
    await scene.comment("root", number, override);
    await scene.comment("root", number, "/override-plan config the pager is on fire");

    expect((await scene.check(head)).conclusion).toBe("action_required");
    expect(replies(scene, number)).toContain("`approval.override` is off");
  });

  test("any more once the default branch switches it off", async () => {
    const scene = openWithRoot();
    const { head, number } = await openPlan(scene);
    await scene.comment("root", number, override);
    expect(await scene.verdict(head)).toBe(overridden);
    const files = { [settings]: "approval:\n  users: [alice]\n" };
    gate.github.world.push(scene.name, { by: "alice", branch: "main", files });

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    expect((await scene.check(head)).output.summary).toContain("may not override any more");
  });

  test("for another pull request, with other text", async () => {
    const scene = openWithRoot();
    const { number } = await openPlan(scene);
    const other = scene.push(featureFiles(feature, `${goodPlan}\nAnd a back door.\n`), "other");
    scene.open("other");
    await scene.comment("root", number, override);

    expect(await scene.verdict(other)).toBe(waitingForAlice);
  });

  test("for another pull request, with the same text on another commit", async () => {
    const scene = openWithRoot();
    const { number } = await openPlan(scene);
    const other = scene.push({ ...featureFiles(), "src/a.ts": "1\n" }, "other");
    scene.open("other");
    await scene.comment("root", number, override);

    expect(await scene.verdict(other)).toBe(waitingForAlice);
  });

  test("any more once the text changes, while other changes leave it", async () => {
    const scene = openWithRoot();
    const { number } = await openPlan(scene);
    await scene.comment("root", number, override);
    const same = scene.push({ "src/a.ts": "1\n" });
    expect(await scene.verdict(same)).toBe(overridden);
    const changed = scene.push({ [`${feature}/plan.md`]: `${goodPlan}\nAnd a back door.\n` });

    expect(await scene.verdict(changed)).toBe(waitingForAlice);
  });

  test.each(["edited", "deleted"])("once its comment is %s", async (how) => {
    const scene = openWithRoot();
    const { world, clock } = gate.github;
    const { head, number } = await openPlan(scene);
    const id = await scene.comment("root", number, override);
    expect(await scene.verdict(head)).toBe(overridden);
    clock.advance(2);
    if (how === "edited") world.editComment(scene.name, id, { by: "root", body: `${override}!` });
    else world.deleteComment(scene.name, id, { by: "root" });

    expect(await scene.verdict(head)).toBe(waitingForAlice);
  });

  test("that others edited into an administrator's words", async () => {
    const scene = openWithRoot();
    const { head, number } = await openPlan(scene);
    const id = await scene.comment("root", number, "What a night.");
    await gate.settle();
    gate.github.clock.advance(2);
    gate.github.world.editComment(scene.name, id, { by: "carol", body: override });

    expect(await scene.verdict(head)).toBe(waitingForAlice);
  });

  test("that was written through an App", async () => {
    const scene = openWithRoot();
    const { head, number } = await openPlan(scene);
    const app = `helper-${scene.name.split("/")[0] ?? ""}`;
    gate.github.world.app(app);
    await gate.settle();
    gate.github.clock.advance(2);
    gate.github.world.comment(scene.name, number, { by: "root", body: override, via: app });

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    expect(replies(scene, number)).toContain("written through an App");
  });

  test("any more once its author is no administrator", async () => {
    const scene = openWithRoot();
    const { head, number } = await openPlan(scene);
    await scene.comment("root", number, override);
    expect(await scene.verdict(head)).toBe(overridden);
    gate.github.world.permission(scene.name, "root", "maintain");

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    expect((await scene.check(head)).output.summary).toContain(
      "is no administrator of this repository any more",
    );
  });

  test("without a reason that says something", async () => {
    const scene = openWithRoot();
    const { head, number } = await openPlan(scene);
    for (const words of ["", " F-15", " …", " \u200b"])
      await scene.comment("root", number, `/override-plan${words}`);

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    expect(replies(scene, number)).toContain("An override needs a reason");
  });

  test("in another spelling, which is answered", async () => {
    const scene = openWithRoot();
    const { head, number } = await openPlan(scene);
    const spellings = [
      "/Override-plan",
      "/overide-plan",
      "/override_plan",
      "/override plan",
      "/override-spec",
    ];
    for (const spelling of [...spellings, "/overri\u0501e-plan"])
      await scene.comment("root", number, `${spelling} now`);

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    expect(replies(scene, number)).toContain("`/Override-plan now` is not a command");
    expect(replies(scene, number)).toContain("only look like those of `/override-plan`");
  });

  test("of a text that was pushed while it was written", async () => {
    const scene = openWithRoot();
    const { number } = await openPlan(scene);
    gate.github.webhooks.hold();
    gate.github.clock.advance(2);
    const head = scene.push({ [`${feature}/plan.md`]: thinPlan });
    gate.github.clock.advance(2);
    gate.github.world.comment(scene.name, number, { by: "root", body: override });
    await gate.github.webhooks.release();

    expect(await scene.verdict(head)).toBe(thinTitle);
    expect(replies(scene, number)).toContain("had shown an earlier text");
  });

  test("for all plans where something else was meant", async () => {
    const scene = openWithRoot();
    const { head, number } = await openPlan(scene);
    for (const name of ["smoke", "config", "implementation"])
      await scene.comment("root", number, `/override-plan ${name} the runner is down`);

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    expect(replies(scene, number)).toContain("names no text that is gated here");
  });

  test("for settings with errors, nor for a plan that cannot be read", async () => {
    const scene = openWithRoot();
    const broken = await openPlan(scene, { [settings]: "aproval: {}\n" });
    await scene.comment("root", broken.number, override);
    expect((await scene.check(broken.head)).conclusion).toBe("failure");
    expect(replies(scene, broken.number)).toContain("The new settings have errors");

    const head = scene.push({ [`${feature}/tasks.md`]: "# Tasks\n" }, "other");
    const number = scene.open("other");
    await scene.comment("root", number, override);
    expect(await scene.verdict(head)).toBe("failure · F-15: `tasks.md` without `plan.md`");
    expect(replies(scene, number)).toContain("Nothing here can be overridden");
  });
});

test("an approval does not count for a text that only an override could have let through", async () => {
  const scene = openWithRoot();
  const { head, number } = await openPlan(scene, thin);
  expect(await scene.verdict(head)).toBe(thinTitle);
  await scene.comment("alice", number, "/approve-plan");

  expect(await scene.verdict(head)).toBe(thinTitle);
  expect(replies(scene, number)).toContain("is not ready");
});

test("a merge group with an overridden text merges, and says so", async () => {
  const scene = openWithRoot();
  const { world } = gate.github;
  const { number } = await openPlan(scene, thin);
  await scene.comment("root", number, override);
  await gate.settle();
  const group = world.enqueue(scene.name, number, { by: "mona" });

  expect(await scene.verdict(group.headSha)).toBe(
    `success · In #${number}: overridden by @root: the pager is on fire`,
  );
  expect(world.runMergeQueue(scene.name)).toEqual([number]);
});

describe("code of an overridden plan", () => {
  const code = 'legacy: warn\nimplementation:\n  paths: ["src/**"]\n  require: approved-plan\n';

  test("waits, since nobody approved that, and goes by an override of its own", async () => {
    const scene = openWithRoot(code);
    const { world } = gate.github;
    const plan = await openPlan(scene);
    await scene.comment("root", plan.number, override);
    await gate.settle();
    world.merge(scene.name, plan.number, { by: "mona" });
    const head = scene.push({ "src/a.ts": "1\n" }, "f-15");
    const number = scene.open("f-15");
    expect(await scene.verdict(head)).toBe(
      "failure · Code before its plan: F-15: the plan was overridden, not approved",
    );
    await scene.comment("root", number, "/override-plan implementation the pager is on fire");
    expect(await scene.verdict(head)).toBe(overridden);
    const group = world.enqueue(scene.name, number, { by: "mona" });
    expect(await scene.verdict(group.headSha)).toBe(
      `success · In #${number}: overridden by @root: the pager is on fire`,
    );

    const next = scene.push({ "src/a.ts": "2\n" }, "f-15");
    expect((await scene.check(next)).conclusion).toBe("failure");
    await scene.comment("root", number, override);
    expect(await scene.verdict(next)).toBe(overridden);
  });

  test("passes beside the plan, where the override is of the pull request itself", async () => {
    const scene = openWithRoot(code);
    const { head, number } = await openPlan(scene, { ...featureFiles(), "src/a.ts": "1\n" });
    gate.github.world.editPullRequest(scene.name, number, { by: "mona", body: "Feature: F-15" });
    await gate.settle();
    await scene.comment("root", number, override);

    expect(await scene.verdict(head)).toBe(overridden);
  });
});

test("the green check of an earlier head turns red once the override is taken back", async () => {
  const scene = openWithRoot();
  const { head, number } = await openApproved(scene);
  await scene.comment("root", number, override);
  expect(await scene.verdict(head)).toBe(overridden);
  const next = scene.push({ "src/a.ts": "1\n" });
  expect(await scene.verdict(next)).toBe(overridden);
  await scene.comment("alice", number, "/revoke-plan");
  expect(await scene.verdict(head)).toBe(overridden);
  await scene.comment("root", number, "/revoke-plan");

  expect((await scene.check(next)).conclusion).toBe("action_required");
  expect((await scene.check(head)).conclusion).toBe("failure");
});
