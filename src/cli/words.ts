import { Option } from "commander";
import { quoteValue } from "../config/config-problem.ts";
import { nearestWord } from "../config/nearest-word.ts";
import { UsageError } from "./exit-codes.ts";

/** The known word that was typed. Throws a `UsageError` that names the nearest where it is none of them. */
export function chooseWord<Word extends string>(kind: string, typed: string, known: readonly Word[]): Word {
  const word = known.find((candidate) => candidate === typed.toLowerCase());
  if (word !== undefined) return word;
  const nearest = nearestWord(typed, known);
  const advice =
    nearest === null
      ? `. Known are ${known.map((one) => `\`${one}\``).join(", ")}.`
      : `, did you mean \`${nearest}\`?`;
  throw new UsageError(`${quoteValue(typed)} is not a ${kind}${advice}`);
}

/**
 * `--format`, the first of the forms where it is left out. Help and completion name them; a wrong word is for the
 * command to refuse, which says what was meant.
 */
export function formatOption(formats: readonly string[], does = "how to report"): Option {
  const option = new Option("--format <format>", does).default(formats[0]);
  option.argChoices = [...formats];
  return option;
}
