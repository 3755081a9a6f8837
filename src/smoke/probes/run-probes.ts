import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { Engine } from "../engine/engine.ts";
import { describeEnd, plainText, runProcess } from "../engine/run-process.ts";
import type { ProcessResult } from "../engine/run-process.ts";
import { httpTarget, tcpAddress, tcpAddresses } from "./address.ts";
import type { ProbeWorld } from "./address.ts";
import { textProblem, tryHttp } from "./http-probe.ts";
import type { Address, CommandProbe, Probe, TcpProbe } from "./probe-schema.ts";

/** What came of a probe. */
export interface ProbeOutcome {
  readonly probe: Probe;
  readonly round: "first" | "after-restart";
  /** From 1. */
  readonly attempts: number;
  readonly durationMs: number;
  /** What was wrong at the last attempt; null where all is well. */
  readonly problem: string | null;
}

/** How a round of probes runs. */
export interface ProbeRound {
  readonly round: "first" | "after-restart";
  readonly context: CommandContext;
  readonly signal: AbortSignal;
  readonly onOutcome: (outcome: ProbeOutcome) => void;
}

/**
 * Runs probes one after another, in their order: a later one may read what an earlier one wrote. Stops when
 * interrupted.
 */
export async function runProbes(
  probes: readonly Probe[],
  round: ProbeRound,
): Promise<readonly ProbeOutcome[]> {
  const outcomes: ProbeOutcome[] = [];
  for (const probe of probes) {
    if (round.signal.aborted) break;
    if (probe.isOnce && round.round === "after-restart") continue;
    const outcome = await runProbe(probe, round);
    outcomes.push(outcome);
    round.onOutcome(outcome);
  }
  return outcomes;
}

async function runProbe(probe: Probe, round: ProbeRound): Promise<ProbeOutcome> {
  const startedAt = performance.now();
  for (let attempts = 1; ; attempts += 1) {
    const problem = await attempt(probe, round);
    if (problem === null || attempts > probe.retries || round.signal.aborted) {
      return { probe, round: round.round, attempts, durationMs: performance.now() - startedAt, problem };
    }
    await delay(probe.intervalMs, undefined, { signal: round.signal }).catch(() => undefined);
  }
}

async function attempt(probe: Probe, round: ProbeRound): Promise<string | null> {
  const timeout = AbortSignal.timeout(probe.timeoutMs);
  const signal = AbortSignal.any([timeout, round.signal]);
  const problem = await attemptWithin(probe, round, signal);
  if (problem === null || !signal.aborted) return problem;
  return timeout.aborted ? `no answer within ${probe.timeoutMs / 1_000} s` : "was interrupted";
}

async function attemptWithin(probe: Probe, round: ProbeRound, signal: AbortSignal): Promise<string | null> {
  const { world } = round.context;
  switch (probe.type) {
    case "get": {
      const found = httpTarget(world, probe);
      return "problem" in found ? found.problem : tryHttp(probe, found.target, signal);
    }
    case "tcp": {
      const found = tcpAddress(world, probe);
      return "problem" in found ? found.problem : tryTcp(found.address, signal);
    }
    case "run":
      return tryCommand(probe, round.context, { signal, timeoutMs: probe.timeoutMs });
  }
}

/** A place in a compose file to blame a published port on. */
export type PortPlace = (
  service: string,
  published: number,
) => { readonly path: string; readonly line: number };

/** A TCP probe for every port the running stack publishes, whether or not anybody asked for it. */
export function publishedPortProbes(context: CommandContext, place: PortPlace): readonly TcpProbe[] {
  const services = [...new Set(context.world.containers.map((container) => container.service))];
  return services.flatMap((service) =>
    tcpAddresses(context.world, service).map(({ containerPort, address }) => ({
      type: "tcp",
      name: `published port ${address.port} of ${service}`,
      service,
      ...place(service, containerPort),
      retries: 5,
      intervalMs: 500,
      timeoutMs: 5_000,
      isOnce: false,
      host: null,
      port: containerPort,
      address,
    })),
  );
}

/** How long a connection must stay open to count. */
const settleMs = 150;

/**
 * Connects once. Null where the connection is accepted and stays, else what is wrong.
 * Docker's proxy accepts for a port on which nothing listens in the container, and closes at once: that is a failure.
 */
function tryTcp(address: Address, signal: AbortSignal): Promise<string | null> {
  const where = `${address.host}:${address.port}`;
  return new Promise((resolve) => {
    const socket = connect({ host: address.host, port: address.port, signal });
    let timer: NodeJS.Timeout | null = null;
    const finish = (problem: string | null) => {
      if (timer !== null) clearTimeout(timer);
      socket.destroy();
      resolve(problem);
    };
    socket.once("connect", () => {
      timer = setTimeout(finish, settleMs, null);
    });
    socket.once("data", () => {
      finish(null);
    });
    socket.once("end", () => {
      finish(
        `${where} accepts connections and closes them at once: nothing listens on that port in the container`,
      );
    });
    socket.once("error", (error) => {
      finish(describeFailure(error, where));
    });
  });
}

function describeFailure(error: Error, where: string): string {
  const code = "code" in error ? String(error.code) : "";
  if (code === "ECONNREFUSED") return `nothing listens on ${where}`;
  if (code === "ECONNRESET") {
    return `${where} accepts connections and closes them at once: nothing listens on that port in the container`;
  }
  return `${where} cannot be reached: ${error.message}`;
}

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
async function tryCommand(
  probe: CommandProbe,
  context: CommandContext,
  limits: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<string | null> {
  const result = await runCommandProbe(probe, context, limits);
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

async function runCommandProbe(
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
