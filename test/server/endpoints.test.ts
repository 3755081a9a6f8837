import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { refusals } from "../../emulator/http/refusals.ts";
import type { Emulator } from "../../emulator/server.ts";
import { maxBodyBytes } from "../../src/server/app.ts";
import type { RunningServer } from "../../src/server/start.ts";
import { hasRedis, startRedis } from "../queue/redis-server.ts";
import { startReplica, stopReplica } from "./replica.ts";
import { openGitHub, openServer, sendWebhook, until, variablesFor, webhookUrl } from "./rig.ts";

const checkRuns = "/repos/{owner}/{repo}/check-runs";

describe("the server", () => {
  let emulator: Emulator;
  let server: RunningServer;

  beforeAll(async () => {
    emulator = await openGitHub();
    server = await openServer(emulator, { WEBHOOK_SECRET_PREVIOUS: "older" });
  });

  afterAll(async () => {
    await server.close();
    await emulator.close();
  });

  const get = (path: string): Promise<Response> => fetch(`http://127.0.0.1:${server.port}${path}`);
  const ping = JSON.stringify({ zen: "Keep it logically awesome." });

  test("takes webhooks signed with the secret, and with the one before", async () => {
    const answers = await Promise.all([
      sendWebhook(server.port, { event: "ping", body: ping }),
      sendWebhook(server.port, { event: "ping", body: ping, signedWith: "older" }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });

  test("refuses a forged signature, a missing one, and what is not JSON", async () => {
    const forged = await sendWebhook(server.port, { event: "ping", body: ping, signedWith: "guess" });
    const unsigned = await fetch(webhookUrl(server.port), {
      method: "POST",
      body: ping,
      headers: { "content-type": "application/json", "x-github-event": "ping", "x-github-delivery": "1" },
    });
    const text = await sendWebhook(server.port, { event: "ping", body: "{" });
    const form = await fetch(webhookUrl(server.port), { method: "POST", body: "a=b" });

    expect([forged.status, unsigned.status, text.status, form.status]).toEqual([400, 400, 400, 415]);
    expect(await metric("plan_gate_events_total", 'event="unknown",outcome="unverified"')).toBe(4);
  });

  test.each(["null", '"x"', "7", "true", "[]", " \n [{}]", ""])(
    "refuses a body that is no object: %j",
    async (body) => {
      expect((await sendWebhook(server.port, { event: "ping", body })).status).toBe(400);
      expect((await sendWebhook(server.port, { event: "pull_request", body })).status).toBe(400);
    },
  );

  test.each(["__proto__", "constructor", "toString", "hasOwnProperty", "*", "pull_request.opened", "a b"])(
    "refuses an event named %s",
    async (event) => {
      const answer = await sendWebhook(server.port, { event, body: ping });

      expect(answer.status).toBe(400);
      expect(await answer.text()).toBe("A webhook names its event, and its body is a JSON object.\n");
    },
  );

  test("refuses a body of more than 25 MB without reading it", async () => {
    const status = await new Promise((resolve, reject) => {
      const post = request(
        webhookUrl(server.port),
        {
          method: "POST",
          headers: { "content-length": maxBodyBytes + 1, "content-type": "application/json" },
        },
        (response) => {
          resolve(response.statusCode);
          post.destroy();
        },
      );
      post.on("error", reject);
      post.write("{");
    });

    expect(status).toBe(413);
  });

  test("refuses a body that turns out too long while it arrives", async () => {
    const status = await new Promise((resolve, reject) => {
      const post = request(
        webhookUrl(server.port),
        { method: "POST", headers: { "transfer-encoding": "chunked", "content-type": "application/json" } },
        (response) => {
          resolve(response.statusCode);
          post.destroy();
        },
      );
      post.on("error", (error) => {
        if (!post.destroyed) reject(error);
      });
      for (let sent = 0; sent <= maxBodyBytes; sent += 1024 * 1024) post.write("x".repeat(1024 * 1024));
    });

    expect(status).toBe(413);
  });

  test("says that it is alive and ready", async () => {
    const alive = await get("/healthz");
    const ready = await get("/readyz");

    expect([alive.status, await alive.json()]).toEqual([200, { alive: true }]);
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true, github: true, queue: true }]);
  });

  test("is not ready while GitHub cannot be reached", async () => {
    const other = await openServer(emulator, { GHE_HOST: "127.0.0.1:9" });
    const response = await fetch(`http://127.0.0.1:${other.port}/readyz`);

    expect([response.status, await response.json()]).toEqual([
      503,
      {
        ready: false,
        github: false,
        queue: true,
        why: [
          "GitHub could not be reached: GET /app of the App. Nothing to do: it is tried again. Check the network, the proxy, `GHE_HOST` and `GHE_PROTOCOL` where it lasts.",
        ],
      },
    ]);
    await other.close();
  });

  test("says why it is not ready where GitHub does not know its key", async () => {
    const other = await openServer(emulator, {});
    emulator.inject({ route: "/app", ...refusals["bad credentials"] });
    const response = await fetch(`http://127.0.0.1:${other.port}/readyz`);

    expect([response.status, await response.json()]).toMatchObject([
      503,
      {
        github: false,
        why: [
          "GitHub refused GET /app of the App (401): Bad credentials. Check `APP_ID`, `PRIVATE_KEY` and the server's clock.",
        ],
      },
    ]);
    await other.close();
  });

  test("says why it is not ready where something else than GitHub answers", async () => {
    const other = await openServer(emulator, {});
    const page = { headers: { "content-type": "text/html" }, body: Buffer.from("<html>Welcome</html>") };
    emulator.inject({ route: "/app", status: 200, ...page });
    const response = await fetch(`http://127.0.0.1:${other.port}/readyz`);

    expect([response.status, await response.json()]).toMatchObject([
      503,
      {
        github: false,
        why: [
          "GitHub's answer to GET /app of the App has not the form it documents. It is tried again. Check for a proxy that answers in GitHub's place where it lasts.",
        ],
      },
    ]);
    await other.close();
  });

  test("shows people what it is, whether it works, and what is next", async () => {
    const page = await get("/");
    const text = await page.text();

    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(text).toMatch(/<h1>Plan Gate \d+\.\d+\.\d+<\/h1>/);
    expect(text).toContain("<p>It is ready.</p>");
    expect(text).toContain(`href="${emulator.url}/apps/plan-gate/installations/new"`);
    expect(text).toContain("<code>plan-gate init --app-id 7</code>");
    expect(text).not.toContain("s3cret");
  });

  test("tells people why it does not work", async () => {
    const other = await openServer(emulator, { GHE_HOST: "127.0.0.1:9" });
    const text = await (await fetch(`http://127.0.0.1:${other.port}/`)).text();
    await other.close();

    expect(text).toContain("It is not ready.");
    expect(text).toContain("GitHub could not be reached: GET /app of the App.");
  });

  test("has no other pages, and those it has can only be read", async () => {
    const written = await fetch(`http://127.0.0.1:${server.port}/metrics`, { method: "POST" });
    const statuses = await Promise.all(
      ["/setup", "/probot", "/constructor"].map(async (path) => (await get(path)).status),
    );

    expect(statuses).toEqual([404, 404, 404]);
    expect(written.status).toBe(405);
    expect((await get("/api/github/webhooks")).status).toBe(404);
  });

  test("counts what happened, for Prometheus", async () => {
    emulator.webhooks.deliverTo(webhookUrl(server.port));
    const { world } = emulator;
    world.push("acme/shop", { by: "bob", branch: "counted", files: { "src/a.ts": "1\n" } });
    world.openPullRequest("acme/shop", { by: "bob", head: "counted" });
    await until(async () => (await metric("plan_gate_evaluations_total", 'outcome="success"')) > 0);

    expect(await metric("plan_gate_events_total", 'event="pull_request",outcome="queued"')).toBe(1);
    expect(await metric("plan_gate_events_total", 'event="check_run",outcome="ignored"')).toBeGreaterThan(0);
    expect(await metric("plan_gate_queue_work", 'state="dead"')).toBe(0);
    expect(
      await metric(
        "plan_gate_github_requests_total",
        'route="POST /repos/{owner}/{repo}/check-runs",status="201"',
      ),
    ).toBe(1);
  });

  test("counts work that was given up", async () => {
    emulator.webhooks.deliverTo(webhookUrl(server.port));
    const { world } = emulator;
    const lacking = { message: "Resource not accessible by integration" };
    emulator.inject({ method: "POST", route: checkRuns, status: 403, body: lacking, times: Infinity });
    world.push("acme/shop", { by: "bob", branch: "dead", files: { "src/b.ts": "1\n" } });
    world.openPullRequest("acme/shop", { by: "bob", head: "dead" });
    await until(async () => (await metric("plan_gate_dead_total", 'type="evaluate"')) === 1);
    emulator.clearFaults();
  });

  async function metric(name: string, labels: string): Promise<number> {
    const text = await (await get("/metrics")).text();
    const line = text.split("\n").find((one) => one.startsWith(`${name}{${labels}} `));
    return z.coerce.number().parse(line?.split(" ").at(-1) ?? 0);
  }
});

describe.skipIf(!hasRedis)("while Redis is away", () => {
  test("the metrics are there, and say that the queue is not", async () => {
    const redis = await startRedis();
    const emulator = await openGitHub();
    const replica = await startReplica(variablesFor(emulator, { REDIS_URL: redis.url }));
    const url = `http://127.0.0.1:${replica.port}/metrics`;
    const before = await (await fetch(url)).text();
    await redis.stop();

    const response = await fetch(url);
    const text = await response.text();
    await stopReplica(replica, "SIGKILL");
    await emulator.close();

    expect(before).toContain('plan_gate_queue_work{state="dead"} 0');
    expect(response.status).toBe(200);
    expect(text).toContain('plan_gate_queue_work{state="waiting"} Nan');
    expect(text).toContain("plan_gate_queue_oldest_age_seconds Nan");
    expect(text).toContain("plan_gate_queue_unreadable_total 1");
    expect(text).toContain("process_cpu_seconds_total");
  }, 30_000);
});
