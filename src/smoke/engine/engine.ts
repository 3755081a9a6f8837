import { describeEnd, lastErrorLine, runProcess, succeeded } from "./run-process.ts";
import type { ProcessOptions, ProcessResult } from "./run-process.ts";

/** What may be set for one Docker command. */
export type EngineCallOptions = Partial<Omit<ProcessOptions, "env">>;

/** Docker's command line in one place: a function that runs it, and what answered. */
export interface Engine {
  readonly run: (args: readonly string[], options?: EngineCallOptions) => Promise<ProcessResult>;
  /** Version of the Engine; null where only Compose was asked for. */
  readonly engineVersion: string | null;
  readonly composeVersion: string;
  /** Host on which the Engine publishes ports, as seen from here. */
  readonly publishedHost: string;
  /** Milliseconds spent in Docker's own commands so far. */
  readonly spentMs: () => number;
}

/** Docker found, or what is missing and what to do about it. */
export type EngineLookup =
  | { readonly state: "found"; readonly engine: Engine }
  | { readonly state: "missing"; readonly message: string; readonly fix: string };

/** What the look for Docker rests on. */
export interface EngineRequest {
  readonly env: NodeJS.ProcessEnv;
  readonly directory: string;
  /** False for linting alone, which needs Compose but no running Engine. */
  readonly needsServer: boolean;
  readonly signal?: AbortSignal;
}

const lookupTimeoutMs = 20_000;
const install = "Install Docker Engine with the Compose plugin: https://docs.docker.com/engine/install/";

/**
 * Looks for Docker, a running Engine and Compose v2. Commands run without any `COMPOSE_*` of the caller's but those
 * Compose reads while resolving.
 */
export async function findEngine(request: EngineRequest): Promise<EngineLookup> {
  const options: ProcessOptions = {
    env: request.env,
    directory: request.directory,
    timeoutMs: lookupTimeoutMs,
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  };
  const [compose, server] = await Promise.all([
    runProcess("docker", ["compose", "version", "--short"], options),
    runProcess("docker", ["version", "--format", "{{.Server.Version}}"], options),
  ]);
  if (compose.end.state === "not-started") {
    return { state: "missing", message: "Docker was not found: no `docker` on the PATH.", fix: install };
  }
  const composeVersion = compose.stdout.trim().replace(/^v/, "");
  if (!succeeded(compose) || !isComposeV2(composeVersion)) return missingCompose(compose, composeVersion);
  if (!succeeded(server) && request.needsServer) return missingServer(server);
  return {
    state: "found",
    engine: createEngine(request, composeVersion, succeeded(server) ? server.stdout.trim() : null),
  };
}

function isComposeV2(version: string): boolean {
  const major = Number.parseInt(version, 10);
  return Number.isInteger(major) && major >= 2;
}

function missingCompose(result: ProcessResult, version: string): EngineLookup {
  const seen = succeeded(result) ? `it says \`${version.slice(0, 100)}\`` : `it ${describeEnd(result.end)}`;
  return {
    state: "missing",
    message: `Compose v2 was not found: \`docker compose version\` was asked, and ${seen}.`,
    fix: "Install the Compose plugin (`docker compose`, not `docker-compose`): https://docs.docker.com/compose/install/linux/",
  };
}

function missingServer(result: ProcessResult): EngineLookup {
  return {
    state: "missing",
    message: `Docker Engine does not answer: ${lastErrorLine(result)}`,
    fix: "Start it (`sudo systemctl start docker`, or Docker Desktop), or set DOCKER_HOST to one that runs.",
  };
}

function createEngine(request: EngineRequest, composeVersion: string, engineVersion: string | null): Engine {
  let spent = 0;
  return {
    engineVersion,
    composeVersion,
    publishedHost: publishedHost(request.env["DOCKER_HOST"]),
    spentMs: () => spent,
    run: async (args, options = {}) => {
      const result = await runProcess("docker", args, {
        directory: request.directory,
        ...options,
        env: request.env,
      });
      spent += result.durationMs;
      return result;
    },
  };
}

/** Host of `DOCKER_HOST` (`tcp://…`, `ssh://…`), or the loopback address for a local Engine. */
export function publishedHost(dockerHost: string | undefined): string {
  if (dockerHost === undefined || !/^(?:tcp|ssh|https?):\/\//.test(dockerHost)) return "127.0.0.1";
  const host = URL.canParse(dockerHost) ? new URL(dockerHost).hostname : "";
  return host === "" ? "127.0.0.1" : host;
}
