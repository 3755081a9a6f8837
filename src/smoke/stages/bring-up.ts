import { setTimeout as delay } from "node:timers/promises";
import { listContainers } from "../engine/containers.ts";
import type { Container } from "../engine/containers.ts";
import { lastErrorLine, lastLines, succeeded } from "../engine/run-process.ts";
import type { ProcessResult } from "../engine/run-process.ts";
import { adviseOnState, assessServices, describeState } from "./service-state.ts";
import { runCompose, smokeProblem } from "./stack.ts";
import type { ServiceState } from "./service-state.ts";
import type { SmokeProblem, Stack } from "./stack.ts";

/** The stack when waiting ended. */
export interface BroughtUp {
  readonly containers: readonly Container[];
  readonly states: readonly ServiceState[];
  /** Empty: all services are ready. */
  readonly problems: readonly SmokeProblem[];
}

/** How long to wait, and who listens meanwhile. */
export interface BringUpOptions {
  readonly stage: "up" | "restart";
  readonly timeoutMs: number;
  /** Called whenever a service's state has changed. */
  readonly onState: (state: ServiceState, elapsedMs: number) => void;
}

const pollMs = 150;
/** A service without a health check counts as standing when it still runs after this. */
const settleMs = 500;

interface Looked {
  readonly containers: readonly Container[];
  readonly states: readonly ServiceState[];
}

/**
 * Brings the stack up and waits until every long-running service runs (healthy, where it has a health check) and
 * every one-shot service has exited with 0. Waiting is done here and not by `--wait`, which calls a finished one-shot
 * service a failure and is silent meanwhile. Stops at once when a service cannot get ready any more.
 */
export async function bringUp(stack: Stack, options: BringUpOptions): Promise<BroughtUp> {
  const startedAt = performance.now();
  const giveUp = new AbortController();
  const signal = AbortSignal.any([stack.signal, giveUp.signal]);
  const up: { result: ProcessResult | null } = { result: null };
  const upDone = runCompose(stack, ["up", "--detach", "--no-build", "--quiet-pull"], { signal }).then(
    (result) => {
      up.result = result;
    },
  );
  const report = reporter(options, startedAt);
  let looked: Looked = { containers: [], states: [] };
  let isTimeout = false;
  while (!stack.signal.aborted) {
    const wasUp = up.result !== null;
    looked = await look(stack, looked);
    report(looked.states);
    if (isSettled(looked.states, wasUp) || (up.result !== null && !succeeded(up.result))) break;
    isTimeout = performance.now() - startedAt > options.timeoutMs;
    if (isTimeout) break;
    await Promise.race([delay(pollMs), up.result === null ? upDone : delay(pollMs)]);
  }
  if (isTimeout || looked.states.some((state) => state.verdict === "failed")) giveUp.abort();
  await upDone;
  const settled = await settle(stack, looked);
  report(settled.states);
  if (stack.signal.aborted) return { ...settled, problems: [] };
  const problems = findProblems(settled, { ...options, isTimeout, before: looked.states, up: up.result });
  return { ...settled, problems };
}

async function look(stack: Stack, before: Looked): Promise<Looked> {
  const containers = (await listContainers(stack.engine, stack.project)) ?? before.containers;
  return { containers, states: assessServices(stack.services, stack.oneshot, containers) };
}

function isSettled(states: readonly ServiceState[], isUp: boolean): boolean {
  if (states.some((state) => state.verdict === "failed")) return true;
  return isUp && states.every((state) => state.verdict === "ready");
}

/** Looks once more: after a moment where a service has only its running to show. */
async function settle(stack: Stack, looked: Looked): Promise<Looked> {
  if (stack.signal.aborted) return looked;
  const isUnproven = looked.states.some(
    (state) => state.kind === "long-running" && state.state === "running",
  );
  if (isUnproven) await delay(settleMs);
  return look(stack, looked);
}

function reporter(options: BringUpOptions, startedAt: number): (states: readonly ServiceState[]) => void {
  const last = new Map<string, string>();
  return (states) => {
    for (const state of states) {
      if (last.get(state.service) === state.state) continue;
      last.set(state.service, state.state);
      if (state.state !== "absent") options.onState(state, performance.now() - startedAt);
    }
  };
}

/** How the waiting went. */
interface Wait extends BringUpOptions {
  readonly isTimeout: boolean;
  /** The last look before the stack was left to settle. */
  readonly before: readonly ServiceState[];
  /** `null` where Compose was still at it. */
  readonly up: ProcessResult | null;
}

