import { Worker } from "node:worker_threads";
import { describeCrash } from "./crash.ts";
import { WorkerError } from "./worker-error.ts";

/** What a worker thread sends back for a request. */
export type Answer<Value> =
  { readonly state: "done"; readonly value: Value } | { readonly state: "failed"; readonly why: string };

/** A few worker threads, each doing one thing at a time. */
export interface WorkerPool<Request, Value> {
  /** Throws `WorkerError` where no answer comes in time. */
  readonly run: (request: Request) => Promise<Value>;
  readonly close: () => Promise<void>;
}

/** How the threads are started. */
export interface PoolOptions {
  /** Module that answers every message with an `Answer`. */
  readonly entry: URL;
  /** Threads at most; the first starts at once, the others when there is work for them. */
  readonly size: number;
  /** For one request, from the moment a thread takes it. A thread past it is ended. */
  readonly deadlineMs: number;
}

interface Job<Request, Value> {
  readonly request: Request;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: WorkerError) => void;
}

interface Pool<Request, Value> {
  readonly options: PoolOptions;
  readonly waiting: Job<Request, Value>[];
  readonly idle: Worker[];
  readonly all: Set<Worker>;
  isClosed: boolean;
}

/** Opens a pool of threads that all run `entry`. */
export function openWorkerPool<Request, Value>(options: PoolOptions): WorkerPool<Request, Value> {
  const pool: Pool<Request, Value> = { options, waiting: [], idle: [], all: new Set(), isClosed: false };
  const first = hire(pool);
  if (first !== undefined) pool.idle.push(first);
  return {
    run: (request) =>
      new Promise((resolve, reject) => {
        pool.waiting.push({ request, resolve, reject });
        assign(pool);
      }),
    close: async () => {
      pool.isClosed = true;
      assign(pool);
      await Promise.all([...pool.all].map((worker) => worker.terminate()));
    },
  };
}

function assign<Request, Value>(pool: Pool<Request, Value>): void {
  for (;;) {
    const job = pool.waiting[0];
    if (job === undefined) return;
    const worker = pool.isClosed ? undefined : (pool.idle.pop() ?? hire(pool));
    if (worker === undefined && !pool.isClosed) return;
    pool.waiting.shift();
    if (worker === undefined) job.reject(new WorkerError("closed", "The server is stopping."));
    else give(pool, worker, job);
  }
}

function hire<Request, Value>(pool: Pool<Request, Value>): Worker | undefined {
  if (pool.all.size >= pool.options.size) return undefined;
  const worker = startThread(pool.options.entry);
  pool.all.add(worker);
  worker.on("error", () => undefined);
  worker.once("exit", () => {
    pool.all.delete(worker);
    const index = pool.idle.indexOf(worker);
    if (index !== -1) pool.idle.splice(index, 1);
    assign(pool);
  });
  return worker;
}

/** Each plan and comment is bounded, and so are their number: what needs more is an attack or a fault. */
const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 8 };

/** From sources, in tests and in development, the thread needs a loader of its own. */
function startThread(entry: URL): Worker {
  if (!entry.pathname.endsWith(".ts")) return new Worker(entry, { resourceLimits });
  return new Worker(new URL("./from-source.mjs", import.meta.url), {
    workerData: entry.href,
    resourceLimits,
  });
}

function give<Request, Value>(pool: Pool<Request, Value>, worker: Worker, job: Job<Request, Value>): void {
  const { deadlineMs } = pool.options;
  const settle = (finish: () => void): void => {
    clearTimeout(timer);
    worker.off("message", onMessage).off("error", onError).off("exit", onExit);
    finish();
  };
  const fail = (error: WorkerError): void => {
    settle(() => {
      void worker.terminate();
      job.reject(error);
    });
  };
  const onExit = (): void => {
    fail(new WorkerError("crashed", "The worker thread ended before it answered."));
  };
  const onError = (cause: unknown): void => {
    fail(crashed(describeCrash(cause)));
  };
  const onMessage = (answer: Answer<Value>): void => {
    settle(() => {
      if (answer.state === "done") job.resolve(answer.value);
      else job.reject(crashed(answer.why));
      pool.idle.push(worker);
      assign(pool);
    });
  };
  const timer = setTimeout(() => {
    fail(new WorkerError("deadline", `The worker thread did not answer within ${deadlineMs} ms.`));
  }, deadlineMs);
  worker.on("message", onMessage).on("error", onError).on("exit", onExit);
  worker.postMessage(job.request);
}

function crashed(why: string): WorkerError {
  return new WorkerError("crashed", `The worker thread failed: ${why}.`);
}
