import type { AddressInfo } from "node:net";
import { readGitHubAddress } from "../github/client/address.ts";
import { createSetup } from "../setup/setup.ts";
import type { Variables } from "./environment.ts";
import { explainListening, StartFailure } from "./start-failure.ts";

/** Where `npm start` reads settings from, and where a new App's are put. */
export const envFile = ".env";

const identity = ["APP_ID", "PRIVATE_KEY", "PRIVATE_KEY_PATH", "WEBHOOK_SECRET"];
const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "::1"]);

/** True where nothing tells yet which App we are: not where something does and the rest is missing. */
export function hasNoApp(variables: Variables): boolean {
  return identity.every((name) => (variables[name]?.trim() ?? "") === "");
}

/**
 * Shows the page that registers an App, until one is; answers the variables with its settings. It listens on the
 * loopback interface, or where `HOST` says; there only the link on standard error lets anybody in.
 */
export async function setUpApp(variables: Variables): Promise<Variables> {
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
