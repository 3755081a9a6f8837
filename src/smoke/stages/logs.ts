import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { plainText } from "../engine/run-process.ts";
import { lastLines } from "./prepare-images.ts";
import { runCompose } from "./stack.ts";
import type { Stack } from "./stack.ts";

/** Log lines of a service that are quoted in a report. */
const tailLines = "50";
const logTimeoutMs = 20_000;

/** The last 50 log lines of each of the services. Read also after an interrupt. */
export async function readLogTails(
  stack: Stack,
  services: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const tails = await Promise.all(
    services.map(async (service) => {
      const text = await readLog(stack, service, ["--tail", tailLines, "--no-log-prefix"]);
      return [service, lastLines(text)] as const;
    }),
  );
  return new Map(tails);
}

/** Writes every service's log to `logs/<service><suffix>.log` below a folder. Returns the paths, relative to it. */
export async function writeLogs(stack: Stack, folder: string, suffix: string): Promise<readonly string[]> {
  await mkdir(join(folder, "logs"), { recursive: true });
  const paths: string[] = [];
  for (const { name } of stack.services) {
    const path = join("logs", `${name}${suffix}.log`);
    await writeFile(join(folder, path), await readLog(stack, name, ["--timestamps", "--no-log-prefix"]));
    paths.push(path);
  }
  return paths;
}

async function readLog(stack: Stack, service: string, options: readonly string[]): Promise<string> {
  const result = await runCompose(stack, ["logs", "--no-color", ...options, service], {
    signal: AbortSignal.timeout(logTimeoutMs),
  });
  return plainText(result.stdout);
}
