import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { feature, featureFiles, goodPlan, openScene, type Scene } from "../live/scene.ts";
import { approvedBy, openApproved, openPlan, waitingForAlice } from "./opened.ts";

let gate: LiveGate;
beforeAll(async () => {
  gate = await openLiveGate();
});
afterAll(() => gate.close());

const plan = `${feature}/plan.md`;
const otherPlan = { [plan]: `${goodPlan}\nAnd a back door.\n` };

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

describe("a push", () => {
  // anthropics/claude-code-action's check by SHA asks again after every push; others keep the approval after any.
  test("with equal text stays green, amended, rebased or merged", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    await openApproved(scene);
    world.push(scene.name, { by: "carol", branch: "main", files: { "src/a.ts": "export {};\n" } });
    const amended = world.amend(scene.name, { by: "mona", branch: "feature" });
    expect(await scene.verdict(amended)).toMatch(approvedBy("alice"));
    const merged = world.mergeBranch(scene.name, { by: "mona", into: "feature", from: "main" });
    expect(await scene.verdict(merged)).toMatch(approvedBy("alice"));
    const rebased = world.rebase(scene.name, { by: "mona", branch: "feature", onto: "main" });

    expect(await scene.verdict(rebased)).toMatch(approvedBy("alice"));
  });

  test("right after the plan was read does not make another text green", async () => {
    const scene = openScene(gate);
    const { number } = await openPlan(scene);
    const heads: string[] = [];
    gate.github.inject({
      route: "/repos/{owner}/{repo}/issues/{number}/comments",
      method: "GET",
      after: () => heads.push(scene.push(otherPlan)),
    });
    await scene.comment("alice", number, "/approve-plan");
    await gate.settle();

    expect(await scene.verdict(heads[0] ?? "")).toBe(waitingForAlice);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(heads[0] ?? "")).toMatch(approvedBy("alice"));
  });

  test("between the comparison and the trees is judged by its own text", async () => {
    const scene = openScene(gate);
    const { number } = await openPlan(scene);
    const heads: string[] = [];
    gate.github.inject({
      route: "/repos/{owner}/{repo}/git/trees/{+tree}",
      method: "GET",
      before: () => heads.push(scene.push(otherPlan)),
    });
    const edited = scene.push({ [plan]: `${goodPlan}\nOne more word.\n` });
    await scene.gate.settle();
    expect(heads).toHaveLength(1);
    await scene.comment("alice", number, "/approve-plan");

    const last = await scene.check(heads[0] ?? "");
    expect(last.conclusion).toBe("success");
    const runs = gate.github.world.checkRuns(scene.name, edited, "plan-gate");
    expect(runs.map(({ conclusion }) => conclusion)).not.toContain("success");
  });

  test("while the pull request is closed is seen when it is opened again", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    const { head, number } = await openApproved(scene);
    world.closePullRequest(scene.name, number, { by: "mona" });
    await gate.settle();
    world.reopenPullRequest(scene.name, number, { by: "mona" });
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
    world.closePullRequest(scene.name, number, { by: "mona" });
    await gate.settle();
    const pushed = scene.push(otherPlan);
    await gate.settle();
    world.reopenPullRequest(scene.name, number, { by: "mona" });

    expect(await scene.verdict(pushed)).toBe(waitingForAlice);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(pushed)).toMatch(approvedBy("alice"));
  });
});

