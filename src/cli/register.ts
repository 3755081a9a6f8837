import { writeFile } from "node:fs/promises";
import { Command } from "commander";
import { readGitHubAddress, type GitHubAddress } from "../github/client/address.ts";
import { honorProxies } from "../github/client/proxy.ts";
import {
  convertCode,
  createManifest,
  formAddress,
  keptNowhere,
  readWishes,
  type RegisteredApp,
  RegistrationFailure,
} from "../setup/registration.ts";
import { keepSettings, settingsOf, type KeptSettings } from "../setup/env-file.ts";
import { manifestPage } from "../setup/pages.ts";
import { createSetup } from "../setup/setup.ts";
import { exitCodes, UsageError } from "./exit-codes.ts";

interface RegisterOptions {
  readonly env: string;
  readonly port: string;
  readonly code?: string;
  readonly form?: string;
  readonly address?: string;
  readonly organization?: string;
  readonly name: string;
}

/** `plan-gate register`: a GitHub App of one's own, and its settings in a file. */
export function registerCommand(): Command {
  return new Command("register")
    .description("Register your GitHub App, and write its id, key and secret to a file")
    .option("--env <file>", "file for the settings", ".env")
    .option("--port <number>", "port of the page, on this machine alone (0: a free one)", "0")
    .option("--form <file>", "write the form for GitHub to a file instead, for a browser on another machine")
    .option("--address <url>", "address of the server, as GitHub reaches it; with --form")
    .option("--organization <login>", "organization that will own the App (default: yourself); with --form")
    .option("--name <name>", "name of the App; with --form", "plan-gate")
    .option("--code <code>", "finish with the code in the address that GitHub sent the browser to")
    .addHelpText(
      "after",
      "\nWithout --form or --code it prints the address of a page, and waits until the App is registered.",
    )
    .action(async (options: RegisterOptions) => {
      process.exitCode = await register(options);
    });
}

async function register(options: RegisterOptions): Promise<number> {
  const reading = readGitHubAddress(process.env);
  if (reading.state === "problem") throw new UsageError(reading.problem);
  const problem = await honorProxies(process.env);
  if (problem !== null) throw new UsageError(problem);
  const github = reading.address;
  if (options.form !== undefined) return writeForm(options.form, github, options);
  try {
    const kept =
      options.code === undefined
        ? await showPage(github, options)
        : await exchange(github, options.code, options.env);
    process.stdout.write(describeKept(kept));
    return exitCodes.satisfied;
  } catch (error) {
    if (error instanceof RegistrationFailure) throw new UsageError(error.message);
    throw error;
  }
}

async function showPage(github: GitHubAddress, { env, port }: RegisterOptions): Promise<KeptSettings> {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new UsageError(`\`--port\` is \`${port}\`, expected a whole number from 0 to 65535.`);
  }
  const setup = createSetup({
    github,
    envFile: env,
    variables: process.env,
    isLocal: true,
    isServing: false,
  });
  const at = await new Promise<number>((resolve, reject) => {
    setup.server.once("error", () => {
      reject(new UsageError(`Something else listens on port ${port} already. Give another \`--port\`.`));
    });
    setup.server.listen(Number(port), "127.0.0.1", () => {
      const address = setup.server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  process.stderr.write(`Open http://localhost:${at}${setup.link} in a browser on this machine.\n`);
  const { kept } = await setup.done;
  setup.server.closeAllConnections();
  setup.server.close();
  return kept;
}

async function exchange(github: GitHubAddress, code: string, path: string): Promise<KeptSettings> {
  const app: RegisteredApp = await convertCode(github.apiUrl, code);
  return keepSettings(path, settingsOf(app, process.env)).catch((error: unknown) => {
    throw keptNowhere(app, path, error);
  });
}

async function writeForm(file: string, github: GitHubAddress, options: RegisterOptions): Promise<number> {
  const reading = readWishes(options);
  if (reading.state === "problems") throw new UsageError(reading.problems.join(" "));
  const { wishes } = reading;
  await writeFile(
    file,
    manifestPage(formAddress(github.webUrl, wishes), await createManifest(wishes, wishes.address)),
  );
  process.stdout.write(
    `Open ${file} in a browser. GitHub leads it to ${wishes.address}/?code=…: give that code to \`plan-gate register --code\` within an hour.\n`,
  );
  return exitCodes.satisfied;
}

function describeKept({ path, conflicts }: KeptSettings): string {
  if (conflicts.length === 0)
    return `The App is registered; its settings are in ${path}, which only you can read.\n`;
  const names = conflicts.map((name) => `\`${name}\``).join(", ");
  return `The App is registered. Your file sets ${names} already and was left as it is: the new settings are in ${path}.\n`;
}
