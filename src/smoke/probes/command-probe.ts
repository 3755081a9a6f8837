import type { Engine } from "../engine/engine.ts";
import { describeEnd, plainText, runProcess } from "../engine/run-process.ts";
import type { ProcessResult } from "../engine/run-process.ts";
import type { ProbeWorld } from "./address.ts";
import { textProblem } from "./http-probe.ts";
import type { CommandProbe } from "./probe.ts";

/** What a command probe runs with. */
export interface CommandContext {
  readonly engine: Engine;
  readonly world: ProbeWorld;
  readonly env: NodeJS.ProcessEnv;
  /** Where commands without a service run: the compose file's folder. */
  readonly directory: string;
}

const maxOutputBytes = 1024 * 1024;

/** Runs once. Null where it exits and prints as expected, else what is wrong. */
export async function tryCommand(
  probe: CommandProbe,
  context: CommandContext,
  limits: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<string | null> {
  const result = await runProbe(probe, context, limits);
  if (typeof result === "string") return result;
  const output = plainText(result.stdout);
  if (result.end.state !== "exited") return `\`${probe.name}\` ${describeEnd(result.end)}`;
  if (result.end.exitCode !== probe.exitCode) {
    const said = `${plainText(result.stderr)} ${output}`.replace(/\s+/g, " ").trim();
    const tail = said === "" ? "" : `: ${said.slice(0, 300)}`;
    return `exited with code ${result.end.exitCode}, expected ${probe.exitCode}${tail}`;
  }
  for (const expectation of probe.output) {
    const problem = textProblem("output", output, expectation);
    if (problem !== null) return problem;
  }
  return null;
}

async function runProbe(
  probe: CommandProbe,
  context: CommandContext,
  limits: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<ProcessResult | string> {
  const options = { ...limits, maxOutputBytes };
  if (probe.service === null) {
    const [program = "", ...args] = probe.command;
    return runProcess(program, args, { ...options, env: context.env, directory: context.directory });
  }
  const container = context.world.containers.find((candidate) => candidate.service === probe.service);
  if (container === undefined) return `there is no container of service \`${probe.service}\``;
  return context.engine.run(["exec", container.id, ...probe.command], options);
}
