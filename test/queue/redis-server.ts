import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Redis } from "ioredis";

/** A Redis of our own, for one test file. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  readonly clear: () => Promise<void>;
  /** Anything that Redis understands, such as `ACL SETUSER default -lrange`. */
  readonly run: (command: string) => Promise<unknown>;
  /** Stops it and starts it again on the same port, with what it holds. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Is `redis-server` installed? Where `CI` is true it has to be. */
export const hasRedis = spawnSync("redis-server", ["--version"]).status === 0 || process.env["CI"] === "true";

/** What a Redis is to be, beyond the ordinary. */
export interface RedisSettings {
  readonly password?: string;
  /** Speaks TLS alone, with this certificate; both are files. */
  readonly tls?: { readonly certificate: string; readonly key: string };
  /** More of `redis-server`'s command line, such as `--maxmemory 2mb`. */
  readonly more?: readonly string[];
  /** Is a Sentinel, which keeps what it learns in this file. */
  readonly sentinelFile?: string;
}

/** Starts `redis-server` on a free port of the loopback interface; stopped, it keeps nothing. */
export async function startRedis({
  password,
  tls,
  more = [],
  sentinelFile,
}: RedisSettings = {}): Promise<RedisServer> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), "plan-gate-redis-"));
  const ports =
    tls === undefined
      ? ["--port", String(port)]
      : ["--port", "0", "--tls-port", String(port), "--tls-auth-clients", "no"];
  const files = tls === undefined ? [] : ["--tls-cert-file", tls.certificate, "--tls-key-file", tls.key];
  const kind = sentinelFile === undefined ? ["--save", "", "--appendonly", "yes"] : ["--sentinel"];
  const config = sentinelFile === undefined ? [] : [sentinelFile];
  const settings = [...config, ...ports, ...files, "--bind", "127.0.0.1", "--dir", folder, ...kind];
  const secret = password === undefined ? [] : ["--requirepass", password];
  const start = (): ChildProcess => spawn("redis-server", [...settings, ...secret, ...more]);
  let child = start();
  const scheme = tls === undefined ? "redis" : "rediss";
  const credentials = password === undefined ? "" : `:${encodeURIComponent(password)}@`;
  const url = `${scheme}://${credentials}127.0.0.1:${port}`;
  const client = new Redis(url, {
    retryStrategy: () => 50,
    maxRetriesPerRequest: null,
    ...(tls !== undefined && { tls: { rejectUnauthorized: false } }),
  });
  client.on("error", () => undefined);
  await client.ping();
  return {
    url,
    port,
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

/** A Sentinel that knows of no primary yet. */
export async function startSentinel(): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), "plan-gate-sentinel-"));
  const file = join(folder, "sentinel.conf");
  await writeFile(file, "");
  const server = await startRedis({ sentinelFile: file });
  return {
    ...server,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Three primaries that share the slots; answers them once they all know it. */
export async function startCluster(): Promise<readonly RedisServer[]> {
  const nodes = await Promise.all(
    [1, 2, 3].map(() => startRedis({ more: ["--cluster-enabled", "yes", "--cluster-node-timeout", "2000"] })),
  );
  const hosts = nodes.map(({ port }) => `127.0.0.1:${port}`);
  const create = spawnSync("redis-cli", ["--cluster", "create", ...hosts, "--cluster-yes"]);
  if (create.status !== 0) throw new Error(create.stdout.toString());
  for (const node of nodes) {
    while (!String(await node.run("CLUSTER INFO")).includes("cluster_state:ok")) await delay(50);
  }
  return nodes;
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
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
