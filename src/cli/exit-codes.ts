/** What a command's end means to whoever called it. */
export const exitCodes = {
  /** Nothing is missing. */
  satisfied: 0,
  /** Something is missing in a plan. */
  findings: 1,
  /** The call or the config is wrong. */
  usage: 2,
  /** We failed: nothing is said about the plans. */
  ours: 3,
  /** The time to wait is over, and nobody has decided. */
  timeOver: 4,
} as const;

/** The call or the config is wrong: what and what to do, one line each. Ends the command with exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
