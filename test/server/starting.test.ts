import { generateKeyPairSync } from "node:crypto";
import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Emulator } from "../../emulator/server.ts";
import { freePort, hasRedis, startRedis, type RedisServer } from "../queue/redis-server.ts";
import { runMain, startReplica, stopReplica } from "./replica.ts";
import { openGitHub, secret, sendWebhook, variablesFor } from "./rig.ts";

/** Every reason ends the process with status 1 and this one line. */
describe("the server cannot start, and says in one line", () => {
  let emulator: Emulator;
  let taken: Server;
  let takenPort: number;

  beforeAll(async () => {
    emulator = await openGitHub();
    takenPort = await freePort();
    taken = createServer();
    await new Promise<void>((resolve) => taken.listen(takenPort, "127.0.0.1", resolve));
  });

  afterAll(async () => {
    taken.close();
    await emulator.close();
  });

  const refusal = async (more: Readonly<Record<string, string>>): Promise<string> => {
    const { code, text } = await runMain(variablesFor(emulator, more));
    expect(code).toBe(1);
    expect(text).not.toContain(secret);
    return text;
  };
  const otherKey = (): string => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    return String(privateKey.export({ type: "pkcs1", format: "pem" }));
  };

  test("that the port is taken", async () => {
    expect(await refusal({ PORT: String(takenPort) })).toBe(
      `Plan Gate cannot start: Something else listens on port ${takenPort} already. Stop it, or set another \`PORT\`.\n`,
    );
  });

  test("that the host is none of this machine", async () => {
    expect(await refusal({ HOST: "192.0.2.1" })).toBe(
      "Plan Gate cannot start: `HOST` is `192.0.2.1`, which is no address of this machine (EADDRNOTAVAIL). Set it to `127.0.0.1`, to `0.0.0.0`, or to nothing.\n",
    );
  });

  test("that GitHub knows no such App", async () => {
    expect(await refusal({ APP_ID: "999" })).toBe(
      `Plan Gate cannot start: GitHub at ${emulator.host} knows no App 999 (404). Correct \`APP_ID\`, or \`GHE_HOST\` where the App is on another GitHub.\n`,
    );
  });

  test("that the key is not the App's", async () => {
    expect(await refusal({ PRIVATE_KEY: otherKey() })).toBe(
      `Plan Gate cannot start: GitHub at ${emulator.host} does not accept the private key as one of the App 7 (401). Generate a key in the settings of that App, or correct \`APP_ID\`; where both are right, set the server's clock.\n`,
    );
  });

  test("that the address of Redis cannot be read", async () => {
    const text = await refusal({ REDIS_URL: "redis://:pa55#word@127.0.0.1:6379" });

    expect(text).toContain("- `REDIS_URL` is not of the form");
    expect(text).not.toContain("pa55");
  });

  test.skipIf(!hasRedis)("what Redis refuses", async () => {
    const redis: RedisServer = await startRedis({ password: "open-sesame" });
    const wrong = await refusal({ REDIS_URL: `redis://:pa55word@127.0.0.1:${redis.port}` });
    const none = await refusal({ REDIS_URL: `redis://127.0.0.1:${redis.port}` });
    await redis.stop();
    const away = await refusal({ REDIS_URL: redis.url });

    expect([wrong, none, away]).toEqual([
      "Plan Gate cannot start: Redis does not accept the user or the password in `REDIS_URL` (WRONGPASS). Correct them.\n",
      "Plan Gate cannot start: Redis asks for a password (NOAUTH). Put it into `REDIS_URL`: `redis://:password@host:6379`.\n",
      "Plan Gate cannot start: Redis cannot be reached (ECONNREFUSED). Check that it runs, and the host and the port in `REDIS_URL`; where it has no TLS, write `redis://`.\n",
    ]);
  });

  test("but with a line end after the secret it starts, and takes what is signed without it", async () => {
    const replica = await startReplica(variablesFor(emulator, { WEBHOOK_SECRET: `${secret}\n` }));
    let said = "";
    replica.process.stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });

    const { status } = await sendWebhook(replica.port, { event: "ping", body: "{}" });
    await stopReplica(replica, "SIGTERM");

    expect(status).toBe(200);
    expect(said).toContain("`WEBHOOK_SECRET` has blanks or line ends around it, which are left out.");
  });
});
