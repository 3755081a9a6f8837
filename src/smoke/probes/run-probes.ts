import { setTimeout as delay } from "node:timers/promises";
import { httpTarget, tcpAddress, tcpAddresses } from "./address.ts";
import { tryCommand } from "./command-probe.ts";
import type { CommandContext } from "./command-probe.ts";
import { tryHttp } from "./http-probe.ts";
import type { Probe, TcpProbe } from "./probe.ts";
import { tryTcp } from "./tcp-probe.ts";

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

/** Runs probes one after another, in their order: a later one may read what an earlier one wrote. Stops when interrupted. */
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
