import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";

/** A Redis of our own, for one test file. */
export interface RedisServer {
  readonly url: string;
  readonly clear: () => Promise<void>;
  /** Anything that Redis understands, such as `ACL SETUSER default -lrange`. */
  readonly run: (command: string) => Promise<unknown>;
  /** Stops it and starts it again on the same port, with what it holds. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Is `redis-server` installed? Where `CI` is true it has to be. */
export const hasRedis = spawnSync("redis-server", ["--version"]).status === 0 || process.env["CI"] === "true";

/** Starts `redis-server` on a free port of the loopback interface; stopped, it keeps nothing. */
export async function startRedis(): Promise<RedisServer> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), "plan-gate-redis-"));
  const settings = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder];
  const start = (): ChildProcess => spawn("redis-server", [...settings, "--appendonly", "yes"]);
  let child = start();
  const url = `redis://127.0.0.1:${port}`;
  const client = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
  client.on("error", () => undefined);
  await client.ping();
  return {
    url,
    clear: async () => {
      await client.flushall();
    },
    run: async (command) => {
      const [name = "", ...given] = command.split(" ");
      return client.call(name, ...given);
    },
    restart: async () => {
      await stopped(child);
      child = start();
      await client.ping();
    },
    stop: async () => {
      client.disconnect();
      await stopped(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function stopped(child: ChildProcess): Promise<void> {
  const exited = new Promise((resolve) => child.once("exit", resolve));
  child.kill();
  await exited;
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== "object" || address === null) throw new Error("No port.");
  return address.port;
}
