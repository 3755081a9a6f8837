import type { Command } from "commander";
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
import { serveCommand } from "./serve.ts";
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
