import { Queue as BullQueue } from "bullmq";
import { Redis } from "ioredis";
import {
  queueClosed,
  QueueError,
  queueFull,
  type Queue,
  type QueueCount,
  type QueueOptions,
} from "./queue.ts";
import { createHintStore, type HintStore } from "./redis-hints.ts";
import { createRedisLocks } from "./redis-locks.ts";
import { startWorker, type RunningWorker, type TakeoverOptions } from "./redis-worker.ts";
import { workName, type Work } from "./work.ts";

const queueName = "plan-gate";
/** Adding answers or fails within this, so that GitHub gets its answer in time. */
const commandTimeoutMs = 5_000;
const maxKeptDead = 1_000;
const countEveryMs = 1_000;
const defaultTakeover: TakeoverOptions = { lockMs: 30_000, checkEveryMs: 10_000 };

/** A queue in Redis, shared by all replicas: a killed replica's work is taken over by the others. */
export async function createRedisQueue(
  redisUrl: string,
  options: QueueOptions,
  takeover: TakeoverOptions = defaultTakeover,
): Promise<Queue> {
  const { redis, bull } = await connect(redisUrl);
  const hints = createHintStore(redis, queueName);
  const waiting = watchWaiting(bull);
  let worker: RunningWorker | null = null;
  let isClosed = false;

  const drain = async (withinMs: number): Promise<void> => {
    isClosed = true;
    waiting.stop();
    await worker?.stop(withinMs);
  };

  return {
    add: async (work) => {
      if (isClosed) throw queueClosed();
      if (waiting.count() >= options.maxWaiting) throw queueFull(waiting.count());
      await add(work, { bull, hints, options });
    },
    locks: createRedisLocks(redis, queueName),
    start: (handle) => {
      worker = startWorker({ queueName, redisUrl, hints, handle, options, takeover });
    },
    count: () => count(bull),
    check: async () => {
      await redis.ping();
    },
    drain,
    close: async (withinMs) => {
      await drain(withinMs);
      await bull.close();
      redis.disconnect();
    },
  };
}

/** Throws where Redis does not answer; later failures show in what is asked of it, and in readiness. */
async function connect(redisUrl: string): Promise<{ readonly redis: Redis; readonly bull: BullQueue }> {
  const redis = new Redis(redisUrl, { commandTimeout: commandTimeoutMs, maxRetriesPerRequest: 1 });
  redis.on("error", () => undefined);
  const bull = new BullQueue(queueName, { connection: redis, prefix: queueName });
  bull.on("error", () => undefined);
  await redis.ping();
  return { redis, bull };
}

interface Adding {
  readonly bull: BullQueue;
  readonly hints: HintStore;
  readonly options: QueueOptions;
}

/** Hints first: a run that begins in between has them, and one more follows. */
async function add(work: Work, { bull, hints, options }: Adding): Promise<void> {
  const name = workName(work);
  try {
    await hints.keep(name, work.hints);
    await bull.add(work.type, { ...work, hints: {} }, jobOptions(name, options));
  } catch (cause) {
    throw unavailable(cause);
  }
}

/** At most one waits for each name, and one more follows the one that runs. */
function jobOptions(name: string, { retries }: QueueOptions) {
  return {
    deduplication: { id: name, keepLastIfActive: true },
    attempts: retries.maxAttempts,
    backoff: { type: "exponential with GitHub's wishes" },
    removeOnComplete: true,
    removeOnFail: { count: maxKeptDead },
    stackTraceLimit: 0,
  };
}

async function count(bull: BullQueue): Promise<QueueCount> {
  const counts = await bull.getJobCounts("waiting", "active", "delayed", "failed");
  const [oldest] = await bull.getJobs(["waiting"], 0, 0, true);
  return {
    waiting: counts["waiting"] ?? 0,
    running: counts["active"] ?? 0,
    delayed: counts["delayed"] ?? 0,
    dead: counts["failed"] ?? 0,
    oldestAgeMs: oldest === undefined ? 0 : Math.max(0, Date.now() - oldest.timestamp),
  };
}

/** How much waits, looked up now and then: adding shall not ask twice. */
function watchWaiting(bull: BullQueue): { readonly count: () => number; readonly stop: () => void } {
  let waiting = 0;
  const timer = setInterval(() => {
    bull.getWaitingCount().then(
      (now) => {
        waiting = now;
      },
      () => undefined,
    );
  }, countEveryMs);
  timer.unref();
  return {
    count: () => waiting,
    stop: () => {
      clearInterval(timer);
    },
  };
}

function unavailable(cause: unknown): QueueError {
  return new QueueError("unavailable", "Redis did not take the work.", {
    hint: "Check `REDIS_URL` and the Redis it names; the next sweep finds what was refused.",
    cause,
  });
}
