import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Emulator } from "../../emulator/server.ts";
import { as, asInstallation, startAcme } from "./start.ts";

const shop = { owner: "acme", repo: "shop" };
let emulator: Emulator;

beforeEach(async () => {
  emulator = await startAcme();
  emulator.world.protect("acme/shop", "main", { checks: [{ context: "plan-gate", appId: 7 }] });
  emulator.world.push("acme/shop", { by: "bob", branch: "feature", files: { "plan.md": "# Plan\n" } });
});

afterEach(async () => {
  await emulator.close();
});

describe("merging into a protected branch", () => {
  it("is refused while the required check is expected, and allowed once it is green", async () => {
    const { data: pull } = await as(emulator, "bob").rest.pulls.create({
      ...shop,
      title: "Plan",
      head: "feature",
      base: "main",
    });
    const merge = () => as(emulator, "alice").rest.pulls.merge({ ...shop, pull_number: pull.number });

    await expect(merge()).rejects.toThrow('Required status check "plan-gate" is expected.');
    const app = await asInstallation(emulator);
    const check = { ...shop, name: "plan-gate", head_sha: pull.head.sha };
    const { data: run } = await app.rest.checks.create({ ...check, status: "in_progress" });
    await expect(merge()).rejects.toThrow('Required status check "plan-gate" is in progress.');
    await app.rest.checks.update({ ...shop, check_run_id: run.id, conclusion: "action_required" });
    await expect(merge()).rejects.toThrow('Required status check "plan-gate" is failing.');
    await app.rest.checks.update({ ...shop, check_run_id: run.id, conclusion: "success" });
    const { data: merged } = await merge();

    expect(merged.merged).toBe(true);
    expect(emulator.world.tip("acme/shop", "main")).toBe(merged.sha);
    const { data: closed } = await as(emulator, "bob").rest.pulls.get({ ...shop, pull_number: pull.number });
    expect(closed).toMatchObject({ state: "closed", merged: true, merged_by: { login: "alice" } });
  });

  it("does not take a green check of the same name from another App", () => {
    const number = emulator.world.openPullRequest("acme/shop", { by: "bob", head: "feature" });
    const headSha = emulator.world.tip("acme/shop", "feature");

    emulator.world.checkRun("acme/shop", { name: "plan-gate", headSha, conclusion: "success" });

    expect(() => emulator.world.merge("acme/shop", number, { by: "alice" })).toThrow("is expected");
  });

  it("takes any App's check where the rule is not bound, and wants a status of the same name green too", () => {
    const { world } = emulator;
    world.protect("acme/shop", "main", { checks: [{ context: "plan-gate", appId: null }] });
    const number = world.openPullRequest("acme/shop", { by: "bob", head: "feature" });
    const headSha = world.tip("acme/shop", "feature");
    const merge = () => world.merge("acme/shop", number, { by: "alice" });
    world.checkRun("acme/shop", { name: "plan-gate", headSha, conclusion: "neutral" });
    world.status("acme/shop", { by: "bob", sha: headSha, context: "plan-gate", state: "failure" });

    expect(merge).toThrow('Required status check "plan-gate" is failing.');
    world.status("acme/shop", { by: "bob", sha: headSha, context: "plan-gate", state: "success" });
    expect(merge()).toMatch(/^[0-9a-f]{40}$/);
  });

  it("obeys rulesets, which can let someone pass and tell everybody what they want", async () => {
    const { world } = emulator;
    world.protect("acme/shop", "main", null);
    const bypassIds = [world.user("alice").id];
    world.ruleset("acme/shop", {
      checks: [{ context: "plan-gate", appId: 7 }],
      bypassIds,
      requiresPullRequest: true,
    });
    const number = world.openPullRequest("acme/shop", { by: "bob", head: "feature" });

    const { data: rules } = await as(emulator, "bob").rest.repos.getBranchRules({ ...shop, branch: "main" });

    expect(rules).toMatchObject([
      {
        type: "required_status_checks",
        parameters: { required_status_checks: [{ context: "plan-gate", integration_id: 7 }] },
      },
      { type: "pull_request" },
    ]);
    expect(() => world.merge("acme/shop", number, { by: "bob" })).toThrow("is expected");
    expect(world.merge("acme/shop", number, { by: "alice" })).toMatch(/^[0-9a-f]{40}$/);
  });

  it("refuses rebase merges where the repository or a ruleset allows none", async () => {
    const { world } = emulator;
    world.protect("acme/shop", "main", null);
    const number = world.openPullRequest("acme/shop", { by: "bob", head: "feature" });
    const merge = () =>
      as(emulator, "bob").rest.pulls.merge({ ...shop, pull_number: number, merge_method: "rebase" });
    const refusal = "Rebase merges are not allowed on this repository.";

    world.ruleset("acme/shop", { requiresPullRequest: true, mergeMethods: ["merge", "squash"] });
    await expect(merge()).rejects.toThrow(refusal);
    world.allowRebaseMerges("acme/shop", false);
    await expect(merge()).rejects.toThrow(refusal);
    const { data: shown } = await as(emulator, "bob").rest.repos.get(shop);
    expect(shown.allow_rebase_merge).toBe(false);
    expect(world.merge("acme/shop", number, { by: "bob", method: "squash" })).toMatch(/^[0-9a-f]{40}$/);
  });

  it("lets administrators pass classic protection only where it does not hold them", async () => {
    const { world } = emulator;
    world.permission("acme/shop", "alice", "admin");
    const number = world.openPullRequest("acme/shop", { by: "bob", head: "feature" });

    expect(() => world.merge("acme/shop", number, { by: "alice" })).toThrow("is expected");
    const { data: branch } = await as(emulator, "bob").rest.repos.getBranch({ ...shop, branch: "main" });
    expect(branch).toMatchObject({
      protected: true,
      protection: { required_status_checks: { checks: [{ context: "plan-gate", app_id: 7 }] } },
    });
    world.protect("acme/shop", "main", {
      checks: [{ context: "plan-gate", appId: 7 }],
      enforceAdmins: false,
    });
    expect(world.merge("acme/shop", number, { by: "alice" })).toMatch(/^[0-9a-f]{40}$/);
  });

  it.each([
    ["a conflict", { "README.md": "# Theirs\n" }, {}, "Pull Request is not mergeable"],
    [
      "an outdated head where that is forbidden",
      { "x.md": "x" },
      { isStrict: true },
      "Head branch is out of date",
    ],
    ["too few reviews", {}, { requiredReviews: 1 }, "At least 1 approving review is required"],
  ])("is refused with %s", (_what, onMain, protection, message) => {
    const { world } = emulator;
    world.push("acme/shop", { by: "bob", branch: "feature", files: { "README.md": "# Ours\n" } });
    const number = world.openPullRequest("acme/shop", { by: "bob", head: "feature" });
    world.push("acme/shop", { by: "alice", branch: "main", files: onMain });
    world.protect("acme/shop", "main", protection);

    expect(() => world.merge("acme/shop", number, { by: "alice" })).toThrow(message);
  });

  it("is refused to those who cannot write, and when the head has moved", async () => {
    const { world } = emulator;
    world.protect("acme/shop", "main", null);
    const pull_number = world.openPullRequest("acme/shop", { by: "bob", head: "feature" });
    const sha = world.tip("acme/shop", "feature");
    world.push("acme/shop", { by: "bob", branch: "feature", files: { "plan.md": "# Other\n" } });

    await expect(as(emulator, "eve").rest.pulls.merge({ ...shop, pull_number })).rejects.toMatchObject({
      status: 403,
    });
    await expect(as(emulator, "alice").rest.pulls.merge({ ...shop, pull_number, sha })).rejects.toMatchObject(
      {
        status: 409,
      },
    );
    const merged = await as(emulator, "alice").rest.pulls.merge({
      ...shop,
      pull_number,
      merge_method: "squash",
    });
    const { data: commit } = await as(emulator, "bob").rest.repos.getCommit({
      ...shop,
      ref: merged.data.sha,
    });
    expect(commit).toMatchObject({ author: { login: "alice" }, committer: { login: "web-flow" } });
    expect(commit.parents).toHaveLength(1);
  });
});

