import type { CommandOutcome } from "../../approval/commands/outcome.ts";
import { codeSpan, neutralize, neutralizeSentence } from "../text/neutralize.ts";

/** The answer to a command that was turned away: to whom, why, and what to do. */
export function renderReply(outcome: Extract<CommandOutcome, { state: "refused" }>): string {
  return `${codeSpan(`@${outcome.login}`, 50)}: ${neutralize(outcome.message, 1_500)}\n`;
}

/** To a command that could not be decided: why, and what to do. `login` is of whoever wrote it. */
export function renderUndecided(login: string, why: string, details: readonly string[]): string {
  const lines = [why, ...details].map((line) => neutralizeSentence(line, 1_000)).join(" ");
  return `${codeSpan(`@${login}`, 50)}: the command could not be decided. ${lines}\n`;
}
