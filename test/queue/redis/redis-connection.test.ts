import { createServer } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Queue, Turn } from "../../../src/queue/queue.ts";
import { createRedisQueue } from "../../../src/queue/redis/redis-queue.ts";
import { makeCertificate } from "../../certificate.ts";
import { evaluate, options, press, until } from "../contract.ts";
import { startReplica, stopReplica } from "../../server/replica.ts";
import { openGitHub, variablesFor } from "../../server/rig.ts";
import {
  freePort,
  hasRedis,
  startCluster,
  startRedis,
  startSentinel,
  type RedisServer,
} from "../redis-server.ts";

/** The sentence with which a Redis is refused: at the start, or when it is asked whether it takes work. */
async function refusalOf(asked: Promise<unknown>): Promise<string> {
  return asked.then(
    () => "",
    (error: unknown) =>
      error instanceof Error ? `${error.message} ${String(Reflect.get(error, "hint"))}` : String(error),
  );
}

describe.skipIf(!hasRedis)("a queue in Redis", () => {
  const servers: RedisServer[] = [];
  const queues: Queue[] = [];
  const start = async (...given: Parameters<typeof startRedis>): Promise<RedisServer> => {
    const server = await startRedis(...given);
    servers.push(server);
    return server;
  };
  const open = async (url: string): Promise<Queue> => {
    const queue = await createRedisQueue(url, options);
    queues.push(queue);
    return queue;
  };
  /** Work goes in and comes out, with its press, under locks. */
  const worksOn = async (queue: Queue): Promise<void> => {
    const turns: Turn[] = [];
    queue.start((turn) => Promise.resolve(void turns.push(turn)));
    await queue.check();
    const held = await queue.locks.holdHead("octo/hello@abc");
    await queue.add(evaluate(1, { presses: [press("p1")] }));
    await until(() => turns.length === 1);
    await held.release();
    expect(turns[0]?.work).toEqual(evaluate(1, { presses: [press("p1")] }));
    await queue.close(1_000);
  };

  afterEach(async () => {
    await Promise.all(queues.splice(0).map((queue) => queue.close(0)));
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  });

  test("with a password works, and without or with another says so and not what was tried", async () => {
    const { url, port } = await start({ password: "open#sesame" });

    await worksOn(await open(url));
    const without = await refusalOf(open(`redis://127.0.0.1:${port}`));
    const wrong = await refusalOf(open(`redis://:pa55word@127.0.0.1:${port}`));
    const stranger = await refusalOf(open(`redis://mallory:pa55word@127.0.0.1:${port}`));

    expect(without).toBe(
      "Redis asks for a password (NOAUTH). Put it into `REDIS_URL`: `redis://:password@host:6379`.",
    );
    expect([wrong, stranger]).toEqual([
      "Redis does not accept the user or the password in `REDIS_URL` (WRONGPASS). Correct them.",
      "Redis does not accept the user or the password in `REDIS_URL` (WRONGPASS). Correct them.",
    ]);
  });

  test("is refused where nothing listens, where no such host is, and where there is no such database", async () => {
    const { url } = await start();
    const port = await freePort();

    const answers = await Promise.all([
      refusalOf(open(`redis://127.0.0.1:${port}`)),
      refusalOf(open(`redis://127.0.0.1:${port},127.0.0.1:${port}`)),
      refusalOf(open("redis://nowhere.invalid")),
      refusalOf(open(`${url}/99`)),
      refusalOf(open("redis://:pa#ss@127.0.0.1")),
    ]);

    const unreachable =
      "Redis cannot be reached (ECONNREFUSED). Check that it runs, and the host and the port in `REDIS_URL`; where it has no TLS, write `redis://`.";
    expect(answers.slice(0, 2)).toEqual([unreachable, unreachable]);
    expect(answers[2]).toMatch(
      /^There is no host of the name in `REDIS_URL` \((?:ENOTFOUND|EAI_AGAIN)\)\. Correct it\.$/,
    );
    expect(answers[3]).toBe("Redis has no database of the number in `REDIS_URL`. Correct it.");
    expect(answers[4]).toContain("is not of the form");
  });

  test("is refused where what answers is no Redis", async () => {
    const web = createServer((_request, response) => response.end("Welcome"));
    await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
    const address = web.address();
    const port = typeof address === "object" ? (address?.port ?? 0) : 0;

    expect(await refusalOf(open(`redis://127.0.0.1:${port}`))).toBe(
      "What answers at the address in `REDIS_URL` is no Redis. Correct the host and the port.",
    );
    web.close();
  });

  test("finds the next of several hosts where the first is away", async () => {
    const { port } = await start();

    await worksOn(await open(`redis://127.0.0.1:${await freePort()},127.0.0.1:${port}`));
  });

  test("is not ready on a replica, in full memory, or where its user may not write; and says why", async () => {
    const primary = await start();
    const replica = await start({ more: ["--replicaof", "127.0.0.1", String(primary.port)] });
    const full = await start();
    await full.run("CONFIG SET maxmemory 1");
    const guarded = await start();
    await guarded.run("ACL SETUSER reader on >pa55word ~* +@all -set");

    const answers: string[] = [];
    for (const url of [replica.url, full.url, `redis://reader:pa55word@127.0.0.1:${guarded.port}`]) {
      const queue = await open(url);
      answers.push(await refusalOf(queue.check()));
    }
    const refused = await refusalOf(queues[0]?.add(evaluate(1)) ?? Promise.resolve());

    expect(answers).toEqual([
      "Redis is a replica that can only be read (READONLY). Name the primary in `REDIS_URL`.",
      "Redis has no memory left (OOM). Give it more; it must not evict.",
      "Redis does not let the user in `REDIS_URL` do what Plan Gate does (NOPERM). Allow it all commands on the keys `{plan-gate}:*`.",
    ]);
    expect(refused).toBe(
      "Redis did not take the work. Redis is a replica that can only be read (READONLY). Name the primary in `REDIS_URL`. The next sweep finds what was refused.",
    );
  });

  test(
    "says what is away, a replica's primary, a cluster's nodes or Sentinels",
    { timeout: 90_000 },
    async () => {
      const factsOf = async (...asked: readonly Queue[]): Promise<readonly string[]> =>
        Promise.all(asked.map(async (queue) => (await refusalOf(queue.check())).split(". ")[0] ?? ""));
      const primary = await start();
      const replica = await start({ more: ["--replicaof", "127.0.0.1", String(primary.port)] });
      await until(async () => String(await primary.run("INFO replication")).includes("state=online"), 30_000);
      await replica.run("CONFIG SET replica-serve-stale-data no");
      const onReplica = await open(replica.url);
      const sentinel = await startSentinel();
      servers.push(sentinel);
      await sentinel.run(`SENTINEL MONITOR mymaster 127.0.0.1 ${replica.port} 1`);
      const throughSentinel = await open(`${sentinel.url}?sentinel=mymaster`);
      const nodes = await startCluster();
      servers.push(...nodes);
      const onCluster = await open(nodes[0]?.url ?? "");
      const named = await factsOf(throughSentinel);
      await Promise.all([primary, sentinel, ...nodes].map((server) => server.stop()));

      const [ofReplica, ofSentinel, ofCluster] = await factsOf(onReplica, throughSentinel, onCluster);

      expect([...named, ofReplica, ofSentinel]).toEqual([
        "What the Sentinels name as the primary cannot be reached, or is a replica",
        "The primary of this Redis is down (MASTERDOWN)",
        "None of the Sentinels in `REDIS_URL` can be reached",
      ]);
      expect(ofCluster).toMatch(
        /^(?:No|The) node of the Redis cluster (?:that has our keys cannot|can) be reached$/,
      );
    },
  );

  test("works on a cluster of three, whichever node is named", { timeout: 60_000 }, async () => {
    const nodes = await startCluster();
    servers.push(...nodes);

    for (const { url } of nodes) await worksOn(await open(url));
    const numbered = await refusalOf(open(`${nodes[0]?.url ?? ""}/1`));

    expect(numbered).toBe("A Redis cluster has database 0 only. Leave the number out of `REDIS_URL`.");
  });

  test("works through Sentinels, also after they name another primary", { timeout: 90_000 }, async () => {
    const primary = await start();
    const replica = await start({ more: ["--replicaof", "127.0.0.1", String(primary.port)] });
    await until(async () => String(await primary.run("INFO replication")).includes("state=online"), 30_000);
    const sentinel = await startSentinel();
    servers.push(sentinel);
    const beforeKnown = await refusalOf(open(sentinel.url));
    await sentinel.run(`SENTINEL MONITOR mymaster 127.0.0.1 ${primary.port} 1`);
    await sentinel.run("SENTINEL SET mymaster down-after-milliseconds 500");
    await until(
      async () => String(await sentinel.run("SENTINEL REPLICAS mymaster")).includes(String(replica.port)),
      30_000,
    );
    const unknown = await refusalOf(open(`${sentinel.url}?sentinel=other`));

    const queue = await open(`${sentinel.url}?sentinel=mymaster`);
    await queue.check();
    await until(
      () =>
        sentinel.run("SENTINEL FAILOVER mymaster").then(
          () => true,
          () => false,
        ),
      30_000,
    );
    await until(async () => String(await replica.run("INFO replication")).includes("role:master"), 30_000);
    await until(async () => (await refusalOf(queue.check())) === "", 30_000);
    await worksOn(queue);

    expect(beforeKnown).toContain("`REDIS_URL` names Sentinels, which know these primaries: none.");
    expect(unknown).toBe(
      "`REDIS_URL` names Sentinels, which know these primaries: `mymaster`. Name one at the end of `REDIS_URL`, as in `?sentinel=mymaster`.",
    );
  });
});

