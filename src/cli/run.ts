import { spawn } from "node:child_process";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { approvalsCommand } from "./approvals.ts";
import { checkCommand } from "./check.ts";
import { completionCommand } from "./completion.ts";
import { doctorCommand } from "./doctor.ts";
import { explainCommand } from "./explain.ts";
import { guardCommand } from "./guard.ts";
import { initCommand } from "./init.ts";
import { lspCommand } from "./lsp.ts";
import { newCommand } from "./new.ts";
import { registerCommand } from "./register.ts";
import { runCommands } from "./run-commands.ts";
import { simulateCommand } from "./simulate.ts";
import { smokeCommand } from "./smoke.ts";
import { statusCommand } from "./status.ts";
import { verifyCommand } from "./verify.ts";
import { waitCommand } from "./wait.ts";

/** Runs the command line, with all its commands, on the words after `plan-gate`. Never rejects. */
export function runCommandLine(words: readonly string[]): Promise<void> {
  return runCommands(words, allCommands());
}

/** Every command, in the order in which help lists them. */
export function allCommands(): readonly Command[] {
  return [
    checkCommand(),
    statusCommand(),
    explainCommand(),
    initCommand(),
    guardCommand(),
    newCommand(),
    doctorCommand(),
    simulateCommand(),
    approvalsCommand(),
    verifyCommand(),
    waitCommand(),
    smokeCommand(),
    registerCommand(),
    serveCommand(),
    lspCommand(),
    completionCommand(),
  ];
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** `plan-gate serve`: the server, as a process of its own. */
function serveCommand(): Command {
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
