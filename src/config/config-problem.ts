/** One thing that is wrong in the config. */
export interface ConfigProblem {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** A fact, and what is allowed; names the nearest valid key. The user's words stand in code spans. */
  readonly message: string;
}
