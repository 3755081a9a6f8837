import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { type Emulator, startEmulator } from "../emulator/server.ts";
import { handlePage } from "./page/handle-page.ts";

/** The local GitHub with Plan Gate's server beside it, both on free loopback ports. */
export interface Stage {
  readonly github: Emulator;
  /** Such as `http://127.0.0.1:4001`. */
  readonly serverUrl: string;
  readonly server: ChildProcess;
  close(): Promise<void>;
}

const root = resolve(import.meta.dirname, "..");
const appId = 4711;
const readyTimeoutMs = 15_000;

/** Starts both and waits until the server can reach GitHub. */
export async function openStage(env: NodeJS.ProcessEnv = {}): Promise<Stage> {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
  const port = await freePort();
  const serverUrl = `http://127.0.0.1:${port}`;
  const webhookSecret = "demo-secret";
  const webhookUrl = `${serverUrl}/api/github/webhooks`;
  const github: Emulator = await startEmulator({
    appId,
    key: pem,
    webhookSecret,
    webhookUrl,
    handle: (request, response) => handlePage(github, request, response),
  });
  const server = spawn(process.execPath, [join(root, "dist", "main.js")], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      APP_ID: String(appId),
      PRIVATE_KEY: pem,
      WEBHOOK_SECRET: webhookSecret,
      GHE_HOST: github.host,
      GHE_PROTOCOL: "http",
      HOST: "127.0.0.1",
      PORT: String(port),
      LOG_LEVEL: "fatal",
      SWEEP_INTERVAL_MINUTES: "0",
      ...env,
    },
  });
  const close = async (): Promise<void> => {
    if (server.exitCode === null && server.signalCode === null) {
      server.kill("SIGTERM");
      await once(server, "exit");
    }
    await github.close();
  };
  try {
    await untilReady(serverUrl, server);
  } catch (error) {
    await close();
    throw error;
  }
  return { github, serverUrl, server, close };
}

async function untilReady(serverUrl: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + readyTimeoutMs;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) throw new Error(`The server stopped with exit code ${server.exitCode}.`);
    const isReady = await fetch(`${serverUrl}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isReady) return;
    await pause(50);
  }
  throw new Error(`The server was not ready within ${readyTimeoutMs / 1000} seconds.`);
}

/** Lets some time go by while the other process works. */
export function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
