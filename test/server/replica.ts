import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Variables } from "../../src/server/environment.ts";

/** A server process of its own. */
export interface Replica {
  readonly process: ChildProcess;
  readonly port: number;
  /** Of its log, so far. */
  readonly lines: readonly string[];
}

const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
const line = z.object({ msg: z.literal("listening"), port: z.number() });

/** Starts `src/main.ts` and waits until it listens. */
export async function startReplica(variables: Variables): Promise<Replica> {
  const child = spawnMain({ ...variables, LOG_LEVEL: "info" });
  const lines: string[] = [];
  const port = await new Promise<number>((resolve, reject) => {
    child.once("exit", (code) => {
      reject(new Error(`The server ended with ${String(code)}.`));
    });
    if (child.stdout === null) return;
    createInterface(child.stdout).on("line", (text) => {
      lines.push(text);
      const parsed = line.safeParse(JSON.parse(text));
      if (parsed.success) resolve(parsed.data.port);
    });
  });
  return { process: child, port, lines };
}

/** Starts `src/main.ts` as it is; answers its exit status and what it wrote to standard error. */
export async function runMain(
  variables: Variables,
): Promise<{ readonly code: number | null; readonly text: string }> {
  const child = spawnMain(variables);
  let text = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  await once(child, "exit");
  return { code: child.exitCode, text };
}

/** Sends a signal and waits for the end; answers the exit status, `null` where the signal ended it. */
export async function stopReplica(
  { process: child }: Replica,
  signal: NodeJS.Signals,
): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal);
    await once(child, "exit");
  }
  return child.exitCode;
}

function spawnMain(variables: Variables): ChildProcess {
  const { PATH } = process.env;
  return spawn(process.execPath, ["--import", "tsx", main], {
    env: { ...(PATH !== undefined && { PATH }), ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
}
