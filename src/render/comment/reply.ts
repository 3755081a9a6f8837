import type { CommandOutcome } from "../../approval/commands/outcome.ts";
import { codeSpan, neutralize } from "../text/neutralize.ts";

/** The answer to a command that was turned away: to whom, why, and what to do. */
export function renderReply(outcome: Extract<CommandOutcome, { state: "refused" }>): string {
  return `${codeSpan(`@${outcome.login}`, 50)}: ${neutralize(outcome.message, 1_500)}\n`;
}
