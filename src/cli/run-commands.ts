import { Command, CommanderError } from "commander";
import { visibleText } from "../render/text/visible-text.ts";
import { readVersion } from "../version.ts";
import { exitCodes, UsageError } from "./exit-codes.ts";

/**
 * Runs one of the commands on the words after `plan-gate`. Never rejects: what went wrong is said on standard error and
 * in `process.exitCode`. The note ends the list of commands in help.
 */
export async function runCommands(
  words: readonly string[],
  commands: readonly Command[],
  note?: string,
): Promise<void> {
  await run(words, commands, note).catch(explainFailure);
}

async function run(words: readonly string[], commands: readonly Command[], note?: string): Promise<void> {
  const program = new Command("plan-gate")
    .description("Judge plans on this disk, and ask GitHub which of them a person has approved")
    .version(await readVersion())
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => {
        write(visibleText(oneSentence(text)));
      },
    });
  if (note !== undefined) program.addHelpText("after", `\n${note}`);
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

/** What went wrong, on standard error; its exit code. */
export function explainFailure(error: unknown): void {
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