describe("rolling back to an earlier head", () => {
  test("is no way to pass it off for the later one that was approved", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    const { head, number } = await openPlan(scene);
    const better = scene.push(otherPlan);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(better)).toMatch(approvedBy("alice"));
    world.setBranch(scene.name, "feature", { to: head, by: "mona" });

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("is no way around a rejection of the same text, the webhook lost and the comment deleted", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    const { head, number } = await openApproved(scene);
    const amended = world.amend(scene.name, { by: "mona", branch: "feature" });
    const id = await scene.comment("alice", number, "/reject-plan I changed my mind.");
    expect(await scene.verdict(amended)).toContain("failure · F-15: rejected by @alice");
    await unheard(scene, () => {
      world.deleteComment(scene.name, id, { by: "carol" });
      world.setBranch(scene.name, "feature", { to: head, by: "mona" });
    });
    await scene.comment("mona", number, "/recheck-plan");

    expect(await scene.verdict(head)).toContain("failure · F-15: rejected by @alice");
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("is no way around a rejection by replaying the webhook of that head", async () => {
    const scene = openScene(gate);
    const { world, webhooks } = gate.github;
    const { head, number } = await openApproved(scene);
    const opened = webhooks.deliveries.findLast(
      ({ event, action }) => event === "pull_request" && action === "opened",
    );
    world.amend(scene.name, { by: "mona", branch: "feature" });
    const id = await scene.comment("alice", number, "/reject-plan I changed my mind.");
    await unheard(scene, () => {
      world.deleteComment(scene.name, id, { by: "carol" });
      world.setBranch(scene.name, "feature", { to: head, by: "mona" });
    });
    if (opened !== undefined) await webhooks.redeliver(opened);

    expect(await scene.verdict(head)).toContain("failure · F-15: rejected by @alice");
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("is no way around a rejection by replaying the push to that head", async () => {
    const scene = openScene(gate);
    const { world, webhooks } = gate.github;
    const { number } = await openApproved(scene);
    const second = scene.push({ "src/main.ts": "export {};\n" });
    expect(await scene.verdict(second)).toMatch(approvedBy("alice"));
    const pushed = webhooks.deliveries.findLast(
      ({ event, action }) => event === "pull_request" && action === "synchronize",
    );
    world.amend(scene.name, { by: "mona", branch: "feature" });
    const id = await scene.comment("alice", number, "/reject-plan I changed my mind.");
    await unheard(scene, () => {
      world.deleteComment(scene.name, id, { by: "carol" });
      world.setBranch(scene.name, "feature", { to: second, by: "mona" });
    });
    if (pushed !== undefined) await webhooks.redeliver(pushed);

    expect(await scene.verdict(second)).toContain("failure · F-15: rejected by @alice");
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(second)).toMatch(approvedBy("alice"));
  });

  test("with every check run in between by nobody else's hand keeps a rejection over lost pushes", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    const { number } = await openApproved(scene);
    const id = await scene.comment("alice", number, "/reject-plan I changed my mind.");
    const amended = await unheard(scene, () => {
      world.deleteComment(scene.name, id, { by: "carol" });
      for (let count = 0; count < 3; count += 1)
        world.amend(scene.name, { by: "mona", branch: "feature", message: `Amended ${count}` });
      return world.amend(scene.name, { by: "mona", branch: "feature", message: "Amended at last" });
    });
    await scene.comment("mona", number, "/recheck-plan");

    expect(await scene.verdict(amended)).toContain("failure · F-15: rejected by @alice");
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(amended)).toMatch(approvedBy("alice"));
  });
});

