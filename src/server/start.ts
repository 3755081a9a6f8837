import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createApp } from "./app.ts";
import { connectGitHub } from "./connection.ts";
import type { Environment } from "./environment.ts";
import { createCourtesies, type Courtesies } from "../evaluation/courtesies.ts";
import { evaluate } from "../evaluation/evaluate.ts";
import { describe, type Log } from "../monitoring/log.ts";
import { receive } from "../webhooks/receive.ts";
import { createFailedJudging } from "../evaluation/failed-judging.ts";
import { createLastSeen } from "../evaluation/last-seen.ts";
import { createPages } from "../monitoring/pages.ts";
import { createMetrics, type Metrics } from "../monitoring/metrics.ts";
import { openProbot } from "./open-probot.ts";
import { createMemoryQueue } from "../queue/memory/memory-queue.ts";
import type { Handler, Queue, QueueCount, QueueOptions } from "../queue/queue.ts";
import { workName } from "../queue/work.ts";
import { createRecentFindings } from "../evaluation/recent.ts";
import { scan, startSweeping, type ScanTools } from "../sweep/sweep.ts";
import { readVersion } from "../version.ts";
import { createCore, type CoreOptions, type JudgingProcess } from "../worker/judging-process.ts";

/** A server that listens. */
export interface RunningServer {
  readonly port: number;
  /** Stops accepting, finishes what runs, and lets go of everything; within 28 seconds. */
  readonly close: () => Promise<void>;
}

/** What is different against a GitHub of one's own. */
export interface ServerOptions {
  /** False: writes do not wait the seconds that GitHub asks for. */
  readonly isThrottled?: boolean;
  /** For one exchange with GitHub; 10 seconds unless given. */
  readonly timeoutMs?: number;
  /** How plans are judged. */
  readonly judging?: CoreOptions;
}

const drainMs = 25_000;
const concurrency = 60;
const maxWaiting = 100_000;
/** What another replica judged since is at most so old where an event is ignored; the next sweep finds it. */
const freshMs = 10 * 60_000;
/** Nine repetitions, over eight and a half to ten and a half minutes; then the next sweep tries. */
const retries = { maxAttempts: 10, firstDelayMs: 1_000, maxDelayMs: 300_000 };

/** Puts everything together and listens. */
export async function startServer(
  environment: Environment,
  { isThrottled = true, timeoutMs = 10_000, judging = {} }: ServerOptions = {},
): Promise<RunningServer> {
  const probot = await openProbot(environment);
  const log: Log = probot.log;
  const metrics = createMetrics();
  const core = createCore(judging);
  const connection = connectGitHub(
    { ...environment, log: probot.log, isThrottled, timeoutMs },
    { metrics, log, shortenComments: core.shortenComments },
  );
  const queue = await openQueue(environment, queueOptions(metrics, log));
  const { github } = connection;
  const tools = { ...(await openMemory(environment)), github, queue, metrics, log, now: Date.now };
  const courtesies = createCourtesies(tools);
  metrics.watchQueue(() => countWork(queue, courtesies));
  const server = await createApp({
    ...environment,
    probot,
    receive: (delivery) => receive(delivery, { ...tools, appId: environment.appId }),
    onUnverified: metrics.countUnverified,
    pages: createPages({ metrics, checkGitHub: connection.check, checkQueue: queue.check }),
  });
  queue.start(workWith(tools, core, courtesies));
  const port = await listen(server, environment);
  log.info({ port, queue: environment.redisUrl === null ? "memory" : "redis" }, "listening");
  const stopSweeping = startSweeping(environment.sweepIntervalMinutes, tools);
  const close = async (): Promise<void> => {
    stopSweeping();
    server.close();
    server.closeIdleConnections();
    await drain(queue, courtesies);
    await core.close();
    server.closeAllConnections();
    log.info({ port }, "stopped");
  };
  return { port, close };
}

/** What this process remembers, and as which program. */
async function openMemory({
  redisUrl,
}: Environment): Promise<Pick<ScanTools, "recent" | "owed" | "version">> {
  const recent = createRecentFindings(redisUrl === null ? Infinity : freshMs);
  return { recent, owed: new Map(), version: await readVersion() };
}

/** Nobody is to think that the work is done while courtesies are under way. */
async function countWork(queue: Queue, courtesies: Courtesies): Promise<QueueCount> {
  const count = await queue.count();
  return { ...count, running: count.running + courtesies.count() };
}

/** What runs comes first; then what notifies people, as far as the time allows. */
async function drain(queue: Queue, courtesies: Courtesies): Promise<void> {
  const overAtMs = performance.now() + drainMs;
  await queue.drain(drainMs);
  await courtesies.settle(Math.max(0, overAtMs - performance.now()));
  await queue.close(0);
}

/** Does each piece of work that the queue hands out. */
function workWith(tools: ScanTools, core: JudgingProcess, courtesies: Courtesies): Handler {
  const evaluation = {
    ...tools,
    world: tools.github,
    core,
    findFault: core.findFault,
    failedJudging: createFailedJudging(),
    courtesies,
    locks: tools.queue.locks,
    lastSeen: createLastSeen(),
    maxAttempts: retries.maxAttempts,
  };
  return ({ work, attempt }) =>
    work.type === "evaluate"
      ? evaluate(work.key, { given: work.hints, attempt }, evaluation)
      : scan(work.scan, work.hints, tools);
}

function listen(server: Server, { port, host }: Environment): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host: host ?? undefined }, () => {
      resolve(portOf(server.address()));
    });
  });
}

/** What speaks to Redis is loaded only where there is one: a server without it need not spend the memory. */
async function openQueue({ redisUrl }: Environment, options: QueueOptions): Promise<Queue> {
  if (redisUrl === null) return createMemoryQueue(options);
  const { createRedisQueue } = await import("../queue/redis/redis-queue.ts");
  return createRedisQueue(redisUrl, options);
}

function queueOptions(metrics: Metrics, log: Log): QueueOptions {
  return {
    concurrency,
    maxWaiting,
    retries,
    events: {
      onRetry: ({ work, attempt }, error, delayMs) => {
        metrics.countRetry(work.type);
        log.info({ work: workName(work), attempt, delayMs, ...describe(error) }, "tried again later");
      },
      onDead: ({ work, attempt }, error) => {
        metrics.countDead(work.type);
        log.error({ work: workName(work), attempt, ...describe(error) }, "given up until the next sweep");
      },
      onUntried: (name, error) => {
        metrics.countDead("unknown");
        log.error({ work: name, ...describe(error) }, "given up without a try");
      },
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === "object" && address !== null ? address.port : 0;
}
