import { spawn } from "node:child_process";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** `plan-gate serve`: the server, as a process of its own. */
export function serveCommand(): Command {
  return new Command("serve")
    .description("Run the server of the GitHub App; settings come from the environment")
    .action(async () => {
      process.exitCode = await serve();
    });
}

/** Runs the server until it ends; signals reach it. Gives its exit code. */
function serve(): Promise<number> {
  const server = fileURLToPath(new URL(`../main${extname(import.meta.url)}`, import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, server], { stdio: "inherit" });
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  for (const signal of signals) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      for (const signal of signals) process.off(signal, forward);
      resolve(code ?? 1);
    });
  });
}
