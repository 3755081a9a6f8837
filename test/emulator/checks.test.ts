import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Octokit } from "@octokit/rest";
import type { Emulator } from "../../emulator/server.ts";
import { as, asInstallation, startAcme } from "./start.ts";

const shop = { owner: "acme", repo: "shop" };
let emulator: Emulator;
let app: Octokit;
let head_sha: string;

beforeEach(async () => {
  emulator = await startAcme();
  app = await asInstallation(emulator);
  head_sha = emulator.world.push("acme/shop", {
    by: "bob",
    branch: "feature",
    files: { "plan.md": "# Plan\n" },
  });
});

afterEach(async () => {
  await emulator.close();
});

const output = { title: "Waiting", summary: "Nobody approved it yet." };
const annotation = {
  path: "plan.md",
  start_line: 1,
  end_line: 1,
  annotation_level: "failure",
  message: "Nothing here",
} as const;

async function create(more: Record<string, unknown> = {}) {
  return app.rest.checks.create({ ...shop, name: "plan-gate", head_sha, output, ...more });
}

describe("check runs", () => {
  it("are listed newest first, the latest of each name unless all are asked for", async () => {
    const { data: first } = await create();
    const { data: second } = await create({ conclusion: "success" });
    emulator.world.checkRun("acme/shop", { name: "plan-gate", headSha: head_sha, conclusion: "success" });

    const { data: latest } = await app.rest.checks.listForRef({ ...shop, ref: "feature", app_id: 7 });
    const { data: all } = await app.rest.checks.listForRef({ ...shop, ref: head_sha, filter: "all" });

    expect(latest.check_runs.map(({ id }) => id)).toEqual([second.id]);
    expect(all.total_count).toBe(3);
    expect(all.check_runs.map(({ id }) => id).slice(1)).toEqual([second.id, first.id]);
    expect(all.check_runs[0]?.app?.slug).toBe("github-actions");
  });

  it("can be changed only by the App that made them", async () => {
    const check_run_id = emulator.world.checkRun("acme/shop", { name: "plan-gate", headSha: head_sha });

    await expect(app.rest.checks.update({ ...shop, check_run_id, output })).rejects.toMatchObject({
      status: 403,
    });
    await expect(
      as(emulator, "alice").rest.checks.create({ ...shop, name: "plan-gate", head_sha }),
    ).rejects.toThrow("You must authenticate via a GitHub App.");
  });

  it("collect annotations over several updates", async () => {
    const { data: run } = await create({ output: { ...output, annotations: Array(50).fill(annotation) } });
    const check_run_id = run.id;

    await app.rest.checks.update({ ...shop, check_run_id, output: { ...output, annotations: [annotation] } });

    const { data: now } = await app.rest.checks.get({ ...shop, check_run_id });
    expect(now.output.annotations_count).toBe(51);
    const all = await app.paginate(app.rest.checks.listAnnotations, { ...shop, check_run_id });
    expect(all).toHaveLength(51);
  });

  it("keep what an update leaves out, and lose their conclusion when they start again", async () => {
    const { data: run } = await create({ conclusion: "failure", external_id: "x" });

    const { data: again } = await app.rest.checks.update({
      ...shop,
      check_run_id: run.id,
      status: "in_progress",
    });

    expect(again).toMatchObject({
      status: "in_progress",
      conclusion: null,
      completed_at: null,
      external_id: "x",
    });
    expect(again.output.title).toBe("Waiting");
  });

  it.each([
    ["51 annotations", { output: { ...output, annotations: Array(51).fill(annotation) } }],
    ["a summary over 65,535 bytes", { output: { ...output, summary: "字".repeat(21_846) } }],
    ["a text over 65,535 bytes", { output: { ...output, text: "x".repeat(65_536) } }],
    ["a title over 255 characters", { output: { ...output, title: "x".repeat(256) } }],
    [
      "columns over several lines",
      { output: { ...output, annotations: [{ ...annotation, end_line: 2, start_column: 1 }] } },
    ],
    ["four actions", { actions: Array(4).fill({ label: "a", description: "b", identifier: "c" }) }],
    ["a long label", { actions: [{ label: "x".repeat(21), description: "b", identifier: "c" }] }],
    ["a long description", { actions: [{ label: "a", description: "x".repeat(41), identifier: "c" }] }],
    ["a conclusion GitHub does not have", { conclusion: "great" }],
    ["a commit nobody has", { head_sha: "1".repeat(40) }],
  ])("refuse %s", async (_what, more) => {
    await expect(create(more)).rejects.toMatchObject({ status: 422 });
  });

  it("name pull requests whose head is in the repository itself", async () => {
    const number = emulator.world.openPullRequest("acme/shop", { by: "bob", head: "feature" });

    const { data: run } = await create();

    expect(run.pull_requests.map((pull) => pull.number)).toEqual([number]);
  });

  it("tell only their App when a button is pressed or a re-run is asked for", async () => {
    const actions = [{ label: "Approve plan", description: "Approve this text", identifier: "approve" }];
    const { data: run } = await create({ conclusion: "action_required", actions });
    const forged = emulator.world.checkRun("acme/shop", {
      name: "x",
      headSha: head_sha,
      conclusion: "failure",
    });

    emulator.world.press("acme/shop", run.id, { by: "alice", identifier: "approve" });
    emulator.world.rerequest("acme/shop", run.id, { by: "alice" });
    emulator.world.rerequest("acme/shop", forged, { by: "alice" });
    emulator.world.rerequestSuite("acme/shop", run.id, { by: "alice" });

    const [press, rerun, suite] = emulator.webhooks.deliveries.slice(-3);
    expect(JSON.parse(press?.body ?? "")).toMatchObject({
      action: "requested_action",
      requested_action: { identifier: "approve" },
      check_run: { id: run.id },
      sender: { login: "alice" },
    });
    expect([rerun?.event, rerun?.action]).toEqual(["check_run", "rerequested"]);
    expect([suite?.event, suite?.action]).toEqual(["check_suite", "rerequested"]);
    expect(() => {
      emulator.world.press("acme/shop", run.id, { by: "alice", identifier: "other" });
    }).toThrow("no button");
  });

  it("are not asked for by a push that says so", () => {
    const before = emulator.webhooks.deliveries.filter(({ event }) => event === "check_suite").length;

    emulator.world.push("acme/shop", { by: "bob", branch: "quiet", message: "Docs\n\nskip-checks: true" });

    const after = emulator.webhooks.deliveries.filter(({ event }) => event === "check_suite").length;
    expect(after).toBe(before);
  });
});

describe("workflow runs", () => {
  it("are found by head and by the workflow's path", async () => {
    const { world } = emulator;
    const path = ".github/workflows/compose-smoke.yml";
    const run = { by: "bob", path, headSha: head_sha, headBranch: "feature", name: "Smoke" };
    world.workflowRun("acme/shop", { ...run, conclusion: "failure" });
    const id = world.workflowRun("acme/shop", run);
    world.workflowRun("acme/shop", { ...run, path: ".github/workflows/other.yml", conclusion: "success" });

    world.completeWorkflowRun("acme/shop", id, "success");

    const { data: onHead } = await app.rest.actions.listWorkflowRunsForRepo({ ...shop, head_sha });
    expect(onHead.workflow_runs).toHaveLength(3);
    const { data: ofPath } = await app.rest.actions.listWorkflowRuns({
      ...shop,
      workflow_id: "compose-smoke.yml",
      head_sha,
    });
    expect(ofPath.workflow_runs.map(({ conclusion }) => conclusion)).toEqual(["success", "failure"]);
    const last = emulator.webhooks.deliveries.at(-1);
    expect([last?.event, last?.action]).toEqual(["workflow_run", "completed"]);
  });
});
