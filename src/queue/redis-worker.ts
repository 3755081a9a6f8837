import { Worker, type Job } from "bullmq";
import { Redis } from "ioredis";
import type { Handler, QueueOptions, Turn } from "./queue.ts";
import type { HintStore } from "./redis-hints.ts";
import { retryDelayMs } from "./retry.ts";
import { readStoredWork } from "./stored-work.ts";
import { workName } from "./work.ts";

/** How long a dead replica's work stays with it. */
export interface TakeoverOptions {
  /** A living replica renews its hold on a job within this. */
  readonly lockMs: number;
  readonly checkEveryMs: number;
}

/** What the worker runs with. */
export interface WorkerSettings {
  readonly queueName: string;
  readonly redisUrl: string;
  readonly hints: HintStore;
  readonly handle: Handler;
  readonly options: QueueOptions;
  readonly takeover: TakeoverOptions;
}

/** So often a job may lose its replica before it is given up. */
const maxTakeovers = 20;

/** Takes jobs from Redis until it is stopped. */
export interface RunningWorker {
  /** Finishes what runs; past the time it stays in Redis, where another replica takes it over. */
  readonly stop: (withinMs: number) => Promise<void>;
}

/** Begins to take jobs from Redis. */
export function startWorker(settings: WorkerSettings): RunningWorker {
  const { queueName, redisUrl, options, takeover } = settings;
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  connection.on("error", () => undefined);
  const worker = new Worker(queueName, (job) => work(job, settings), {
    connection,
    prefix: queueName,
    concurrency: options.concurrency,
    lockDuration: takeover.lockMs,
    stalledInterval: takeover.checkEveryMs,
    maxStalledCount: maxTakeovers,
    settings: {
      backoffStrategy: (attempt, _type, error) => retryDelayMs(error, attempt, options.retries) ?? giveUp,
    },
  });
  // Redis that does not answer shows in readiness; the worker connects again by itself.
  worker.on("error", () => undefined);
  return {
    stop: async (withinMs) => {
      await finish(worker, withinMs);
      connection.disconnect();
    },
  };
}

/** BullMQ's sign for no further try. */
const giveUp = -1;

async function work(job: Job, { hints, handle, options }: WorkerSettings): Promise<void> {
  const stored = readStoredWork(job.data);
  const name = workName(stored);
  const collected = await hints.collect(name, stored.hints);
  const turn: Turn = { work: { ...stored, hints: collected.hints }, attempt: job.attemptsMade + 1 };
  // Kept with the job first, then forgotten: a replica that dies in between leaves them twice, never nowhere.
  await job.updateData(turn.work);
  await collected.forget();
  try {
    await handle(turn);
  } catch (error) {
    const delayMs = retryDelayMs(error, turn.attempt, options.retries);
    if (delayMs === null) options.events.onDead(turn, error);
    else options.events.onRetry(turn, error, delayMs);
    throw error instanceof Error ? error : new Error("Something that is no error was thrown.");
  }
}

async function finish(worker: Worker, withinMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeIsOver = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, withinMs);
  });
  await Promise.race([worker.close(), timeIsOver]);
  clearTimeout(timer);
}
