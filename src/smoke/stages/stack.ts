import type { ModelService } from "../compose/model.ts";
import type { Engine, EngineCallOptions } from "../engine/engine.ts";
import type { ProcessResult } from "../engine/run-process.ts";

/** A stack that a run brings up: resolved, isolated, in a project of its own. */
export interface Stack {
  readonly engine: Engine;
  readonly project: string;
  /** The isolated model, as handed to Compose on standard input: it may hold secrets, so it never touches a disk. */
  readonly composeJson: string;
  readonly services: readonly ModelService[];
  readonly oneshot: ReadonlySet<string>;
  readonly signal: AbortSignal;
}

/** Why a run stopped short. */
export interface SmokeProblem {
  readonly stage: "images" | "up" | "probes" | "restart" | "clean-up";
  readonly service: string | null;
  readonly message: string;
  readonly fix: string;
  readonly isTimeout: boolean;
  /** Last lines of output, oldest first. */
  readonly output: readonly string[];
}

/** Runs Compose on the stack. */
export function runCompose(
  stack: Stack,
  args: readonly string[],
  options: EngineCallOptions = {},
): Promise<ProcessResult> {
  return stack.engine.run(["compose", "--project-name", stack.project, "--file", "-", ...args], {
    signal: stack.signal,
    ...options,
    stdin: stack.composeJson,
  });
}

/** A problem with what most have: it is of no service, nothing timed out, and there is no output. */
export function smokeProblem(
  problem: Pick<SmokeProblem, "stage" | "message" | "fix"> & Partial<SmokeProblem>,
): SmokeProblem {
  return { service: null, isTimeout: false, output: [], ...problem };
}