function findProblems(settled: Looked, options: Wait): readonly SmokeProblem[] {
  const { before, up, stage } = options;
  const failed = [...before, ...settled.states].filter((state) => state.verdict === "failed");
  if (failed.length > 0) return onePerService(failed).map((state) => stateProblem(state, stage, false));
  if (options.isTimeout) return timeoutProblems(settled.states, options);
  if (up === null || succeeded(up)) return [];
  const explained = explainUpFailure(lastErrorLine(up), settled.containers);
  return [smokeProblem({ stage, ...explained, output: lastLines(up.stderr) })];
}

function onePerService(states: readonly ServiceState[]): readonly ServiceState[] {
  return [...new Map(states.map((state) => [state.service, state])).values()];
}

function stateProblem(state: ServiceState, stage: "up" | "restart", isTimeout: boolean): SmokeProblem {
  const message = `${describeState(state)}.`;
  return smokeProblem({ stage, message, fix: adviseOnState(state), service: state.service, isTimeout });
}

function timeoutProblems(states: readonly ServiceState[], options: BringUpOptions): readonly SmokeProblem[] {
  const waiting = states.filter((state) => state.verdict === "waiting");
  return waiting.map((state) => {
    const problem = stateProblem(state, options.stage, true);
    return {
      ...problem,
      message: `${describeState(state)} (not ready within ${options.timeoutMs / 1_000} s).`,
    };
  });
}

/** A stack has to stand so long after it was ready. */
const standMs = 5_000;

/**
 * Watches a stack that was ready, until it stood long enough: a service that has fallen over since is a problem, also
 * where its restart policy started it again. `readyAtMs` is of `performance.now()`.
 */
export async function checkStillStanding(
  stack: Stack,
  { containers, states }: BroughtUp,
  readyAtMs: number,
): Promise<BroughtUp> {
  let looked: Looked = { containers, states };
  for (;;) {
    const isOver = performance.now() - readyAtMs >= standMs || stack.signal.aborted;
    looked = await look(stack, looked);
    const problems = fallenSince(containers, looked);
    if (isOver || problems.length > 0) return { ...looked, problems };
    await delay(pollMs, undefined, { signal: stack.signal }).catch(() => undefined);
  }
}

function fallenSince(before: readonly Container[], { containers, states }: Looked): readonly SmokeProblem[] {
  const restarts = new Map(before.map(({ id, restartCount }) => [id, restartCount]));
  const restarted = containers.filter(
    ({ id, restartCount }) => restartCount > (restarts.get(id) ?? Infinity),
  );
  const failed = states.filter((state) => state.verdict === "failed");
  const again = [...new Set(restarted.map(({ service }) => service))].filter(
    (name) => !failed.some(({ service }) => service === name),
  );
  return [
    ...failed.map((state) => stateProblem(state, "up", false)),
    ...again.map((service) =>
      smokeProblem({
        stage: "up",
        message: `\`${service}\` ended and was started again.`,
        fix: "Its last log lines say why.",
        service,
      }),
    ),
  ].map((problem) => ({ ...problem, message: `After it was ready: ${problem.message}` }));
}

/** What Compose's or the Engine's last words mean for people. */
interface ComposeExplanation {
  readonly service: string | null;
  readonly message: string;
  readonly fix: string;
}

/** Explains why `up` failed where no service's own state does. */
function explainUpFailure(said: string, containers: readonly Container[]): ComposeExplanation {
  const service = containers.find((container) => said.includes(container.name))?.service ?? null;
  const subject = service === null ? "The stack" : `\`${service}\``;
  const port = takenPort(said);
  if (port !== null) {
    return {
      service,
      message: `${subject} cannot publish port ${port}: something else has it.`,
      fix: `See who listens (\`ss -ltnp 'sport = :${port}'\`, \`docker ps --filter publish=${port}\`), or publish another port.`,
    };
  }
  if (said.includes("external") && said.includes("not found")) {
    return {
      service,
      message: `${subject} needs something external that is not here: ${said}`,
      fix: "Create it before the run, or let the compose file make it (drop `external: true`).",
    };
  }
  return {
    service,
    message: `${subject} could not be started: ${said}`,
    fix: "Run `docker compose up` by hand: it fails the same way.",
  };
}

/**
 * The port of `Bind for 0.0.0.0:80 failed: port is already allocated` or `listen tcp4 0.0.0.0:80: bind: address
 * already in use`.
 */
function takenPort(said: string): string | null {
  if (!said.includes("already allocated") && !said.includes("address already in use")) return null;
  return (
    /(?:Bind for|listen (?:tcp|udp)[46]?|failed to bind host port(?: for)?) \S*?:(\d{1,5})\b/.exec(
      said,
    )?.[1] ?? null
  );
}
