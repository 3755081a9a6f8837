import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { Argument, Command } from "commander";
import { chooseWord } from "./words.ts";

/** Shells whose completion there is; each a file beside the bundle, made from the commands. */
export const shells = ["bash", "zsh", "fish"] as const;

/** `plan-gate completion`: what a shell needs to complete the commands. */
export function completionCommand(): Command {
  const argument = new Argument("<shell>", "the shell you use");
  argument.argChoices = [...shells];
  return new Command("completion")
    .description("Print a completion script for a shell")
    .addArgument(argument)
    .action(async (shell: string) => {
      const file = `completion.${chooseWord("shell", shell, shells)}`;
      const folder = extname(import.meta.url) === ".mjs" ? "./" : "../../bundle/";
      process.stdout.write(await readFile(new URL(`${folder}${file}`, import.meta.url), "utf8"));
    });
}
