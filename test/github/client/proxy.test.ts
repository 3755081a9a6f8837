import { execFile } from "node:child_process";
import { createServer, type Server } from "node:http";
import { connect as openSocket, type Server as NetServer } from "node:net";
import { resolve } from "node:path";
import { createServer as createTlsServer } from "node:tls";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Emulator } from "../../../emulator/server.ts";
import { honorProxies } from "../../../src/github/client/proxy.ts";
import { makeCertificate } from "../../certificate.ts";
import { freePort } from "../../queue/redis-server.ts";
import { runMain, startReplica, stopReplica } from "../../server/replica.ts";
import { openGitHub, variablesFor } from "../../server/rig.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const run = promisify(execFile);
const cli = resolve(import.meta.dirname, "../../../src/cli/main.ts");

/** A proxy that leads every host to one port of this machine; only it knows where `github.acme.test` is. */
async function openProxy(
  targetPort: () => number,
): Promise<{ server: Server; port: number; seen: string[] }> {
  const seen: string[] = [];
  const server = createServer();
  server.on("connect", (request, client) => {
    seen.push(`${request.url ?? ""} ${request.headers["proxy-authorization"] ?? ""}`.trim());
    const target = openSocket(targetPort(), "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      target.pipe(client).pipe(target);
    });
    target.on("error", () => client.destroy());
    client.on("error", () => target.destroy());
  });
  return { server, port: await listen(server), seen };
}

async function listen(server: NetServer): Promise<number> {
  const port = await freePort();
  await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  return port;
}

describe("behind a proxy", () => {
  let emulator: Emulator;
  let proxy: Awaited<ReturnType<typeof openProxy>>;
  let target = 0;

  beforeEach(async () => {
    emulator = await openGitHub();
    target = Number(new URL(emulator.url).port);
    proxy = await openProxy(() => target);
  });

  afterEach(async () => {
    proxy.server.closeAllConnections();
    proxy.server.close();
    await emulator.close();
  });

  const readiness = async (variables: Readonly<Record<string, string>>) => {
    const replica = await startReplica(variablesFor(emulator, variables));
    const lines: string[] = [];
    replica.process.stdout?.on("data", (chunk: Buffer) => lines.push(chunk.toString()));
    const response = await fetch(`http://127.0.0.1:${replica.port}/readyz`);
    const body = await response.text();
    await stopReplica(replica, "SIGTERM");
    return { status: response.status, said: body + lines.join("") };
  };

  test(
    "GitHub with a certificate of one's own is reached through `HTTPS_PROXY`",
    { timeout: 60_000 },
    async () => {
      const made = makeCertificate(temporaryFolder(), "DNS:github.acme.test");
      const tls = createTlsServer({ cert: made.certificate, key: made.key }, (socket) => {
        const inner = openSocket(Number(new URL(emulator.url).port), "127.0.0.1");
        socket.pipe(inner).pipe(socket);
        socket.on("error", () => inner.destroy());
        inner.on("error", () => socket.destroy());
      });
      target = await listen(tls);
      const variables = {
        GHE_HOST: "github.acme.test",
        GHE_PROTOCOL: "https",
        HTTPS_PROXY: `http://gate:sesame@127.0.0.1:${proxy.port}`,
        NODE_EXTRA_CA_CERTS: made.certificateFile,
      };

      const server = await readiness(variables);
      const doctor = await run(
        process.execPath,
        ["--import", "tsx", cli, "doctor", "acme/shop", "--app-id", "7"],
        {
          env: { PATH: process.env["PATH"] ?? "", GITHUB_TOKEN: "user:alice", ...variables },
        },
      ).catch((error: unknown) => error);
      tls.close();

      const credentials = `Basic ${Buffer.from("gate:sesame").toString("base64")}`;
      expect(server.status).toBe(200);
      expect(proxy.seen.length).toBeGreaterThan(1);
      expect(new Set(proxy.seen)).toEqual(new Set([`github.acme.test:443 ${credentials}`]));
      expect(doctor).toMatchObject({ stdout: expect.stringContaining("acme/shop") });
    },
  );

  test("`NO_PROXY` names what is reached without it", { timeout: 60_000 }, async () => {
    const named = { HTTP_PROXY: `http://127.0.0.1:${proxy.port}` };

    const around = await readiness({ ...named, NO_PROXY: "127.0.0.1" });
    const before = [...proxy.seen];
    const through = await readiness(named);

    expect([around.status, through.status]).toEqual([200, 200]);
    expect(before).toEqual([]);
    expect(new Set(proxy.seen)).toEqual(new Set([emulator.host]));
  });

  test(
    "a proxy that is away is no reason to end, and its password is not shown",
    { timeout: 60_000 },
    async () => {
      const { status, said } = await readiness({
        HTTP_PROXY: `http://gate:pa55word@127.0.0.1:${await freePort()}`,
      });

      expect(status).toBe(503);
      expect(said).toContain("GitHub could not be reached: GET /app of the App.");
      expect(said).not.toContain("pa55word");
    },
  );

  test("an address that is none keeps the server from starting, and is not quoted", async () => {
    const { code, text } = await runMain(variablesFor(emulator, { HTTPS_PROXY: "gate:pa55word@proxy:3128" }));

    expect({ code, text }).toEqual({
      code: 1,
      text: "Plan Gate cannot start: `HTTPS_PROXY` is not of the form `http://user:password@proxy.acme.com:3128`. Correct it.\n",
    });
  });

  test("without a proxy `fetch` stays Node's own", async () => {
    const before = fetch;

    expect(await honorProxies({ NO_PROXY: "*", HTTPS_PROXY: " " })).toBeNull();
    expect(fetch).toBe(before);
  });
});
