import { generateKeyPairSync } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { createClock } from "../../emulator/clock.ts";
import { type Emulator, startEmulator } from "../../emulator/server.ts";
import { readEnvironment } from "../../src/server/environment.ts";
import { type RunningServer, type ServerOptions, startServer } from "../../src/server/start.ts";
import { judgingHere } from "./judging-here.ts";

/** The real server beside the emulated GitHub; time stands still unless a test moves it. */
export interface LiveGate {
  readonly github: Emulator;
  readonly server: RunningServer;
  readonly serverUrl: string;
  /** Until every webhook was answered and no evaluation waits or runs. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export const appId = 4711;
const webhookSecret = "a secret for tests";
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = privateKey.export({ type: "pkcs1", format: "pem" }).toString();

/** How to start; write throttling is off unless a test is about it. */
export interface LiveOptions {
  readonly isThrottled?: boolean;
  readonly latencyMs?: number;
  /** How long the server waits for an answer of the emulator. */
  readonly timeoutMs?: number;
  /** In this process unless given. */
  readonly judging?: ServerOptions["judging"];
  readonly variables?: Readonly<Record<string, string>>;
}

/** Starts both on free ports of the loopback interface. */
export async function openLiveGate(options: LiveOptions = {}): Promise<LiveGate> {
  const { isThrottled = false, latencyMs = 0, timeoutMs = 10_000, variables = {} } = options;
  const judging = options.judging ?? judgingHere();
  const clock = createClock("2026-01-05T09:00:00Z");
  const github = await startEmulator({ appId, key: pem, webhookSecret, clock, latencyMs });
  const server = await startServer(environmentFor(github, variables), { isThrottled, timeoutMs, judging });
  await server.refusal;
  const serverUrl = `http://127.0.0.1:${server.port}`;
  const look = lookAtQueue(serverUrl);
  github.webhooks.deliverTo(`${serverUrl}/api/github/webhooks`);
  return {
    github,
    server,
    serverUrl,
    settle: () => settle(github, look),
    close: async () => {
      await server.close();
      await github.close();
    },
  };
}

/** The environment of a server that talks to the emulator. */
export function environmentFor(
  github: Emulator,
  variables: Readonly<Record<string, string>> = {},
): Parameters<typeof startServer>[0] {
  const reading = readEnvironment({
    APP_ID: String(appId),
    PRIVATE_KEY: pem,
    WEBHOOK_SECRET: webhookSecret,
    GHE_HOST: github.host,
    GHE_PROTOCOL: "http",
    HOST: "127.0.0.1",
    PORT: "0",
    LOG_LEVEL: "silent",
    SWEEP_INTERVAL_MINUTES: "0",
    ...variables,
  });
  if (reading.state !== "complete") throw new Error(reading.problems.join(" "));
  return reading.environment;
}

/** Until nothing waits or runs, and GitHub was asked nothing meanwhile. */
async function settle(github: Emulator, look: () => Promise<number>): Promise<void> {
  for (;;) {
    await github.webhooks.settle();
    const before = github.requests.length;
    const isIdle = (await look()) === 0;
    await github.webhooks.settle();
    if (isIdle && github.requests.length === before) return;
  }
}

/** Between two looks at the queue: to count everything costs the server milliseconds. */
const lookEveryMs = 25;

/** Counts the work in the queue, after it is asked for, and once for all who ask meanwhile. */
function lookAtQueue(serverUrl: string): () => Promise<number> {
  let last: Promise<unknown> = Promise.resolve();
  let next: Promise<number> | null = null;
  return () => {
    next ??= last.then(() => {
      next = null;
      const counted = workInQueue(serverUrl);
      last = counted.then(() => setTimeout(lookEveryMs));
      return counted;
    });
    return next;
  };
}

/** Work that waits, runs or is tried again, as the server's own metrics count it. */
async function workInQueue(serverUrl: string): Promise<number> {
  const metrics = await (await fetch(`${serverUrl}/metrics`)).text();
  const counts = [...metrics.matchAll(/^plan_gate_queue_work\{state="(waiting|running|delayed)"\} (\d+)$/gm)];
  return counts.reduce((sum, [, , count]) => sum + Number(count), 0);
}
