import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { parseEnv } from "node:util";
import { honorProxies } from "../github/client/proxy.ts";
import { codeOf } from "../monitoring/log.ts";
import { readEnvironment, type Variables } from "./environment.ts";
import { explainStart, StartFailure, explainListening } from "./start-failure.ts";
import { startServer } from "./start.ts";
import { readGitHubAddress } from "../github/client/address.ts";
import { createSetup } from "../setup/setup.ts";

/** Draining takes 25 seconds at most; whatever still holds on is left behind after this. */
const exitWithinMs = 28_000;

/**
 * Runs the server until SIGTERM or SIGINT; where nothing tells which App it is, the page that registers one comes
 * first. Settings that the process is not given are read from the file `.env`. Where the server cannot start,
 * standard error has the reason in one line, or all that is wrong with the settings a line each, and the process ends
 * with status 1.
 */
export async function serve(given: Variables): Promise<void> {
  process.once("uncaughtException", endWith);
  try {
    const isGiven = ([, value = ""]: [string, string | undefined]): boolean => value.trim() !== "";
    const variables = {
      ...(await readEnvFile()),
      ...Object.fromEntries(Object.entries(given).filter(isGiven)),
    };
    const problem = await honorProxies(variables);
    if (problem !== null) throw new StartFailure(problem);
    await run(hasNoApp(variables) ? await setUpApp(variables) : variables);
  } catch (error) {
    process.stderr.write(`Plan Gate cannot start: ${explainStart(error)}\n`);
    process.exit(1);
  }
}

async function run(variables: Variables): Promise<void> {
  const reading = readEnvironment(variables);
  if (reading.state === "problems") {
    process.stderr.write(
      `Plan Gate cannot start.\n${reading.problems.map((line) => `- ${line}\n`).join("")}`,
    );
    process.exit(1);
  }
  for (const note of reading.notes) process.stderr.write(`Plan Gate: ${note}\n`);
  const starting = startServer(reading.environment);
  const stop = (): void => {
    setTimeout(() => process.exit(0), exitWithinMs).unref();
    void starting.then(({ close }) => close()).finally(() => process.exit(0));
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  const server = await starting;
  const refusal = await server.refusal;
  if (refusal === null) return;
  await server.close();
  throw refusal;
}

/** What the file of settings says; nothing where there is none. What the process is given counts before it. */
async function readEnvFile(): Promise<Variables> {
  try {
    return parseEnv(await readFile(envFile, "utf8"));
  } catch (error) {
    const code = codeOf(error) ?? "unknown";
    if (code === "ENOENT") return {};
    throw new StartFailure(`\`${envFile}\` cannot be read (${code}). Correct its permissions, or remove it.`);
  }
}

/** Node would print the error with all it carries, and one of Redis carries the password it was asked with. */
function endWith(error: Error): void {
  const where = (error.stack ?? "").split("\n").filter((line) => /^ +at /.test(line));
  process.stderr.write(`Plan Gate failed: ${error.name}\n${where.join("\n")}\n`);
  process.exit(1);
}

/** Where `npm start` reads settings from, and where a new App's are put. */
const envFile = ".env";

const identity = ["APP_ID", "PRIVATE_KEY", "PRIVATE_KEY_PATH", "WEBHOOK_SECRET"];
const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "::1"]);

/** True where nothing tells yet which App we are: not where something does and the rest is missing. */
function hasNoApp(variables: Variables): boolean {
  return identity.every((name) => (variables[name]?.trim() ?? "") === "");
}

/**
 * Shows the page that registers an App, until one is; answers the variables with its settings. It listens on the
 * loopback interface, or where `HOST` says; there only the link on standard error lets anybody in.
 */
async function setUpApp(variables: Variables): Promise<Variables> {
  const github = readGitHubAddress(variables);
  if (github.state === "problem") throw new StartFailure(github.problem);
  const host = variables["HOST"]?.trim() || "127.0.0.1";
  const port = readPort(variables["PORT"]?.trim() || "3000");
  const isLocal = loopback.has(host);
  const { address } = github;
  const setup = createSetup({ github: address, envFile, variables, isLocal, isServing: true });
  const listening = await new Promise<AddressInfo | string | null>((resolve, reject) => {
    setup.server.once("error", (error) => {
      reject(explainListening(error, { host, port }));
    });
    setup.server.listen({ port, host }, () => {
      resolve(setup.server.address());
    });
  });
  const at = typeof listening === "object" && listening !== null ? listening.port : port;
  const shown = isLocal ? "localhost" : host;
  process.stderr.write(
    `Plan Gate has no App yet. Open http://${shown}:${at}${setup.link} to register one; its settings go to ${envFile}.\n`,
  );
  const { settings } = await setup.done;
  setup.server.closeAllConnections();
  await new Promise((resolve) => setup.server.close(resolve));
  return { ...variables, PORT: String(at), ...settings };
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 65_536;
  if (port <= 65_535) return port;
  throw new StartFailure("`PORT` is not a whole number from 0 to 65535. Correct it.");
}
