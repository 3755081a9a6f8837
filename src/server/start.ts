import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createApp } from "./app.ts";
import type { Environment } from "./environment.ts";
import { createCourtesies, type Courtesies } from "../evaluation/courtesies.ts";
import { forQueue, outlookOf } from "../evaluation/trouble.ts";
import { evaluate } from "../evaluation/evaluate.ts";
import { describe, type Log } from "../monitoring/log.ts";
import { handledEvents } from "../webhooks/read.ts";
import { receive, type IntakeTools } from "../webhooks/receive.ts";
import { createStrangerBudget } from "../webhooks/strangers.ts";
import { createFailedJudging } from "../evaluation/failed-judging.ts";
import { createLastSeen, createRecentFindings } from "../evaluation/recent.ts";
import { createPages, createReadiness } from "../monitoring/pages.ts";
import { createMetrics, type Metrics } from "../monitoring/metrics.ts";
import { createFrontPage } from "./front-page.ts";
import { connectGitHub, type Connection, openProbot } from "./connection.ts";
import { createMemoryQueue } from "../queue/memory/memory-queue.ts";
import type { Handler, Queue, QueueCount, QueueOptions } from "../queue/queue.ts";
import { workName } from "../queue/work.ts";
import { scan, startSweeping, type ScanTools } from "../sweep/sweep.ts";
import { readVersion } from "../version.ts";
import { explainIdentity, explainListening, type StartFailure } from "./start-failure.ts";
import { createCore, type JudgingProcess } from "../worker/judging-process.ts";

/** A server that listens. */
export interface RunningServer {
  readonly port: number;
  /** Stops accepting, finishes what runs, and lets go of everything; within 28 seconds. */
  readonly close: () => Promise<void>;
  /** Why GitHub will never take us for the App we are told to be; `null` where it does, or does not answer now. */
  readonly refusal: Promise<StartFailure | null>;
}

/** What is different against a GitHub of one's own. */
export interface ServerOptions {
  /** False: writes do not wait the seconds that GitHub asks for. */
  readonly isThrottled?: boolean;
  /** For one exchange with GitHub; 10 seconds unless given. */
  readonly timeoutMs?: number;
  /** What judges plans, and ends with the server; processes of its own unless given. */
  readonly judging?: JudgingProcess;
}

const drainMs = 25_000;
const concurrency = 60;
const maxWaiting = 100_000;
/** What another replica judged since is at most so old where an event is ignored; the next sweep finds it. */
const freshMs = 10 * 60_000;
/** Nine repetitions, over eight and a half to ten and a half minutes; then the next sweep tries. */
const retries = { maxAttempts: 10, firstDelayMs: 1_000, maxDelayMs: 300_000 };

/** Puts everything together and listens. Throws a `StartFailure` or a `QueueError` where that cannot be. */
export async function startServer(
  environment: Environment,
  options: ServerOptions = {},
): Promise<RunningServer> {
  const parts = await openParts(environment, options);
  const { server, queue, core, courtesies, tools, connection } = parts;
  const { log } = tools;
  const undo: (() => void)[] = [];
  const close = async (): Promise<void> => {
    for (const end of undo) end();
    server.close();
    server.closeIdleConnections();
    await drain(queue, courtesies);
    await core.close();
    server.closeAllConnections();
    log.info({}, "stopped");
  };
  try {
    const port = await listen(server, environment);
    queue.start(workWith(tools, core, courtesies));
    log.info({ port, queue: environment.redisUrl === null ? "memory" : "redis" }, "listening");
    undo.push(startSweeping(environment.sweepIntervalMinutes, tools));
    return { port, close, refusal: introduce(connection, environment, log) };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openParts(
  environment: Environment,
  { isThrottled = true, timeoutMs = 10_000, judging }: ServerOptions,
) {
  const probot = await openProbot(environment);
  const log: Log = probot.log;
  const metrics = createMetrics({ events: handledEvents });
  const queue = await openQueue(environment, queueOptions(metrics, log));
  const core = judging ?? createCore();
  const connection = connectGitHub(
    { ...environment, log: probot.log, isThrottled, timeoutMs },
    { metrics, log, shortenComments: core.shortenComments },
  );
  const { github, check: checkGitHub, now } = connection;
  const tools = { ...(await openMemory(environment)), github, queue, metrics, log, now };
  const courtesies = createCourtesies(tools);
  metrics.watchQueue(() => countWork(queue, courtesies));
  const onReadiness = logReadiness(log);
  const readiness = createReadiness({ checkGitHub, checkQueue: queue.check, onReadiness });
  const front = { version: tools.version, readiness, identity: checkGitHub };
  const server = await createApp({
    ...environment,
    probot,
    receive: (delivery) => receive(delivery, { ...tools, appId: environment.appId }),
    onUnverified: metrics.countUnverified,
    pages: { ...createPages({ metrics, readiness }), "/": createFrontPage(front) },
  });
  return { server, queue, core, courtesies, tools, connection };
}

/** GitHub that does not answer is no reason to end: it is asked again at the first need. */
async function introduce(
  { check }: Connection,
  environment: Environment,
  log: Log,
): Promise<StartFailure | null> {
  try {
    const { id, slug } = await check();
    log.info({ appId: id, app: slug, github: new URL(environment.apiUrl).host }, "GitHub knows the App");
    return null;
  } catch (error) {
    const failure = explainIdentity(error, environment);
    if (failure === null) {
      log.warn(describe(error), "GitHub does not say who we are, so the server is not ready");
    }
    return failure;
  }
}

function logReadiness(log: Log): (why: readonly string[]) => void {
  return (why) => {
    if (why.length === 0) log.info({}, "ready");
    else log.warn({ why }, "not ready");
  };
}

/** What this process remembers, and as which program. */
async function openMemory({
  redisUrl,
}: Environment): Promise<Pick<ScanTools & IntakeTools, "recent" | "owed" | "version" | "strangers">> {
  const recent = createRecentFindings(redisUrl === null ? Infinity : freshMs);
  return { recent, owed: new Map(), strangers: createStrangerBudget(), version: await readVersion() };
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
  return async ({ work, attempt }) => {
    if (work.type === "evaluate") return evaluate(work.key, { given: work.hints, attempt }, evaluation);
    try {
      await scan(work.scan, work.hints, tools);
    } catch (error) {
      throw forQueue(error, outlookOf(error, { attempt, maxAttempts: retries.maxAttempts }));
    }
  };
}

function listen(server: Server, environment: Environment): Promise<number> {
  const { port, host } = environment;
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      reject(explainListening(error, environment));
    });
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
