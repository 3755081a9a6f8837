import { createHmac, generateKeyPairSync, randomUUID } from "node:crypto";
import { vi } from "vitest";
import type { Clock } from "../../emulator/clock.ts";
import { startEmulator, type Emulator } from "../../emulator/server.ts";
import { readEnvironment, type Environment, type Variables } from "../../src/server/environment.ts";
import { startServer, type RunningServer, type ServerOptions } from "../../src/server/start.ts";
import { judgingHere } from "../live/judging-here.ts";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** PEM. */
export const key = String(privateKey.export({ type: "pkcs1", format: "pem" }));
export const appId = 7;
export const secret = "s3cret";

/** Variables for a server that speaks to the emulator. */
export function variablesFor(emulator: Emulator, more: Variables = {}): Variables {
  return {
    APP_ID: String(appId),
    PRIVATE_KEY: key,
    WEBHOOK_SECRET: secret,
    HOST: "127.0.0.1",
    PORT: "0",
    GHE_HOST: emulator.host,
    GHE_PROTOCOL: "http",
    LOG_LEVEL: "silent",
    LOG_FORMAT: "json",
    SWEEP_INTERVAL_MINUTES: "0",
    ...more,
  };
}

export function environmentFor(emulator: Emulator, more: Variables = {}): Environment {
  const reading = readEnvironment(variablesFor(emulator, more));
  if (reading.state === "problems") throw new Error(reading.problems.join("\n"));
  return reading.environment;
}

export function webhookUrl(port: number): string {
  return `http://127.0.0.1:${port}/api/github/webhooks`;
}

/** A GitHub with one repository, and people in it; its clock is the machine's unless given. */
export async function openGitHub(config = "version: 1\n", clock?: Clock): Promise<Emulator> {
  const emulator = await startEmulator({ appId, key, webhookSecret: secret, ...(clock && { clock }) });
  const { world } = emulator;
  world.organization("acme");
  world.user("alice");
  world.user("bob");
  world.repository("acme/shop", { files: { "README.md": "# Shop\n", ".github/plan-gate.yml": config } });
  world.permission("acme/shop", "alice", "maintain");
  world.permission("acme/shop", "bob", "write");
  world.protect("acme/shop", "main", { checks: [{ context: "plan-gate", appId }] });
  return emulator;
}

/** The server in this process, judging here and without the seconds between writes unless told otherwise. */
export async function openServer(
  emulator: Emulator,
  more: Variables = {},
  options: ServerOptions = {},
): Promise<RunningServer> {
  const here = { isThrottled: false, judging: judgingHere() };
  const server = await startServer(environmentFor(emulator, more), { ...here, ...options });
  await server.refusal;
  emulator.webhooks.deliverTo(webhookUrl(server.port));
  return server;
}

/** Opens a pull request by bob; answers its number and head. */
export function openPull(emulator: Emulator, branch: string, files: Readonly<Record<string, string>>) {
  const { world } = emulator;
  const headSha = world.push("acme/shop", { by: "bob", branch, files });
  return { number: world.openPullRequest("acme/shop", { by: "bob", head: branch }), headSha };
}

/** Title and conclusion of our check run on a commit, or `null`. */
export function verdictOn(emulator: Emulator, sha: string) {
  const [run] = emulator.world.checkRuns("acme/shop", sha, "plan-gate");
  return run === undefined ? null : { status: run.status, conclusion: run.conclusion };
}

export async function until(condition: () => boolean | Promise<boolean>, timeout = 15_000): Promise<void> {
  await vi.waitFor(
    async () => {
      if (!(await condition())) throw new Error("It did not come true.");
    },
    { timeout, interval: 20 },
  );
}

/** Sends a webhook as GitHub would, signed with the secret. */
export function sendWebhook(
  port: number,
  { event, body, signedWith = secret }: { event: string; body: string; signedWith?: string },
): Promise<Response> {
  return fetch(webhookUrl(port), {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-github-event": event,
      "x-github-delivery": randomUUID(),
      "x-hub-signature-256": `sha256=${createHmac("sha256", signedWith).update(body).digest("hex")}`,
    },
  });
}
