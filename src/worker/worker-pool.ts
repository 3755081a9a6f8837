import { Tinypool } from "tinypool";
import { createLanes, type Lanes } from "../queue/lanes.ts";
import { describeCrash, WorkerError } from "./worker-error.ts";

/** What a worker's default export gives back for a request: errors never cross, since they may quote a text. */
export type WorkerAnswer<Value> =
  { readonly state: "done"; readonly value: Value } | { readonly state: "failed"; readonly why: string };

/** Where a request waits. */
export interface WaitingPlace {
  /** Lanes have their turns one after the other. */
  readonly lane: string;
  /** Before what else waits in its lane. */
  readonly isUrgent: boolean;
}

/** A few workers, each doing one thing at a time. */
export interface WorkerPool<Request, Value> {
  /** Throws `WorkerError` where no answer comes in time. */
  readonly run: (request: Request, waiting?: WaitingPlace) => Promise<Value>;
  readonly close: () => Promise<void>;
}

/** How the workers are started. */
export interface PoolOptions {
  /** Module whose default export answers a request with an `Answer`, and which has a function `ready`. */
  readonly entry: URL;
  /** The death of a process takes nothing along; a thread starts sooner, and takes everything along. */
  readonly runtime: "child_process" | "worker_threads";
  /** Workers at most; the first starts at once, the others when there is work for them. */
  readonly size: number;
  /** For one request, from the moment a worker that is ready takes it. A worker past it is ended. */
  readonly deadlineMs: number;
}

interface Job<Request, Value> {
  readonly request: Request;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: WorkerError) => void;
}

/** A pool of one worker: what runs in it can be told from what waits. */
interface OneWorker {
  readonly run: <Value>(task: unknown, options: { name: string; signal: AbortSignal }) => Promise<Value>;
  readonly destroy: () => Promise<void>;
}

/** A place for one worker; the next one takes the place of a worker that ended. */
interface Seat {
  /** Resolves once the worker is ready. */
  worker: Promise<OneWorker> | null;
}

interface Pool<Request, Value> {
  readonly options: PoolOptions;
  readonly waiting: Lanes<Job<Request, Value>>;
  readonly idle: Seat[];
  seats: number;
  readonly workers: Set<OneWorker>;
  isClosed: boolean;
}

const onlyLane: WaitingPlace = { lane: "", isUrgent: false };
/** A machine that is busy may take its time to start a process. */
const startWithinMs = 60_000;

/** Opens a pool of workers that all run `entry`. */
export function openWorkerPool<Request, Value>(options: PoolOptions): WorkerPool<Request, Value> {
  const pool: Pool<Request, Value> = {
    options,
    waiting: createLanes(),
    idle: [],
    seats: 0,
    workers: new Set(),
    isClosed: false,
  };
  const first = hire(pool);
  if (first !== undefined) {
    first.worker = prepared(pool, first);
    pool.idle.push(first);
  }
  return {
    run: (request, { lane, isUrgent } = onlyLane) =>
      new Promise((resolve, reject) => {
        if (pool.isClosed) {
          reject(stopping());
          return;
        }
        pool.waiting.add(lane, { request, resolve, reject }, isUrgent ? "first" : "last");
        const seat = pool.idle.pop() ?? hire(pool);
        if (seat !== undefined) void serve(pool, seat);
      }),
    close: async () => {
      pool.isClosed = true;
      for (let job = pool.waiting.take(); job !== undefined; job = pool.waiting.take())
        job.reject(stopping());
      await Promise.all([...pool.workers].map((worker) => worker.destroy()));
    },
  };
}

function hire<Request, Value>(pool: Pool<Request, Value>): Seat | undefined {
  if (pool.seats >= pool.options.size) return undefined;
  pool.seats += 1;
  return { worker: null };
}

/** Does what waits, one job after the other. */
async function serve<Request, Value>(pool: Pool<Request, Value>, seat: Seat): Promise<void> {
  for (let job = pool.waiting.take(); job !== undefined; job = pool.waiting.take())
    await give(pool, seat, job);
  pool.idle.push(seat);
}

async function give<Request, Value>(
  pool: Pool<Request, Value>,
  seat: Seat,
  { request, resolve, reject }: Job<Request, Value>,
): Promise<void> {
  const { deadlineMs } = pool.options;
  try {
    seat.worker ??= prepared(pool, seat);
    const worker = await seat.worker;
    const answer = await runWithin<WorkerAnswer<Value>>(worker, {
      request,
      name: "default",
      withinMs: deadlineMs,
    });
    if (answer.state === "done") resolve(answer.value);
    else reject(new WorkerError("crashed", `The judging failed: ${answer.why}.`));
  } catch (error) {
    discard(pool, seat);
    if (pool.isClosed) reject(stopping());
    else reject(isAbort(error) ? tooLate(deadlineMs) : ended(error));
  }
}

/** The worker is not used again; whatever it still does is ended. */
function discard<Request, Value>(pool: Pool<Request, Value>, seat: Seat): void {
  const last = seat.worker;
  seat.worker = null;
  void last?.then(
    (worker) => {
      pool.workers.delete(worker);
      return worker.destroy();
    },
    () => undefined,
  );
}

/**
 * Bounds on what one request may need: each text and their sum are bounded, so what needs more is an attack or a
 * fault.
 */
const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 8 };
const nodeOptions = ["--max-old-space-size=256", "--max-semi-space-size=4"];

/** Where nobody waits for the worker, that it could not start is for the next job to find. */
function prepared<Request, Value>(pool: Pool<Request, Value>, seat: Seat): Promise<OneWorker> {
  const worker = open(pool, seat);
  worker.catch(() => undefined);
  return worker;
}

/** Starts a worker and waits until it has loaded its module. It is given none of our environment, which has secrets. */
async function open<Request, Value>(pool: Pool<Request, Value>, seat: Seat): Promise<OneWorker> {
  const { entry, runtime } = pool.options;
  const isSource = entry.pathname.endsWith(".ts");
  const worker = new Tinypool({
    // From sources, in tests and in development, the worker needs a loader of its own.
    filename: isSource ? new URL("./from-source.mjs", import.meta.url).href : entry.href,
    argv: [entry.href],
    env: { MALLOC_ARENA_MAX: "2" },
    runtime,
    serialization: "advanced",
    minThreads: 1,
    maxThreads: 1,
    ...(runtime === "child_process" ? { execArgv: nodeOptions } : { resourceLimits }),
  });
  pool.workers.add(worker);
  // It ended while it had nothing to do: the next job gets a new one.
  worker.on("error", () => {
    pool.workers.delete(worker);
    seat.worker = null;
  });
  await runWithin(worker, { request: null, name: "ready", withinMs: startWithinMs });
  return worker;
}

/** Past the time the worker is ended. A thread that ended by itself is noticed by that alone. */
async function runWithin<Value>(
  worker: OneWorker,
  { request, name, withinMs }: { request: unknown; name: string; withinMs: number },
): Promise<Value> {
  const over = new AbortController();
  const timer = setTimeout(() => {
    over.abort();
  }, withinMs);
  try {
    return await worker.run<Value>(request, { name, signal: over.signal });
  } finally {
    clearTimeout(timer);
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}

function tooLate(deadlineMs: number): WorkerError {
  return new WorkerError("deadline", `The judging did not come to an end within ${deadlineMs} ms.`);
}

/** Reports only the name of the pool's own errors. */
function ended(error: unknown): WorkerError {
  return new WorkerError("crashed", `The judging ended before it answered: ${describeCrash(error)}.`);
}

function stopping(): WorkerError {
  return new WorkerError("closed", "The server is stopping.");
}
