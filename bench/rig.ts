import { type ChildProcess, spawn } from "node:child_process";
import { createHmac, generateKeyPairSync, randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { Agent, request } from "node:http";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { startEmulator, type Emulator } from "../emulator/server.ts";

/** Everything measured runs as it would in production: the built server, in a process of its own. */

const main = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const bare = fileURLToPath(new URL("./bare-probot.ts", import.meta.url));
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = String(privateKey.export({ type: "pkcs1", format: "pem" }));

export const appId = 7;
export const secret = "s3cret";

/** A process that takes webhooks. */
export interface Subject {
  readonly port: number;
  /** From the start of the process until it listened. */
  readonly startedWithinMs: number;
  readonly stop: () => Promise<void>;
}

/** A GitHub with the given time for every answer. */
export function openGitHub(latencyMs: number): Promise<Emulator> {
  return startEmulator({ appId, key: pem, webhookSecret: secret, latencyMs });
}

/** Starts the built server against the emulator, with the flags of the image. */
export function startServer(
  emulator: Emulator,
  more: Readonly<Record<string, string>> = {},
): Promise<Subject> {
  if (!existsSync(main)) throw new Error("There is no dist/main.js. Run `npm run build` first.");
  return start(["--max-semi-space-size=4", main], {
    MALLOC_ARENA_MAX: "2",
    GHE_HOST: emulator.host,
    GHE_PROTOCOL: "http",
    LOG_LEVEL: "info",
    SWEEP_INTERVAL_MINUTES: "0",
    ...more,
  });
}

/** Starts a Probot server whose handler does nothing. */
export function startBareProbot(): Promise<Subject> {
  return start(["--import", "tsx", bare], {});
}

async function start(args: readonly string[], more: Readonly<Record<string, string>>): Promise<Subject> {
  const startedMs = performance.now();
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      PATH,
      APP_ID: String(appId),
      PRIVATE_KEY: pem,
      WEBHOOK_SECRET: secret,
      HOST: "127.0.0.1",
      PORT: "0",
      LOG_FORMAT: "json",
      NODE_ENV: "production",
      ...more,
    },
  });
  const port = await listening(child);
  return {
    port,
    startedWithinMs: performance.now() - startedMs,
    stop: async () => {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  };
}

function listening(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => {
      reject(new Error(`The process ended with ${String(code)}.`));
    });
    if (child.stdout === null) return;
    createInterface(child.stdout).on("line", (line) => {
      const found = /"port":(\d+)/u.exec(line);
      if (found !== null) resolve(Number(found[1]));
    });
  });
}

export function webhookUrl({ port }: Subject): string {
  return `http://127.0.0.1:${port}/api/github/webhooks`;
}

/** Sends webhooks from so many senders at once; answers how long it took and how many were not taken. */
export async function sendAll(
  subject: Subject,
  { bodies, senders, event }: { bodies: readonly string[]; senders: number; event: string },
): Promise<{ readonly seconds: number; readonly refused: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: senders });
  const signed = bodies.map((body) => ({ body, signature: sign(body) }));
  let next = 0;
  let refused = 0;
  const startedMs = performance.now();
  const sender = async (): Promise<void> => {
    for (let one = signed[next++]; one !== undefined; one = signed[next++]) {
      const status = await post(subject, { ...one, event, agent });
      if (status < 200 || status > 299) refused += 1;
    }
  };
  await Promise.all(Array.from({ length: senders }, sender));
  const seconds = (performance.now() - startedMs) / 1000;
  agent.destroy();
  return { seconds, refused };
}

function post(
  subject: Subject,
  { body, signature, event, agent }: { body: string; signature: string; event: string; agent: Agent },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      "x-github-event": event,
      "x-github-delivery": randomUUID(),
      "x-hub-signature-256": signature,
    };
    const sent = request(webhookUrl(subject), { method: "POST", agent, headers }, (response) => {
      response.resume();
      response.once("end", () => {
        resolve(response.statusCode ?? 0);
      });
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

function sign(body: string): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

/** The sum of a metric's samples whose line has the given text. */
export async function metric(subject: Subject, name: string, having = ""): Promise<number> {
  return sumOf(await (await fetch(metricsUrl(subject))).text(), name, having);
}

/** The same in metrics that were read already. */
export function sumOf(text: string, name: string, having = ""): number {
  return text
    .split("\n")
    .filter((line) => line.startsWith(name) && line.includes(having))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" "))), 0);
}

export function metricsUrl({ port }: Subject): string {
  return `http://127.0.0.1:${port}/metrics`;
}

/** Waits, looking every 20 ms. */
export async function until(condition: () => boolean | Promise<boolean>, withinMs = 300_000): Promise<void> {
  const overMs = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > overMs) throw new Error("It took too long.");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Until the server has nothing waiting or under way. */
export function untilIdle(subject: Subject): Promise<void> {
  return until(async () => {
    const states = ["waiting", "running", "delayed"].map((state) => `state="${state}"`);
    const counts = await Promise.all(states.map((state) => metric(subject, "plan_gate_queue_work", state)));
    return counts.every((count) => count === 0);
  });
}
