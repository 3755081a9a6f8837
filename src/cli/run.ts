import { Command, CommanderError } from "commander";
import { visibleText } from "../render/text/visible-text.ts";
import { readVersion } from "../version.ts";
import { approvalsCommand } from "./approvals.ts";
import { checkCommand } from "./check.ts";
import { doctorCommand } from "./doctor.ts";
import { exitCodes, UsageError } from "./exit-codes.ts";
import { explainCommand } from "./explain.ts";
import { guardCommand } from "./guard.ts";
import { initCommand } from "./init.ts";
import { newCommand } from "./new.ts";
import { registerCommand } from "./register.ts";
import { serveCommand } from "./serve.ts";
import { simulateCommand } from "./simulate.ts";
import { smokeCommand } from "./smoke.ts";
import { statusCommand } from "./status.ts";
import { waitCommand } from "./wait.ts";

/**
 * Runs the command line on the words after `plan-gate`. Never rejects: what went wrong is said on standard error and
 * in `process.exitCode`.
 */
export async function runCommandLine(words: readonly string[]): Promise<void> {
  await run(words).catch(explainFailure);
}

async function run(words: readonly string[]): Promise<void> {
  const program = new Command("plan-gate")
    .description("Nothing is built from a plan before a person has approved its exact text")
    .version(await readVersion())
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => {
        write(visibleText(oneSentence(text)));
      },
    });
  const commands = [
    checkCommand(),
    statusCommand(),
    explainCommand(),
    initCommand(),
    guardCommand(),
    newCommand(),
    doctorCommand(),
    simulateCommand(),
    approvalsCommand(),
    waitCommand(),
    smokeCommand(),
    registerCommand(),
    serveCommand(),
  ];
  for (const command of commands) program.addCommand(command.copyInheritedSettings(program));
  await program.parseAsync(words, { from: "user" });
}

/** Commander's `error: unknown option '--fromat'\n(Did you mean --format?)` as one sentence. */
function oneSentence(text: string): string {
  return text
    .replace(/^error: /, "plan-gate: ")
    .replaceAll(/'([^']*)'/g, "`$1`")
    .replace(/\n\(Did you mean (.*)\?\)/, ", did you mean `$1`?");
}

function explainFailure(error: unknown): void {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? exitCodes.satisfied : exitCodes.usage;
    return;
  }
  if (error instanceof UsageError) {
    process.stderr.write(`plan-gate: ${visibleText(error.message)}\n`);
    process.exitCode = exitCodes.usage;
    return;
  }
  const why = error instanceof Error ? error.message : String(error);
  process.stderr.write(`plan-gate failed itself, nothing is said about the plans: ${visibleText(why)}\n`);
  process.exitCode = exitCodes.ours;
}
