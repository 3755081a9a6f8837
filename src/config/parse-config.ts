import type { Config } from "./config.ts";

/** One thing that is wrong in the config. */
export interface ConfigProblem {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** A fact, and what is allowed; names the nearest valid key. */
  readonly message: string;
}

export type ParsedConfig =
  | { readonly state: "valid"; readonly config: Config }
  | { readonly state: "invalid"; readonly problems: readonly ConfigProblem[] };
