import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isMainThread } from "node:worker_threads";
import type { Command } from "commander";
import { endOnBrokenPipe } from "./console.ts";
import { UsageError } from "./exit-codes.ts";
import { explainFailure, runCommands } from "./run-commands.ts";

/**
 * The commands of the bundle, which need nothing installed: those that need no GitHub, each loaded when it is
 * called. The others are in `dist`, beside the bundle, and need the libraries.
 */
const bundled: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import("./check.ts")).checkCommand(),
  status: async () => (await import("./status.ts")).statusCommand(),
  explain: async () => (await import("./explain.ts")).explainCommand(),
  guard: async () => (await import("./guard.ts")).guardCommand(),
  init: async () => (await import("./init.ts")).initCommand(),
  new: async () => (await import("./new.ts")).newCommand(),
  lsp: async () => (await import("./lsp.ts")).lspCommand(),
  completion: async () => (await import("./completion.ts")).completionCommand(),
  smoke: async () => (await import("./smoke.ts")).smokeCommand(),
};

/** The commands that need the libraries, in the order in which help lists them. */
const built = ["doctor", "simulate", "approvals", "verify", "wait", "register", "serve"];

if (isMainThread) {
  endOnBrokenPipe();
  await run(process.argv.slice(2)).catch(explainFailure);
} else {
  await import("./judge-thread.ts");
}

async function run(words: readonly string[]): Promise<void> {
  const [name = ""] = words;
  const command = Object.hasOwn(bundled, name) ? bundled[name] : undefined;
  if (command !== undefined) await runCommands(words, [await command()]);
  else if (name === "--version" || name === "-V") await runCommands(words, []);
  else await runAny(words);
}

/** Help, a command that is not bundled, or none at all. */
async function runAny(words: readonly string[]): Promise<void> {
  const main = new URL("../dist/cli/main.js", import.meta.url);
  if (existsSync(main)) {
    await import(main.href);
    return;
  }
  const [name = ""] = words;
  const root = fileURLToPath(new URL("..", import.meta.url));
  if (built.includes(name))
    throw new UsageError(`\`${name}\` needs the libraries: run \`npm ci\` in \`${root}\`.`);
  const commands = await Promise.all(Object.values(bundled).map((load) => load()));
  await runCommands(words, commands, `After \`npm ci\` in \`${root}\` also: ${built.join(", ")}.`);
}
