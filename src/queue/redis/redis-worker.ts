import { UnrecoverableError, Worker, type Job, type MinimalJob } from "bullmq";
import { type Handler, type QueueOptions, retryDelayMs, type Turn } from "../queue.ts";
import type { RedisClient } from "./redis-connection.ts";
import { readStoredWork, type RequestStore } from "./redis-requests.ts";
import type { Turns } from "./redis-turns.ts";
import type { Work } from "../work.ts";

/** How long a dead replica's work stays with it. */
export interface TakeoverOptions {
  /** A living replica renews its hold on a job within this. */
  readonly lockMs: number;
  readonly checkEveryMs: number;
  /** So often work may lose its replica before it is given up. */
  readonly maxTakeovers: number;
}

/** What the worker runs with. */
export interface WorkerSettings {
  readonly queueName: string;
  /** Of BullMQ's keys. */
  readonly prefix: string;
  /** The worker's own: it is let go of at the end. */
  readonly connection: RedisClient;
  readonly requests: RequestStore;
  readonly turns: Turns;
  readonly handle: Handler;
  readonly options: QueueOptions;
  readonly takeover: TakeoverOptions;
}

/** Takes jobs from Redis until it is stopped. */
export interface RunningWorker {
  /** Finishes what runs; past the time it stays in Redis, where another replica takes it over. */
  readonly stop: (withinMs: number) => Promise<void>;
}

/** Begins to take jobs from Redis. */
export function startWorker(settings: WorkerSettings): RunningWorker {
  const { queueName, prefix, connection, options, takeover } = settings;
  const worker = new Worker(queueName, (job) => work(job, settings), {
    connection,
    prefix,
    concurrency: options.concurrency,
    lockDuration: takeover.lockMs,
    stalledInterval: takeover.checkEveryMs,
    maxStalledCount: takeover.maxTakeovers,
    settings: {
      backoffStrategy: (...[attempt, , error, job]) =>
        retryDelayMs(error, { name: nameOf(job), attempt }, options.retries) ?? giveUp,
    },
  });
  worker.on("drained", settings.turns.restart);
  // Redis that does not answer shows in readiness; the worker connects again by itself.
  worker.on("error", () => undefined);
  worker.on("failed", (job, error) => {
    if (error.name === untried) options.events.onUntried(nameOf(job), error);
  });
  return {
    stop: async (withinMs) => {
      await finish(worker, withinMs);
      connection.disconnect();
    },
  };
}

/** BullMQ's sign for no further try. */
const giveUp = -1;
/** Of the errors that BullMQ repeats nothing after; it throws them itself where a job lost too many replicas. */
const untried = "UnrecoverableError";

/** Requests are forgotten once they are done: neither a replica that dies nor work that is given up loses a press. */
async function work(job: Job, { requests, turns, handle, options }: WorkerSettings): Promise<void> {
  turns.begin(job.priority);
  const stored = readWork(job);
  const attempt = job.attemptsMade + 1;
  let turn: Turn = { work: stored, attempt };
  try {
    const collected = await requests.collect(stored);
    turn = { work: collected.work, attempt };
    await handle(turn);
    await collected.forget();
  } catch (error) {
    const delayMs = retryDelayMs(error, { name: nameOf(job), attempt }, options.retries);
    if (delayMs === null) options.events.onDead(turn, error);
    else options.events.onRetry(turn, error, delayMs);
    throw error instanceof Error ? error : new Error("Something that is no error was thrown.");
  }
}

function readWork(job: Job): Work {
  try {
    return readStoredWork(job.data);
  } catch {
    throw new UnrecoverableError("This version does not know the form of the work.");
  }
}

function nameOf(job: MinimalJob | undefined): string {
  return job?.opts.deduplication?.id ?? "";
}

async function finish(worker: Worker, withinMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeIsOver = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, withinMs);
  });
  await Promise.race([worker.close(), timeIsOver]);
  clearTimeout(timer);
}