describe("the merge queue", () => {
  beforeEach(() => {
    const { world } = emulator;
    const checks = [{ context: "plan-gate", appId: 7 }];
    world.protect("acme/shop", "main", null);
    world.ruleset("acme/shop", { checks, requiresMergeQueue: true });
    world.push("acme/shop", { by: "bob", branch: "second", files: { "b.md": "b" } });
    for (const head of ["feature", "second"]) world.openPullRequest("acme/shop", { by: "bob", head });
  });

  const pass = async (head_sha: string, conclusion: "success" | "failure" = "success") => {
    const app = await asInstallation(emulator);
    return app.rest.checks.create({ ...shop, name: "plan-gate", head_sha, conclusion });
  };

  it("stacks groups, asks for their checks, and merges those that are green from the front", async () => {
    const { world } = emulator;
    expect(() => world.merge("acme/shop", 1, { by: "alice" })).toThrow("through the merge queue");

    const first = world.enqueue("acme/shop", 1, { by: "alice" });
    const second = world.enqueue("acme/shop", 2, { by: "alice" });
    await pass(second.headSha);

    expect(second.baseSha).toBe(first.headSha);
    expect(world.runMergeQueue("acme/shop")).toEqual([]);
    const refs = { ...shop, ref: "heads/gh-readonly-queue/" };
    const { data: waiting } = await as(emulator, "bob").rest.git.listMatchingRefs(refs);
    expect(waiting.map(({ object }) => object.sha)).toEqual(
      expect.arrayContaining([first.headSha, second.headSha]),
    );
    await pass(first.headSha);
    expect(world.runMergeQueue("acme/shop")).toEqual([1, 2]);
    expect(world.tip("acme/shop", "main")).toBe(second.headSha);
    const groups = emulator.webhooks.deliveries.filter(({ event }) => event === "merge_group");
    expect(groups.map(({ action }) => action)).toEqual([
      "checks_requested",
      "checks_requested",
      "destroyed",
      "destroyed",
    ]);
  });

  it("throws out a group that fails, and builds those behind it anew", async () => {
    const { world } = emulator;
    const first = world.enqueue("acme/shop", 1, { by: "alice" });
    const second = world.enqueue("acme/shop", 2, { by: "alice" });
    await pass(first.headSha, "failure");

    expect(world.runMergeQueue("acme/shop")).toEqual([]);

    const [rebuilt] = world.mergeQueue("acme/shop");
    expect(rebuilt).toMatchObject({ number: 2, baseSha: world.tip("acme/shop", "main") });
    expect(rebuilt?.headSha).not.toBe(second.headSha);
    expect(world.pullRequest("acme/shop", 1).state).toBe("open");
  });
});
