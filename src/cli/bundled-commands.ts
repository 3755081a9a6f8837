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
  else await runBuilt();
}

async function runBuilt(): Promise<void> {
  const built = new URL("../dist/cli/main.js", import.meta.url);
  if (!existsSync(built)) {
    const root = fileURLToPath(new URL("..", import.meta.url));
    const names = Object.keys(bundled).join("`, `");
    throw new UsageError(
      `Nothing is built in \`${root}\`: run \`npm ci\` there. Without it there are \`${names}\`.`,
    );
  }
  await import(built.href);
}
