import { afterEach, describe, expect, test } from "vitest";
import type { Emulator } from "../../emulator/server.ts";
import type { RunningServer } from "../../src/server.ts";
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
    const { headSha } = openPull(emulator, "feature", code);
    await until(() => verdictOn(emulator, headSha)?.conclusion === "success");
    await server.close();
    emulator.requests.length = 0;

    server = await openServer(emulator, { SWEEP_INTERVAL_MINUTES: "10" });
    await until(() => emulator.requests.some(({ route }) => route.includes("matching-refs")));

    const routes = emulator.requests.map(({ method, route }) => `${method} ${route}`);
    expect(routes.filter((route) => route.includes("compare") || route.startsWith("PATCH"))).toEqual([]);
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
