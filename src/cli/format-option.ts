import { Option } from "commander";

/**
 * `--format`, the first of the forms where it is left out. Help and completion name them; a wrong word is for the
 * command to refuse, which says what was meant.
 */
export function formatOption(formats: readonly string[], does = "how to report"): Option {
  const option = new Option("--format <format>", does).default(formats[0]);
  option.argChoices = [...formats];
  return option;
}
