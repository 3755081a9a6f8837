import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openApproved, openPlan, waitingForAlice } from "../attacks/opened.ts";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { featureFiles, openScene } from "../live/scene.ts";

let gate: LiveGate;
beforeAll(async () => {
  gate = await openLiveGate();
});
afterAll(() => gate.close());

const code = { "src/a.ts": "export const a = 1;\n" };
const noPlans = "success · No plans changed";

/** What was sent since the given delivery: `name action`. */
function sentSince(count: number): readonly string[] {
  return gate.github.webhooks.deliveries
    .slice(count)
    .map(({ event, action }) => [event, action].filter(Boolean).join(" "));
}

describe("an approval ends when its author leaves", () => {
  const teams = "approval:\n  teams: [architects]\n";

  /** A plan approved by alice, whom her team designates. */
  async function openByTeam() {
    const scene = openScene(gate, { config: teams });
    const [organization = ""] = scene.name.split("/");
    const { world } = gate.github;
    world.member(organization, "alice");
    world.team(organization, "architects", { members: ["alice"] });
    world.team(organization, "idle");
    world.teamPermission(scene.name, "architects", "write");
    const { head } = await openApproved(scene);
    expect(await scene.verdict(head)).toMatch(/^success · Approved by @alice /u);
    return { scene, organization, head, sent: gate.github.webhooks.deliveries.length };
  }

  test("the team", async () => {
    const { scene, organization, head, sent } = await openByTeam();

    gate.github.world.teamMember(organization, "architects", { login: "alice", state: null });

    expect(await scene.verdict(head)).toMatch(/^action_required/u);
    expect(sentSince(sent).slice(0, 1)).toEqual(["membership removed"]);
  });

  test("the organization", async () => {
    const { scene, organization, head, sent } = await openByTeam();

    gate.github.world.member(organization, "alice", null);

    expect(await scene.verdict(head)).toMatch(/^action_required/u);
    expect(sentSince(sent).slice(0, 1)).toEqual(["organization member_removed"]);
  });

  test("the repository", async () => {
    const scene = openScene(gate, { config: "approval:\n  permission: maintain\n" });
    const { head } = await openApproved(scene);
    expect(await scene.verdict(head)).toMatch(/^success · Approved by @alice /u);
    const sent = gate.github.webhooks.deliveries.length;

    gate.github.world.permission(scene.name, "alice", null);

    expect(await scene.verdict(head)).toMatch(/^action_required/u);
    expect(sentSince(sent).slice(0, 1)).toEqual(["member removed"]);
  });
});

describe("an installation", () => {
  test("that is no longer suspended gets the verdicts it missed", async () => {
    const scene = openScene(gate);
    const [organization = ""] = scene.name.split("/");
    const { world } = gate.github;
    world.suspendInstallation(organization);
    const head = scene.push(code);
    scene.open();
    await gate.settle();
    expect(world.checkRuns(scene.name, head)).toEqual([]);

    world.suspendInstallation(organization, false);

    expect(await scene.verdict(head)).toBe(noPlans);
  });

  test("that was granted what it lacked gets its verdicts", async () => {
    const { world } = gate.github;
    const granted = {
      checks: "read",
      contents: "read",
      pull_requests: "write",
      issues: "write",
      metadata: "read",
    } as const;
    world.organization("modest");
    world.installation("modest", { permissions: granted });
    world.user("mona");
    world.repository("modest/shop", { files: { "README.md": "# Shop\n" } });
    world.permission("modest/shop", "mona", "write");
    const head = world.push("modest/shop", { by: "mona", branch: "feature", files: code });
    world.openPullRequest("modest/shop", { by: "mona", head: "feature" });
    await gate.settle();
    expect(world.checkRuns("modest/shop", head)).toEqual([]);

    world.acceptPermissions("modest", { ...granted, checks: "write" });
    await gate.settle();

    expect(world.checkRuns("modest/shop", head)).toMatchObject([{ conclusion: "success" }]);
  });

  test("that is given a repository looks at the pull requests that are open there", async () => {
    const { world } = gate.github;
    openScene(gate);
    world.user("mona");
    world.repository("late/shop", { files: { "README.md": "# Shop\n" } });
    world.repository("late/other", { files: { "README.md": "# Other\n" }, isInstalled: false });
    world.permission("late/other", "mona", "write");
    const head = world.push("late/other", { by: "mona", branch: "feature", files: code });
    world.openPullRequest("late/other", { by: "mona", head: "feature" });
    await gate.settle();
    expect(world.checkRuns("late/other", head)).toEqual([]);

    world.addToInstallation("late/other");
    await gate.settle();

    expect(world.checkRuns("late/other", head)).toMatchObject([{ conclusion: "success" }]);
  });
});