describe.skipIf(!hasRedis)("a Redis that speaks TLS", () => {
  let folder: string;
  let server: RedisServer;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "plan-gate-certificates-"));
    const { certificateFile: certificate, keyFile: key } = makeCertificate(folder, "IP:127.0.0.1");
    server = await startRedis({ tls: { certificate, key } });
  });

  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  test("is spoken to by a server that knows the authority", { timeout: 60_000 }, async () => {
    const github = await openGitHub();
    const replica = await startReplica(
      variablesFor(github, {
        REDIS_URL: server.url,
        NODE_EXTRA_CA_CERTS: join(folder, "certificate.pem"),
      }),
    );

    const response = await fetch(`http://127.0.0.1:${replica.port}/readyz`);
    await stopReplica(replica, "SIGTERM");
    await github.close();

    expect(await response.json()).toEqual({ ready: true, github: true, queue: true });
  });

  test("is refused while its authority is unknown, and where TLS is not spoken to it", async () => {
    const unknown = await refusalOf(createRedisQueue(server.url, options));
    const plain = await refusalOf(createRedisQueue(server.url.replace("rediss:", "redis:"), options));

    expect(unknown).toBe(
      "The certificate of Redis is of an authority that this process does not know (DEPTH_ZERO_SELF_SIGNED_CERT). Set `NODE_EXTRA_CA_CERTS` to the file of the authority's certificate.",
    );
    expect(plain).toBe(
      "Redis ended the connection at once (ECONNRESET). Where it wants TLS, write `rediss://`, and where it has none, `redis://`.",
    );
  });
});
