import { generateKeyPairSync, sign } from "node:crypto";
import { createServer } from "node:http";
import { Octokit } from "@octokit/rest";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator/server.ts";

const privateKey = makeKey();

/** A private key, PEM. */
export function makeKey(): string {
  const { privateKey: key } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}

/** An emulator with the organization acme: alice maintains acme/shop, bob writes, eve is a stranger. */
export async function startAcme(options: Partial<EmulatorOptions> = {}): Promise<Emulator> {
  const emulator = await startEmulator({ appId: 7, key: privateKey, webhookSecret: "s3cret", ...options });
  const { world } = emulator;
  world.organization("acme");
  for (const login of ["alice", "bob", "eve"]) world.user(login);
  world.repository("acme/shop", { files: { "README.md": "# Shop\n", "src/a.ts": "export const a = 1;\n" } });
  world.permission("acme/shop", "alice", "maintain");
  world.permission("acme/shop", "bob", "write");
  return emulator;
}

/** A client that acts as a person. */
export function as(emulator: Emulator, login: string): Octokit {
  return new Octokit({ baseUrl: `${emulator.url}/api/v3`, auth: `user:${login}`, log: silent });
}

/** A client that acts as the App, or as one of its installations, by an assertion signed with its key. */
export function asApp(emulator: Emulator, installationId?: number, key = privateKey): Octokit {
  const baseUrl = `${emulator.url}/api/v3`;
  const app = new Octokit({ baseUrl, auth: assertion(key), log: silent });
  if (installationId === undefined) return app;
  const installation = new Octokit({ baseUrl, log: silent });
  let access: Promise<string> | null = null;
  installation.hook.before("request", async (options) => {
    access ??= app.rest.apps
      .createInstallationAccessToken({ installation_id: installationId })
      .then(({ data }) => data.token);
    options.headers.authorization = `token ${await access}`;
  });
  return installation;
}

/** A client of the App's installation on a repository. */
export async function asInstallation(emulator: Emulator, owner = "acme", repo = "shop"): Promise<Octokit> {
  const { data } = await asApp(emulator).rest.apps.getRepoInstallation({ owner, repo });
  return asApp(emulator, data.id);
}

function assertion(key: string): string {
  const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: 7, iat: now - 30, exp: now + 300 };
  const signed = `${encode({ alg: "RS256", typ: "JWT" })}.${encode(claims)}`;
  return `${signed}.${sign("sha256", Buffer.from(signed), key).toString("base64url")}`;
}

/** What a webhook receiver saw. */
interface Received {
  readonly event: string;
  readonly guid: string;
  readonly signature: string;
  readonly body: string;
}

/** A server that keeps every webhook it is sent. */
export async function startReceiver() {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const header = (name: string): string => String(request.headers[name]);
      received.push({
        event: header("x-github-event"),
        guid: header("x-github-delivery"),
        signature: header("x-hub-signature-256"),
        body: Buffer.concat(chunks).toString(),
      });
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/api/github/webhooks`,
    received,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Swallows what clients say about errors that a test wants. */
const silent = { debug: () => null, info: () => null, warn: () => null, error: () => null };
