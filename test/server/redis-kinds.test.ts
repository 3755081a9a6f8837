import { afterEach, describe, expect, test } from "vitest";
import type { Emulator } from "../../emulator/server.ts";
import { featureFiles } from "../live/scene.ts";
import { type Replica, startReplica, stopReplica } from "./replica.ts";
import { openGitHub, openPull, until, variablesFor, verdictOn, webhookUrl } from "./rig.ts";
import {
  hasRedis,
  type RedisServer,
  startCluster,
  startRedis,
  startSentinel,
} from "../queue/redis-server.ts";

const patienceMs = 60_000;

describe.skipIf(!hasRedis)("two servers judge and count an approval between them, with", () => {
  const redis: RedisServer[] = [];
  const replicas: Replica[] = [];
  let github: Emulator | null = null;

  afterEach(async () => {
    await Promise.all(replicas.splice(0).map((replica) => stopReplica(replica, "SIGTERM")));
    await Promise.all(redis.splice(0).map((server) => server.stop()));
    await github?.close();
    github = null;
  });

  const start = async (...given: Parameters<typeof startRedis>): Promise<RedisServer> => {
    const server = await startRedis(...given);
    redis.push(server);
    return server;
  };

  const kinds: Readonly<Record<string, () => Promise<string>>> = {
    "a password": async () => (await start({ password: "open#sesame" })).url,
    "a cluster of three": async () => {
      const nodes = await startCluster();
      redis.push(...nodes);
      return nodes[1]?.url ?? "";
    },
    "a primary that Sentinels know": async () => {
      const primary = await start();
      const sentinel = await startSentinel();
      redis.push(sentinel);
      await sentinel.run(`SENTINEL MONITOR mymaster 127.0.0.1 ${primary.port} 1`);
      return `${sentinel.url}?sentinel=mymaster`;
    },
  };

  test.each(Object.keys(kinds))(
    "%s",
    async (kind) => {
      const emulator = await openGitHub("version: 1\napproval:\n  users: [alice]\n");
      github = emulator;
      const variables = variablesFor(emulator, { REDIS_URL: (await kinds[kind]?.()) ?? "" });
      const first = await startReplica(variables);
      const second = await startReplica(variables);
      replicas.push(first, second);
      emulator.webhooks.deliverTo(webhookUrl(first.port));
      const { number, headSha } = openPull(emulator, "feature", featureFiles());
      await until(() => verdictOn(emulator, headSha)?.conclusion === "action_required", patienceMs);
      emulator.clock.advance(5);
      emulator.webhooks.deliverTo(webhookUrl(second.port));
      emulator.world.comment("acme/shop", number, { by: "alice", body: "/approve-plan" });
      await until(() => verdictOn(emulator, headSha)?.conclusion === "success", patienceMs);

      expect(emulator.world.checkRuns("acme/shop", headSha, "plan-gate")).toHaveLength(1);
    },
    180_000,
  );
});