describe("one head in several pull requests", () => {
  // policy-bot posts one status a commit and base; a check of the same name is judged for whichever came last.
  test("has the worst verdict, which names the one that blocks, in whatever order they are opened", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    const opened = await openPlan(scene);
    world.setBranch(scene.name, "lax", { to: opened.head, by: "mona" });
    const head = scene.push({ "src/main.ts": "export {};\n" });
    const lax = scene.open("feature", "lax");
    const shut = `action_required · #${opened.number}, which shares this head: F-15: waiting for approval by @alice`;
    expect(await scene.verdict(head)).toBe(shut);
    await scene.comment("alice", lax, "/approve-plan");

    expect(await scene.verdict(head)).toBe(shut);
    await scene.comment("alice", opened.number, "/approve-plan");
    expect(await scene.verdict(head)).toContain("success · Approved by @alice");
  });

  test("is not green by an approval of the sibling alone", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    world.setBranch(scene.name, "release", { to: "main", by: "alice" });
    const { head, number } = await openApproved(scene);
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
    gate.github.clock.advance(2);
    const sibling = scene.open("feature", "release");

    expect(await scene.verdict(head)).toBe(
      `action_required · #${sibling}, which shares this head: F-15: waiting for approval by @alice`,
    );
    expect(() => world.merge(scene.name, number, { by: "mona" })).toThrow("plan-gate");
    await scene.comment("alice", sibling, "/approve-plan");
    expect(await scene.verdict(head)).toContain("success · Approved by @alice");
  });

  test("is judged anew when the blocking sibling is closed", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    world.setBranch(scene.name, "release", { to: "main", by: "alice" });
    const { head, number } = await openApproved(scene);
    const sibling = scene.open("feature", "release");
    expect(await scene.verdict(head)).toContain(`#${sibling}, which shares this head`);
    world.closePullRequest(scene.name, sibling, { by: "mona" });
    await scene.comment("mona", number, "/recheck-plan");

    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("is not taken from a pull request into a fork, which may have the same number", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    const fork = world.fork(scene.name, "carol");
    const head = scene.push(featureFiles());
    const foreign = { by: "carol", head: "feature", headRepository: scene.name };
    world.openPullRequest(fork, foreign);
    world.setBranch(fork, "lax", { to: "main", by: "carol" });
    world.openPullRequest(fork, { ...foreign, base: "lax" });
    const number = scene.open();
    await scene.comment("carol", number, "/approve-plan");

    expect(world.pullRequest(fork, number).authorId).toBe(world.user("carol").id);
    expect(await scene.verdict(head)).toBe(waitingForAlice);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("is a failure past five of them", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    const { head, number } = await openApproved(scene);
    for (const branch of ["r1", "r2", "r3", "r4", "r5"]) {
      world.setBranch(scene.name, branch, { to: "main", by: "alice" });
      scene.open("feature", branch);
    }

    expect(await scene.verdict(head)).toContain("failure · More than 5 open pull requests share this head: ");
    expect(await scene.verdict(head)).toContain(`#${number + 5}`);
  });
});

describe("the base", () => {
  test("cannot be changed after the approval to where the plan would merge into another text", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    world.push(scene.name, {
      by: "alice",
      branch: "release",
      files: featureFiles(feature, `${goodPlan}\nX.\n`),
    });
    const { head, number } = await openApproved(scene);
    world.editPullRequest(scene.name, number, { by: "mona", base: "release" });

    expect(await scene.verdict(head)).toBe("failure · F-15: the plan changed on the base too");
  });

  test("cannot be a branch that already has the plan, unseen, as long as the default branch has not", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    world.push(scene.name, { by: "mona", branch: "develop", files: featureFiles() });
    world.push(scene.name, {
      by: "mona",
      branch: "feature",
      from: "develop",
      files: { "a.ts": "export {};\n" },
    });
    const head = world.tip(scene.name, "feature");
    const number = scene.open("feature", "develop");
    expect(await scene.verdict(head)).toBe(waitingForAlice);
    world.editPullRequest(scene.name, number, { by: "mona", base: "main" });
    expect(await scene.verdict(head)).toBe(waitingForAlice);

    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("shuts the gate again when the plan changed there too", async () => {
    const scene = openScene(gate, { files: featureFiles(feature, `${goodPlan}\nThe first text.\n`) });
    const { head, number } = await openApproved(scene, { [plan]: `${goodPlan}\nThe second text.\n` });
    gate.github.world.push(scene.name, {
      by: "carol",
      branch: "main",
      files: { [plan]: `A sentence on top.\n\n${goodPlan}\nThe first text.\n` },
    });

    expect(await scene.verdict(head)).toBe("failure · F-15: the plan changed on the base too");
    const merged = gate.github.world.mergeBranch(scene.name, {
      by: "mona",
      into: "feature",
      from: "main",
      files: { [plan]: `A sentence on top.\n\n${goodPlan}\nThe second text.\n` },
    });
    expect(await scene.verdict(merged)).toBe(waitingForAlice);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(merged)).toMatch(approvedBy("alice"));
  });
});