describe("a workflow's end", () => {
  const path = ".github/workflows/smoke.yml";
  const smoke = `approval:\n  users: [alice]\nsmoke:\n  workflow: ${path}\n  required: always\n`;

  test("opens the gate that waits for it", async () => {
    const scene = openScene(gate, { config: smoke });
    const { world } = gate.github;
    const head = scene.push(featureFiles());
    const id = world.workflowRun(scene.name, { by: "mona", path, headSha: head, headBranch: "feature" });
    const number = scene.open();
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).not.toMatch(/^success/u);

    world.completeWorkflowRun(scene.name, id, "success");

    expect(await scene.verdict(head)).toMatch(/^success · Approved by @alice /u);
  });

  test("costs nothing where no smoke workflow is named, in a fork's pull request neither", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    const fork = world.fork(scene.name, "carol");
    const sha = world.push(fork, { by: "carol", branch: "theirs", files: code });
    world.openPullRequest(scene.name, { by: "carol", head: "theirs", headRepository: fork });
    const own = scene.push({ "src/b.ts": "export const b = 1;\n" });
    scene.open();
    await gate.settle();
    gate.github.requests.length = 0;

    for (const headSha of [sha, own]) {
      const run = { by: "carol", path, headSha, headBranch: "theirs", conclusion: "success" } as const;
      world.workflowRun(scene.name, run);
    }
    await gate.settle();

    expect(gate.github.requests).toEqual([]);
  });

  test("counts as soon as the config names its workflow", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    const head = scene.push(featureFiles());
    const id = world.workflowRun(scene.name, { by: "mona", path, headSha: head, headBranch: "feature" });
    const number = scene.open();
    await scene.comment("alice", number, "/approve-plan");
    await gate.settle();
    world.push(scene.name, { by: "alice", branch: "main", files: { ".github/plan-gate.yml": smoke } });
    expect(await scene.verdict(head)).not.toMatch(/^success/u);

    world.completeWorkflowRun(scene.name, id, "success");

    expect(await scene.verdict(head)).toMatch(/^success · Approved by @alice /u);
  });
});

describe("all checks of a commit asked for once more", () => {
  test("are evaluated afresh", async () => {
    const scene = openScene(gate);
    const { head, number } = await openPlan(scene);
    expect(await scene.verdict(head)).toBe(waitingForAlice);
    const { world, webhooks, clock } = gate.github;
    webhooks.deliverTo(null);
    clock.advance(2);
    world.comment(scene.name, number, { by: "alice", body: "/approve-plan" });
    await webhooks.settle();
    webhooks.deliverTo(`${gate.serverUrl}/api/github/webhooks`);

    const [run] = world.checkRuns(scene.name, head, "plan-gate");
    world.rerequestSuite(scene.name, run?.id ?? 0, { by: "mona" });

    expect(await scene.verdict(head)).toMatch(/^success · Approved by @alice /u);
  });
});

describe("a re-run of the check", () => {
  test("that changes nothing completes the run on GitHub all the same, and keeps its verdict", async () => {
    const scene = openScene(gate);
    const { head, number } = await openPlan(scene);
    const { world, clock } = gate.github;
    const before = await scene.check(head);
    const { completedAt } = before;
    clock.advance(60);
    world.rerequest(scene.name, before.id, { by: "mona" });

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    const after = await scene.check(head);
    expect([after.id, after.status]).toEqual([before.id, "completed"]);
    expect(after.completedAt).not.toBe(completedAt);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(/^success · Approved by @alice /u);
  });
});

describe("a pull request that is closed", () => {
  test("no longer holds those that share its head", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    world.setBranch(scene.name, "release", { to: "main", by: "alice" });
    const head = scene.push(featureFiles());
    const [shut, other] = [scene.open(), scene.open("feature", "release")];
    await scene.comment("alice", other, "/approve-plan");
    await scene.comment("alice", shut, "/reject-plan Not here.");
    expect(await scene.verdict(head)).toMatch(/^failure/u);

    world.closePullRequest(scene.name, shut, { by: "mona" });

    expect(await scene.verdict(head)).toMatch(/^success · Approved by @alice /u);
  });

  test("costs less than a new one: what is said there is read, and its check is shut", async () => {
    const scene = openScene(gate);
    const { number } = await openPlan(scene);
    gate.github.requests.length = 0;

    gate.github.world.closePullRequest(scene.name, number, { by: "mona" });
    await gate.settle();

    expect(gate.github.requests.length).toBeLessThan(12);
    expect(gate.github.requests.filter(({ method }) => method === "PATCH")).toHaveLength(1);
  });

  test("and merged past the gate is counted once, whoever speaks afterwards", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    const { number } = await openPlan(scene);
    world.protect(scene.name, "main", null);

    world.merge(scene.name, number, { by: "alice" });
    await scene.comment("alice", number, "/recheck-plan");
    await gate.settle();

    const metrics = await (await fetch(`${gate.serverUrl}/metrics`)).text();
    expect(metrics).toContain("plan_gate_merged_while_shut_total 1\n");
  });
});
