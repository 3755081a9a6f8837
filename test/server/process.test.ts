import { afterEach, describe, expect, test } from "vitest";
import type { Emulator } from "../../emulator/server.ts";
import { openGitHub, openPull, sendWebhook, until, variablesFor, verdictOn, webhookUrl } from "./rig.ts";
import { runMain, startReplica, stopReplica } from "./replica.ts";

describe("the server's process", () => {
  let emulator: Emulator | null = null;

  afterEach(async () => {
    await emulator?.close();
    emulator = null;
  });

  test("does not start half-configured, and says all that is missing", async () => {
    const { code, text } = await runMain({ APP_ID: "7" });

    expect(code).toBe(2);
    expect(text).toContain("Plan Gate cannot start.\n- `WEBHOOK_SECRET` is not set.");
    expect(text).toContain("- `PRIVATE_KEY` is not set");
  });

  test.each(["SIGTERM", "SIGINT"] as const)(
    "on %s finishes what it has, and exits with 0",
    async (signal) => {
      emulator = await openGitHub();
      const replica = await startReplica(variablesFor(emulator));
      emulator.webhooks.deliverTo(webhookUrl(replica.port));
      emulator.inject({ route: "/repos/{owner}/{repo}/compare/{+basehead}", delayMs: 1_000 });
      const { headSha } = openPull(emulator, "feature", { "src/a.ts": "1\n" });
      await emulator.webhooks.settle();

      const code = await stopReplica(replica, signal);

      expect(code).toBe(0);
      for (const line of replica.lines) {
        expect([...line.matchAll(/"name":"([^"]*)"/g)].map(([, name]) => name)).toEqual(["plan-gate"]);
      }
      expect(verdictOn(emulator, headSha)).toEqual({ status: "completed", conclusion: "success" });
      await expect(sendWebhook(replica.port, { event: "ping", body: "{}" })).rejects.toThrow();
    },
  );

  test("starts while GitHub is down, and works when it is back", async () => {
    emulator = await openGitHub();
    emulator.inject({ route: "/app", times: 2, status: 503 });
    const replica = await startReplica(variablesFor(emulator));
    emulator.webhooks.deliverTo(webhookUrl(replica.port));

    const { headSha } = openPull(emulator, "feature", { "src/a.ts": "1\n" });
    const github = emulator;
    await until(() => verdictOn(github, headSha)?.conclusion === "success");

    expect(await stopReplica(replica, "SIGTERM")).toBe(0);
  });
});
