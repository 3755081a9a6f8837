import { Queue as BullQueue } from "bullmq";
import {
  keepDeadForMs,
  maxKeptDead,
  queueClosed,
  QueueError,
  queueFull,
  type Queue,
  type QueueCount,
  type QueueOptions,
} from "../queue.ts";
import { findRedis, troubleOf, type RedisClient } from "./redis-connection.ts";
import { describeRedisFailure } from "./redis-failure.ts";
import { createRedisLocks } from "./redis-locks.ts";
import { createRequestStore, type RequestStore } from "./redis-requests.ts";
import { startWorker, type RunningWorker, type TakeoverOptions } from "./redis-worker.ts";
import { createTurns, type Turns } from "./redis-turns.ts";
import { workLane, workName, type Work } from "../work.ts";

const queueName = "plan-gate";
/** The braces keep all keys in one slot of a cluster. */
const prefix = "{plan-gate}";
/** Adding answers or fails within this, so that GitHub gets its answer in time. */
const commandTimeoutMs = 5_000;
const countEveryMs = 1_000;
const defaultTakeover: TakeoverOptions = { lockMs: 30_000, checkEveryMs: 10_000, maxTakeovers: 20 };

/** A queue in Redis, shared by all replicas: a killed replica's work is taken over by the others. */
export async function createRedisQueue(
  redisUrl: string,
  options: QueueOptions,
  takeover: TakeoverOptions = defaultTakeover,
): Promise<Queue> {
  const open = await findRedis(redisUrl);
  const redis = open({ commandTimeout: commandTimeoutMs, maxRetriesPerRequest: 1 });
  const bull = new BullQueue(queueName, { connection: redis, prefix });
  bull.on("error", () => undefined);
  const requests = createRequestStore(redis, prefix);
  const turns = createTurns(redis, prefix);
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
      await add(work, { bull, redis, requests, turns, options });
    },
    locks: createRedisLocks(redis, prefix),
    start: (handle) => {
      const connection = open({ maxRetriesPerRequest: null });
      worker = startWorker({ queueName, prefix, connection, requests, turns, handle, options, takeover });
    },
    count: () => count(bull, redis),
    check: () => probe(redis),
    drain,
    close: async (withinMs) => {
      await drain(withinMs);
      await bull.close();
      redis.disconnect();
    },
  };
}

/** Both keys are of one slot, as work's are: what cannot be written here cannot be taken from GitHub. */
const probeScript = `
redis.call("set", KEYS[1], "1", "px", ARGV[1])
return redis.call("set", KEYS[2], "1", "px", ARGV[1])`;

/** Writes as adding does; a replica, a full or a broken Redis answers pings all the same. */
async function probe(redis: RedisClient): Promise<void> {
  try {
    await redis.eval(probeScript, 2, `${prefix}:ready`, `${prefix}:ready-too`, 60_000);
  } catch (cause) {
    const { message, hint } = describeRedisFailure(cause, troubleOf(redis));
    throw new QueueError("unavailable", message, { hint, cause });
  }
}

interface Adding {
  readonly bull: BullQueue;
  readonly redis: RedisClient;
  readonly requests: RequestStore;
  readonly turns: Turns;
  readonly options: QueueOptions;
}

/** The request first: a run that begins in between has it, and one more follows. */
async function add(work: Work, { bull, redis, requests, turns, options }: Adding): Promise<void> {
  const name = workName(work);
  try {
    const [turn] = await Promise.all([turns.next(workLane(work)), requests.keep(work)]);
    await bull.add(work.type, { ...work, hints: {} }, { ...jobOptions(name, options), priority: turn });
  } catch (cause) {
    throw unavailable(cause, redis);
  }
}

/**
 * At most one waits for each name, one more follows the one that runs, and one that is to be repeated begins afresh.
 */
function jobOptions(name: string, { retries }: QueueOptions) {
  return {
    deduplication: { id: name, keepLastIfActive: true, replace: true },
    attempts: retries.maxAttempts,
    backoff: { type: "exponential with GitHub's wishes" },
    removeOnComplete: true,
    removeOnFail: { count: maxKeptDead, age: keepDeadForMs / 1000 },
    stackTraceLimit: 0,
  };
}

async function count(bull: BullQueue, redis: RedisClient): Promise<QueueCount> {
  const nowMs = Date.now();
  const [counts, [oldest], dead] = await Promise.all([
    bull.getJobCounts("waiting", "prioritized", "active", "delayed"),
    bull.getJobs(["prioritized"], 0, 0, true),
    // BullMQ lets go of old ones only when another fails.
    redis.zcount(bull.toKey("failed"), nowMs - keepDeadForMs, "+inf"),
  ]);
  return {
    waiting: (counts["waiting"] ?? 0) + (counts["prioritized"] ?? 0),
    running: counts["active"] ?? 0,
    delayed: counts["delayed"] ?? 0,
    dead,
    oldestAgeMs: oldest === undefined ? 0 : Math.max(0, nowMs - oldest.timestamp),
  };
}

/** How much waits, looked up now and then: adding shall not ask twice. */
function watchWaiting(bull: BullQueue): { readonly count: () => number; readonly stop: () => void } {
  let waiting = 0;
  const timer = setInterval(() => {
    bull.getJobCountByTypes("waiting", "prioritized", "delayed").then(
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

function unavailable(cause: unknown, redis: RedisClient): QueueError {
  const { message, hint } = describeRedisFailure(cause, troubleOf(redis));
  return new QueueError("unavailable", `Redis did not take the work. ${message}`, {
    hint: `${hint} The next sweep finds what was refused.`,
    cause,
  });
}