describe("the last word on a head", () => {
  test("is the newest evaluation's, though an older one was still reading", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    const { head, number } = await openPlan(scene);
    gate.github.clock.advance(2);
    gate.github.inject({
      route: "/repos/{owner}/{repo}/issues/{number}/comments",
      method: "GET",
      after: () => {
        const approval = world.comments(scene.name, number).find(({ body }) => body === "/approve-plan");
        if (approval !== undefined) world.deleteComment(scene.name, approval.id, { by: "alice" });
      },
    });
    world.comment(scene.name, number, { by: "alice", body: "/approve-plan" });

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("is not an older webhook's that comes late and out of order", async () => {
    const scene = openScene(gate);
    const { webhooks } = gate.github;
    const { number } = await openApproved(scene);
    webhooks.hold();
    const second = scene.push(otherPlan);
    const third = scene.push({ [plan]: `${goodPlan}\nA third text.\n` });
    const pending = webhooks.pending();
    for (const delivery of [...pending].reverse()) await webhooks.deliver(delivery);
    for (const delivery of pending) await webhooks.deliver(delivery);
    await webhooks.release();

    expect(await scene.verdict(third)).toBe(waitingForAlice);
    const runs = gate.github.world.checkRuns(scene.name, second, "plan-gate");
    expect(runs.map(({ conclusion }) => conclusion)).not.toContain("success");
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(third)).toMatch(approvedBy("alice"));
  });
});

test("more commits than GitHub lists make nobody eligible, since anybody may have written the plan", async () => {
  const scene = openScene(gate);
  const { world } = gate.github;
  let sha = world.commit(scene.name, {
    by: "mona",
    parents: [world.tip(scene.name, "main")],
    files: featureFiles(),
  });
  for (let count = 0; count < 250; count += 1)
    sha = world.commit(scene.name, { by: "mona", parents: [sha], message: `Step ${count}` });
  world.setBranch(scene.name, "feature", { to: sha, by: "mona" });
  const number = scene.open();
  await scene.comment("alice", number, "/approve-plan");

  expect(await scene.verdict(sha)).toContain("action_required · F-15: more than 250 commits");
  expect(
    scene.ownComments(number).some((body) => body.includes("more commits than can be looked through")),
  ).toBe(true);
});

describe("a pull request that is closed without a merge", () => {
  const config = "approval:\n  users: [alice, carol]\n";
  const closedTitle = "action_required · Closed; it is judged again when it is opened";

  test("is not green when it is opened again or another one takes its head, until it is judged", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    const { head, number } = await openApproved(scene);
    world.closePullRequest(scene.name, number, { by: "mona" });

    expect(await scene.verdict(head)).toBe(closedTitle);
    await unheard(scene, () => {
      world.reopenPullRequest(scene.name, number, { by: "mona" });
    });
    expect(() => world.merge(scene.name, number, { by: "mona" })).toThrow("plan-gate");
    await scene.comment("mona", number, "/recheck-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("keeps a rejection that is deleted before it is opened again", async () => {
    const scene = openScene(gate, { config });
    const { world } = gate.github;
    const { head, number } = await openApproved(scene);
    world.closePullRequest(scene.name, number, { by: "mona" });
    await gate.settle();
    const id = await scene.comment("carol", number, "/reject-plan This loses data.");
    await gate.settle();
    world.deleteComment(scene.name, id, { by: "mona" });
    await gate.settle();
    world.reopenPullRequest(scene.name, number, { by: "mona" });

    expect(await scene.verdict(head)).toMatch(/^failure · .*rejected by @carol/);
  });

  test("holds no other that shares its head, and neither does one that went on to another head", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    const { head } = await openApproved(scene);
    for (const branch of ["twin", "second"]) world.setBranch(scene.name, branch, { to: head, by: "mona" });
    const twin = scene.open("twin");
    scene.open("second");
    expect(await scene.verdict(head)).toMatch(/^action_required · #[0-9]+, which shares this head: /);
    world.closePullRequest(scene.name, twin, { by: "mona" });
    expect(await scene.verdict(head)).toMatch(/^action_required · #[0-9]+, which shares this head: /);
    world.push(scene.name, { by: "mona", branch: "second", files: { "src/a.ts": "export {};\n" } });

    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("is left as it was where it touches no plan", async () => {
    const scene = openScene(gate);
    const { head, number } = await openPlan(scene, { "src/a.ts": "export {};\n" });
    gate.github.world.closePullRequest(scene.name, number, { by: "mona" });

    expect(await scene.verdict(head)).toBe("success · No plans changed");
  });
});
