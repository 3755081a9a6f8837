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
    const merge = () =>
      as(emulator, "alice").rest.pulls.merge({ ...shop, pull_number: pull.number });

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

  it("does not take a green check of the same name from another App", async () => {
    const number = emulator.world.openPullRequest("acme/shop", { by: "bob", head: "feature" });
    const headSha = emulator.world.tip("acme/shop", "feature");

    emulator.world.checkRun("acme/shop", { name: "plan-gate", headSha, conclusion: "success" });

    expect(() => emulator.world.merge("acme/shop", number, { by: "alice" })).toThrow("is expected");
  });
});
