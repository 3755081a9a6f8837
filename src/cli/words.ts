import { nearestWord } from "../config/nearest-word.ts";
import { quoteValue } from "../config/quote-value.ts";
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
