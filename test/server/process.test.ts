import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { Emulator } from "../../emulator/server.ts";
import { openGitHub, openPull, sendWebhook, until, variablesFor, verdictOn, webhookUrl } from "./rig.ts";
import { hasRedis, startRedis } from "../queue/redis-server.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { runMain, startReplica, stopReplica } from "./replica.ts";

describe("the server's process", () => {
  let emulator: Emulator | null = null;

  afterEach(async () => {
    await emulator?.close();
    emulator = null;
  });

  test("does not start half-configured, and says all that is missing", async () => {
    const { code, text } = await runMain({ APP_ID: "7" });

    expect(code).toBe(1);
    expect(text).toContain("Plan Gate cannot start.\n- `WEBHOOK_SECRET` is not set.");
    expect(text).toContain("- `PRIVATE_KEY` is not set");
  });

  test("reads `.env`, and before it what it is given itself", async () => {
    emulator = await openGitHub();
    const folder = temporaryFolder();
    const { PRIVATE_KEY = "", ...others } = variablesFor(emulator, { APP_ID: "999" });
    const lines = Object.entries(others).map(([name, value = ""]) => `${name}=${value}\n`);
    writeFileSync(
      join(folder, ".env"),
      `${lines.join("")}PRIVATE_KEY="${PRIVATE_KEY.replaceAll("\n", "\\n")}"\n`,
    );

    const { text } = await runMain({}, folder);
    const replica = await startReplica({ APP_ID: "7", PORT: "" }, folder);

    expect(text).toContain("knows no App 999 (404)");
    expect(await stopReplica(replica, "SIGTERM")).toBe(0);
  });

  test("says in its log as which App GitHub knows it", async () => {
    const { host } = (emulator = await openGitHub());
    const replica = await startReplica(variablesFor(emulator));
    const fields = `"appId":7,"app":"plan-gate","github":"${host}","msg":"GitHub knows the App"`;

    await until(() => replica.lines.some((line) => line.includes(fields)));
    await stopReplica(replica, "SIGTERM");
  });

  test("does not start where `.env` cannot be read", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, ".env"));

    expect(await runMain({}, folder)).toEqual({
      code: 1,
      text: "Plan Gate cannot start: `.env` cannot be read (EISDIR). Correct its permissions, or remove it.\n",
    });
  });

  test.each([
    [{ PORT: "http" }, "`PORT` is not a whole number from 0 to 65535. Correct it."],
    [
      { HOST: "192.0.2.1" },
      "`HOST` is `192.0.2.1`, which is no address of this machine (EADDRNOTAVAIL). Set it to `127.0.0.1`, to `0.0.0.0`, or to nothing.",
    ],
    [
      { GHE_HOST: "https://github.acme.com" },
      "`GHE_HOST` is not a host name. Give it without protocol and path, as in `github.acme.com`.",
    ],
  ])("without an App shows no page where it cannot: %j", async (variables, problem) => {
    expect(await runMain(variables, temporaryFolder())).toEqual({
      code: 1,
      text: `Plan Gate cannot start: ${problem}\n`,
    });
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

  test.skipIf(!hasRedis)("logs no text of a webhook that it could not take", async () => {
    emulator = await openGitHub();
    const redis = await startRedis();
    const replica = await startReplica(variablesFor(emulator, { REDIS_URL: redis.url }));
    await redis.run("CONFIG SET maxmemory 1");
    const { number } = openPull(emulator, "feature", { "src/a.ts": "1\n" });
    emulator.webhooks.deliverTo(webhookUrl(replica.port));

    emulator.world.comment("acme/shop", number, { by: "alice", body: "/approve-plan between the two of us" });
    await until(() => replica.lines.some((line) => line.includes("did not take the work")));
    await stopReplica(replica, "SIGTERM");
    await redis.stop();

    expect(replica.lines.join("\n")).not.toContain("between the two of us");
    for (const line of replica.lines) expect(line.match(/"name":/g)).toHaveLength(1);
  });

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
