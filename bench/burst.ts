import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { Redis } from "ioredis";
import { planFiles } from "./plans.ts";
import { openGitHub, sendAll, startServer, until, type Subject } from "./rig.ts";

const installations = 50;
const pullsEach = 10;

/** Seconds from the first webhook of 500 pull requests until the last verdict. */
export async function benchBurst(replicas: number, redisUrl: string | null): Promise<number> {
  const emulator = await openGitHub(50);
  const { world } = emulator;
  world.user("bob");
  const heads: { readonly name: string; readonly sha: string }[] = [];
  for (let index = 0; index < installations; index += 1) {
    const name = `acme-${index}/shop`;
    world.organization(`acme-${index}`);
    world.repository(name, { files: { ".github/plan-gate.yml": "version: 1\n" } });
    world.permission(name, "bob", "write");
    for (let pull = 0; pull < pullsEach; pull += 1) {
      const branch = `branch-${pull}`;
      const sha = world.push(name, {
        by: "bob",
        branch,
        files: planFiles(`f-${pull}-x`, `# Plan ${index}-${pull}\n`),
      });
      world.openPullRequest(name, { by: "bob", head: branch });
      heads.push({ name, sha });
    }
  }
  const bodies = emulator.webhooks.deliveries
    .filter(({ event, action }) => event === "pull_request" && action === "opened")
    .map(({ body }) => body);
  const servers: Subject[] = [];
  for (let index = 0; index < replicas; index += 1) {
    servers.push(await startServer(emulator, redisUrl === null ? {} : { REDIS_URL: redisUrl }));
  }
  try {
    const startedMs = performance.now();
    await Promise.all(
      servers.map((server, index) =>
        sendAll(server, {
          bodies: bodies.filter((_, position) => position % servers.length === index),
          senders: 50,
          event: "pull_request",
        }),
      ),
    );
    await until(() =>
      heads.every(({ name, sha }) =>
        world.checkRuns(name, sha, "plan-gate").some(({ status }) => status === "completed"),
      ),
    );
    return (performance.now() - startedMs) / 1000;
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await emulator.close();
  }
}

/** A Redis of our own; `null` where there is no `redis-server`. */
export async function openRedis(): Promise<{ readonly url: string; readonly stop: () => void } | null> {
  const port = await freePort();
  const child: ChildProcess = spawn("redis-server", [
    "--port",
    String(port),
    "--save",
    "",
    "--bind",
    "127.0.0.1",
  ]);
  const isStarted = await new Promise<boolean>((resolve) => {
    child.once("error", () => {
      resolve(false);
    });
    child.once("spawn", () => {
      resolve(true);
    });
  });
  if (!isStarted) return null;
  const url = `redis://127.0.0.1:${port}`;
  const client = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
  client.on("error", () => undefined);
  await client.ping();
  client.disconnect();
  return { url, stop: () => child.kill() };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}
