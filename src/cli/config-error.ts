import type { ConfigProblem } from "../config/config-problem.ts";
import { fromHere } from "./display.ts";
import { UsageError } from "./exit-codes.ts";

/** What is wrong in a file of settings, and where: an answer that every format has words for. */
export class ConfigError extends UsageError {
  /** Absolute. */
  readonly file: string;
  /** Root of the repository that it is about, absolute. */
  readonly root: string;
  readonly problems: readonly ConfigProblem[];

  constructor(file: string, root: string, problems: readonly ConfigProblem[]) {
    const shown = fromHere(file, root);
    super(problems.map(({ line, column, message }) => `${shown}:${line}:${column}: ${message}`).join("\n"));
    this.file = file;
    this.root = root;
    this.problems = problems;
  }
}
