import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { runCompose } from "../stages/stack.ts";
import type { Stack } from "../stages/stack.ts";
import type { Engine } from "./engine.ts";
import { lastLines, plainText, succeeded } from "./run-process.ts";

/** A TCP or UDP port of a container as published on the Engine's host. */
export interface PublishedPort {
  readonly containerPort: number;
  readonly protocol: string;
  readonly hostAddress: string;
  readonly hostPort: number;
}

const healthSchema = z.object({
  Status: z.enum(["none", "starting", "healthy", "unhealthy"]).catch("none"),
  Log: z.array(z.object({ Output: z.string().catch("") })).nullish(),
});
const portsSchema = z.record(
  z.string(),
  z.array(z.object({ HostIp: z.string(), HostPort: z.string() })).nullish(),
);
const containerSchema = z
  .object({
    Id: z.string(),
    Name: z.string(),
    RestartCount: z.number().catch(0),
    Config: z.object({ Image: z.string(), Labels: z.record(z.string(), z.string()).nullish() }),
    State: z.object({
      Status: z.string(),
      ExitCode: z.number(),
      Error: z.string().catch(""),
      OOMKilled: z.boolean().catch(false),
      Health: healthSchema.nullish(),
    }),
    NetworkSettings: z.object({ Ports: portsSchema.nullish() }),
  })
  .transform(({ Id: id, Name, RestartCount, Config, State, NetworkSettings }) => ({
    id,
    name: Name.replace(/^\//, ""),
    service: Config.Labels?.["com.docker.compose.service"] ?? "",
    /** Made by `docker compose run`, and no part of the stack. */
    isOneOff: Config.Labels?.["com.docker.compose.oneoff"] === "True",
    image: Config.Image,
    /** `created`, `running`, `restarting`, `exited`, `dead`, `paused` or `removing`. */
    status: State.Status,
    exitCode: State.ExitCode,
    restartCount: RestartCount,
    isOutOfMemory: State.OOMKilled,
    /** What the Engine said when it could not start it; empty otherwise. */
    startError: State.Error,
    /** As Docker tells it; `none` where there is no health check. */
    health: State.Health?.Status ?? "none",
    /** Output of the last health check, at most 300 characters. */
    healthOutput: (State.Health?.Log?.at(-1)?.Output ?? "").trim().slice(0, 300),
    ports: Object.entries(NetworkSettings.Ports ?? {}).flatMap(
      ([key, bindings]): readonly PublishedPort[] => {
        const [containerPort = "", protocol = "tcp"] = key.split("/");
        return (bindings ?? []).map(({ HostIp: hostAddress, HostPort }) => ({
          containerPort: Number(containerPort),
          protocol,
          hostAddress,
          hostPort: Number(HostPort),
        }));
      },
    ),
  }));

/** One container of the stack at one moment. */
export type Container = Readonly<z.infer<typeof containerSchema>>;

/** The containers of a Compose project, one-off ones left out. Null where Docker could not be asked. */
export async function listContainers(
  engine: Engine,
  project: string,
  signal?: AbortSignal,
): Promise<readonly Container[] | null> {
  const options = signal === undefined ? {} : { signal };
  const filter = `label=com.docker.compose.project=${project}`;
  const listed = await engine.run(["ps", "--all", "--quiet", "--no-trunc", "--filter", filter], options);
  if (!succeeded(listed)) return null;
  const ids = listed.stdout.split("\n").filter((id) => id !== "");
  if (ids.length === 0) return [];
  const inspected = await engine.run(["container", "inspect", ...ids], options);
  return parseInspected(inspected.stdout);
}

/** Reads `docker container inspect`. Null where it is not that. */
function parseInspected(json: string): readonly Container[] | null {
  const parsed = z.array(containerSchema).safeParse(parseJson(json));
  if (!parsed.success) return null;
  return parsed.data.filter(({ isOneOff }) => !isOneOff).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

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
