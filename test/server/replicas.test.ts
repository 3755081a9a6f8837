import { createServer, type Server } from "node:http";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Emulator } from "../../emulator/server.ts";
import { freePort, hasRedis, startRedis, type RedisServer } from "../queue/redis-server.ts";
import { openGitHub, openServer, until, variablesFor, webhookUrl } from "./rig.ts";
import { startReplica, stopReplica, type Replica } from "./replica.ts";

const pullRequests = 50;
const pushesEach = 20;
const killedAfter = 400;

/** Verdicts, and whether they are the same again after everything was evaluated afresh. */
describe.skipIf(!hasRedis)("two replicas that share a Redis", () => {
  let redis: RedisServer;
  let emulator: Emulator;
  let replicas: Replica[] = [];
  let proxy: Server;

  beforeAll(async () => {
    redis = await startRedis();
    emulator = await openGitHub("version: 1\ncomment: false\nrequest_reviews: false\n");
    const variables = variablesFor(emulator, { REDIS_URL: redis.url, SWEEP_INTERVAL_MINUTES: "0" });
    replicas = await Promise.all([startReplica(variables), startReplica(variables)]);
    proxy = await openProxy(() => replicas.map(({ port }) => port));
  }, 60_000);

  afterAll(async () => {
    proxy.close();
    await Promise.all(replicas.map((replica) => stopReplica(replica, "SIGKILL")));
    await emulator.close();
    await redis.stop();
  });

  test(
    "lose no verdict and get none wrong when one is killed among a thousand events",
    { timeout: 900_000 },
    async () => {
      const { world, webhooks } = emulator;
      webhooks.deliverTo(webhookUrl(portOf(proxy)));
      const branches = Array.from({ length: pullRequests }, (_, index) => `branch-${index}`);
      for (const branch of branches) {
        world.push("acme/shop", { by: "bob", branch, files: filesOf(branch, 0) });
        world.openPullRequest("acme/shop", { by: "bob", head: branch });
      }
      const heads = new Map<string, string>();
      const taken = webhooks.deliveries.length;
      for (let push = 1; push <= pushesEach; push += 1) {
        for (const branch of branches) {
          heads.set(branch, world.push("acme/shop", { by: "bob", branch, files: filesOf(branch, push) }));
        }
      }
      await until(
        () =>
          webhooks.deliveries.filter(({ state }) => state === "delivered").length > taken / 2 + killedAfter,
        300_000,
      );

      const [first] = replicas;
      if (first !== undefined) await stopReplica(first, "SIGKILL");
      await webhooks.settle();

      const verdicts = (): readonly unknown[] =>
        [...heads].map(([branch, sha]) => {
          const [run] = world.checkRuns("acme/shop", sha, "plan-gate");
          return [branch, run?.status, run?.conclusion, run?.output.title, fingerprintIn(run?.externalId)];
        });
      await until(
        () => verdicts().every((verdict) => Array.isArray(verdict) && verdict[1] === "completed"),
        300_000,
      );
      await until(async () => (await waiting(replicas.at(-1))) === 0, 120_000);
      const shared = verdicts();
      for (const replica of replicas) await stopReplica(replica, "SIGTERM");

      const alone = await openServer(emulator);
      for (const [, sha] of heads) {
        const [run] = world.checkRuns("acme/shop", sha, "plan-gate");
        if (run !== undefined) world.rerequest("acme/shop", run.id, { by: "bob" });
      }
      await webhooks.settle();
      await alone.close();

      expect(shared.filter((verdict) => Array.isArray(verdict) && verdict[2] === "failure")).toHaveLength(
        pullRequests / 2,
      );
      expect(verdicts()).toEqual(shared);
      for (const [, sha] of heads) expect(world.checkRuns("acme/shop", sha, "plan-gate")).toHaveLength(1);
    },
  );
});

/** What a verdict says, without the mark of when it was read. */
function fingerprintIn(externalId: string | null | undefined): string | undefined {
  return externalId?.split(":", 1)[0];
}

/** Every other pull request has a plan that says nothing. */
function filesOf(branch: string, push: number): Readonly<Record<string, string>> {
  const isPlanned = Number(branch.slice("branch-".length)) % 2 === 0;
  const folder = `.specify/specs/f-${branch.slice("branch-".length)}-x`;
  const code = { [`src/${branch}.ts`]: `export const push = ${push};\n` };
  return isPlanned
    ? {
        ...code,
        [`${folder}/spec.md`]: "# Spec\n\nWhat it is for.\n",
        [`${folder}/plan.md`]: "# Plan\n\nTBD\n",
      }
    : code;
}

async function waiting(replica: Replica | undefined): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${replica?.port ?? 0}/metrics`)).text();
  const counts = [...text.matchAll(/^plan_gate_queue_work\{state="(?:waiting|running|delayed)"\} (\d+)$/gmu)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}

/** One port for both replicas, in turns; one that is gone is left out. */
async function openProxy(ports: () => readonly number[]): Promise<Server> {
  let turn = 0;
  const server = createServer((request, response) => {
    void (async () => {
      const body = await buffer(request);
      const headers = Object.entries(request.headers).filter(
        ([name]) => name.startsWith("x-") || name === "content-type",
      );
      const given = Object.fromEntries(headers.map(([name, value]) => [name, String(value)]));
      turn += 1;
      const all = ports();
      const order = all.map((_, index) => all[(turn + index) % all.length] ?? 0);
      for (const port of order) {
        const status = await fetch(webhookUrl(port), { method: "POST", body, headers: given }).then(
          (answer) => answer.status,
          () => 0,
        );
        if (status === 0) continue;
        response.writeHead(status).end();
        return;
      }
      response.writeHead(502).end();
    })();
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}
