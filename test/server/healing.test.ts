import { afterEach, describe, expect, test } from "vitest";
import type { Emulator } from "../../emulator/server.ts";
import type { RunningServer } from "../../src/server/start.ts";
import { featureFiles } from "../live/scene.ts";
import { openGitHub, openPull, openServer, until, verdictOn } from "./rig.ts";

const code = { "src/a.ts": "export const a = 1;\n" };
const green = { status: "completed", conclusion: "success" };

describe("after trouble the verdict turns right by itself", () => {
  let emulator: Emulator;
  let server: RunningServer;

  afterEach(async () => {
    await server.close();
    await emulator.close();
  });

  /** Opens a pull request that is judged some seconds after it was touched last. */
  async function judgeLater(branch: string, files: Readonly<Record<string, string>>) {
    emulator.webhooks.hold();
    const opened = openPull(emulator, branch, files);
    emulator.clock.advance(10);
    await emulator.webhooks.release();
    await until(() => verdictOn(emulator, opened.headSha)?.status === "completed");
    return opened;
  }

  /** Has the first sweep looked at the repository, and is all done that it asked for? */
  async function hasSwept(): Promise<boolean> {
    const text = await (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text();
    const isIdle = /queue_work\{state="waiting"\} 0\n.*queue_work\{state="running"\} 0\n/su.test(text);
    return isIdle && text.includes('plan_gate_scans_total{of="repository",outcome="done"} 1');
  }

  test("while GitHub cannot be read the check says so, and is green only after the repair", async () => {
    emulator = await openGitHub();
    server = await openServer(emulator);
    const seen: unknown[] = [];
    const route = "/repos/{owner}/{repo}/compare/{+basehead}";
    emulator.inject({
      route,
      times: 2,
      status: 502,
      before: () => void seen.push(verdictOn(emulator, headSha)),
    });

    const { headSha } = openPull(emulator, "feature", code);
    await until(() => verdictOn(emulator, headSha)?.status === "in_progress");
    await until(() => verdictOn(emulator, headSha)?.conclusion === "success");

    expect(verdictOn(emulator, headSha)).toEqual(green);
    expect(seen).not.toContainEqual(green);
    expect(emulator.world.checkRuns("acme/shop", headSha, "plan-gate")).toHaveLength(1);
  });

  test("what happened while no server ran is found by the first sweep", async () => {
    emulator = await openGitHub();
    const lost = openPull(emulator, "feature", code);
    await emulator.webhooks.settle();

    server = await openServer(emulator, { SWEEP_INTERVAL_MINUTES: "10" });

    await until(() => verdictOn(emulator, lost.headSha)?.conclusion === "success");
  });

  test("a sweep leaves alone what has a current verdict", async () => {
    emulator = await openGitHub();
    server = await openServer(emulator);
    const { headSha } = await judgeLater("feature", code);
    await server.close();
    emulator.world.push("acme/shop", {
      by: "alice",
      branch: "main",
      files: { "src/b.ts": "export const b = 2;\n" },
    });
    emulator.requests.length = 0;

    server = await openServer(emulator, { SWEEP_INTERVAL_MINUTES: "10" });
    await until(hasSwept);

    const routes = emulator.requests.map(({ method, path }) => `${method} ${path}`);
    expect(routes.filter((route) => route.includes("/check-runs"))).toHaveLength(1);
    expect(routes.filter((route) => route.includes(headSha) && route.includes("compare"))).toEqual([]);
  });

  test("a config that was pushed while no server ran judges what was green before", async () => {
    emulator = await openGitHub();
    server = await openServer(emulator);
    const { headSha } = await judgeLater("feature", { "specs/x/plan.md": "# Plan\n\nTBD\n" });
    expect(verdictOn(emulator, headSha)).toEqual(green);
    await server.close();
    const files = { ".github/plan-gate.yml": 'version: 1\nfeatures: ["specs/*"]\n' };
    emulator.world.push("acme/shop", { by: "alice", branch: "main", files });

    server = await openServer(emulator, { SWEEP_INTERVAL_MINUTES: "10" });

    await until(() => verdictOn(emulator, headSha)?.conclusion === "failure");
  });

  test("a config that changes no verdict has nothing written, however many processes look", async () => {
    emulator = await openGitHub();
    server = await openServer(emulator);
    await judgeLater("feature", code);
    const files = { ".github/plan-gate.yml": "version: 1 # the first\n" };
    await server.close();
    emulator.world.push("acme/shop", { by: "alice", branch: "main", files });
    emulator.requests.length = 0;

    for (let processes = 0; processes < 2; processes += 1) {
      server = await openServer(emulator, { SWEEP_INTERVAL_MINUTES: "10" });
      await until(hasSwept);
      await server.close();
    }

    const methods = emulator.requests.filter(({ route }) => route.includes("check-runs"));
    expect(methods.map(({ method }) => method)).toEqual(methods.map(() => "GET"));
    expect(emulator.requests.filter(({ route }) => route.includes("compare")).length).toBeGreaterThan(2);
  });

  test("a word spoken between reading and writing is heard though the process ended there", async () => {
    emulator = await openGitHub("version: 1\napproval:\n  users: [alice]\ncomment: false\n");
    server = await openServer(emulator);
    const { number, headSha } = openPull(emulator, "feature", featureFiles());
    await until(() => verdictOn(emulator, headSha)?.conclusion === "action_required");
    emulator.clock.advance(5);
    emulator.inject({
      method: "PATCH",
      route: "/repos/{owner}/{repo}/check-runs/{run}",
      times: 1,
      before: () => {
        emulator.webhooks.deliverTo(null);
        emulator.world.comment("acme/shop", number, { by: "alice", body: "/reject-plan Not yet." });
        emulator.clock.advance(60);
      },
    });
    emulator.world.comment("acme/shop", number, { by: "alice", body: "/approve-plan" });
    await until(() => verdictOn(emulator, headSha)?.conclusion === "success");
    await server.close();
    emulator.clock.advance(60);

    server = await openServer(emulator, { SWEEP_INTERVAL_MINUTES: "10" });

    await until(() => verdictOn(emulator, headSha)?.conclusion === "failure");
  });

  test.each(["main", "release/1.2"])("a lost merge group into %s gets its verdict", async (branch) => {
    emulator = await openGitHub("version: 1\napproval:\n  users: [alice]\n");
    server = await openServer(emulator);
    const { world } = emulator;
    if (branch !== "main") {
      world.push("acme/shop", { by: "bob", branch, files: { "src/release.ts": "1\n" } });
    }
    world.push("acme/shop", { by: "bob", branch: "feature", from: branch, files: featureFiles() });
    const headSha = world.tip("acme/shop", "feature");
    const number = world.openPullRequest("acme/shop", { by: "bob", head: "feature", base: branch });
    await until(() => verdictOn(emulator, headSha)?.conclusion === "action_required");
    emulator.clock.advance(5);
    world.comment("acme/shop", number, { by: "alice", body: "/approve-plan" });
    await until(() => verdictOn(emulator, headSha)?.conclusion === "success");
    await server.close();
    const group = world.enqueue("acme/shop", number, { by: "bob" });

    server = await openServer(emulator, { SWEEP_INTERVAL_MINUTES: "10" });

    await until(() => verdictOn(emulator, group.headSha)?.status === "completed");
    expect(verdictOn(emulator, group.headSha)).toEqual(green);
  });

  test("an event that cannot matter costs no request", async () => {
    emulator = await openGitHub();
    server = await openServer(emulator);
    const { number, headSha } = openPull(emulator, "feature", code);
    await until(() => verdictOn(emulator, headSha)?.conclusion === "success");
    await emulator.webhooks.settle();
    emulator.requests.length = 0;

    emulator.world.comment("acme/shop", number, { by: "bob", body: "Nice." });
    await emulator.webhooks.settle();
    const pulled = await fetch(`http://127.0.0.1:${server.port}/metrics`);

    expect(await pulled.text()).toContain(
      'plan_gate_events_total{event="issue_comment",outcome="ignored"} 1',
    );
    expect(emulator.requests).toEqual([]);
  });
});
