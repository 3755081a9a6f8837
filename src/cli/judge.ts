import { availableParallelism } from "node:os";
import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import { checkPlan, type Judgement } from "../plan/check-plan.ts";
import type { JudgeRequest, ThreadAnswer } from "./judge-thread.ts";

/** Judges plans, in threads where there are many. */
export interface Judging {
  readonly judge: (request: JudgeRequest) => Promise<Judgement>;
  /** How many plans are worth having under way at once. */
  readonly lanes: number;
  readonly close: () => Promise<void>;
}

/**
 * A thread pays for itself past this many plans. Each has a heap, and warms the parser up, of its own: forty plans by
 * two threads take half as much processor time again as by one.
 */
const fewPlans = 64;
const maxThreads = 4;

/** For one plan; past it the thread is ended. */
const deadlineMs = 60_000;

/** Opens what judges `count` plans. */
export function openJudging(count: number): Judging {
  const size = Math.min(availableParallelism(), maxThreads);
  if (count < fewPlans || size < 2) {
    return {
      judge: ({ input, settings }) => Promise.resolve(checkPlan(input, settings)),
      lanes: 1,
      close: () => Promise.resolve(),
    };
  }
  const threads = Array.from({ length: size }, () => openThread(deadlineMs));
  return {
    judge: (request) => {
      const [idlest] = threads.toSorted((a, b) => a.waiting() - b.waiting());
      if (idlest === undefined) throw new Error("There is no thread.");
      return idlest.judge(request);
    },
    lanes: 2 * size,
    close: async () => {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}

/** A plan was not judged within the time for one. */
export class TooSlowError extends Error {
  readonly withinMs: number;

  constructor(withinMs: number) {
    super(`The judging of a plan took longer than ${withinMs / 1000} s.`);
    this.withinMs = withinMs;
  }
}

/**
 * Judges beside the event loop for as long as a process runs, and does not keep it running: a plan that takes longer
 * than the deadline is given up with a `TooSlowError`, and the next has a thread of its own.
 */
export function judgeBeside(deadlineMsOfOne: number): Judging["judge"] {
  let thread: JudgingThread | null = null;
  return (request) => {
    if (thread?.isOver() !== false) {
      thread = openThread(deadlineMsOfOne);
      thread.letGo();
    }
    return thread.judge(request);
  };
}

/** A thread that judges one plan after the other. */
interface JudgingThread {
  readonly judge: (request: JudgeRequest) => Promise<Judgement>;
  /** How many plans it has not judged yet. */
  readonly waiting: () => number;
  readonly isOver: () => boolean;
  /** The process may end while it runs. */
  readonly letGo: () => void;
  readonly close: () => Promise<void>;
}

/** Starts a thread. Where it dies or takes too long, everything that waits for it is rejected. */
function openThread(withinMs: number): JudgingThread {
  const worker = startWorker();
  const jobs = openJobs(withinMs, () => void worker.terminate());
  worker.on("message", jobs.settle);
  worker.on("error", (error) => {
    jobs.fail(new Error(`The judging of plans broke off: ${error.name}.`));
  });
  worker.on("exit", () => {
    jobs.fail(new Error("The judging of plans ended before it answered."));
  });
  return {
    judge: (request) =>
      new Promise((resolve, reject) => {
        jobs.add({ resolve, reject });
        worker.postMessage(request);
      }),
    waiting: jobs.waiting,
    isOver: jobs.areOver,
    letGo: () => {
      worker.unref();
    },
    close: async () => {
      await worker.terminate();
    },
  };
}

interface Job {
  readonly resolve: (judgement: Judgement) => void;
  readonly reject: (error: Error) => void;
}

/** What a thread has not answered yet, in its order; `giveUp` is called where the first is past its time. */
function openJobs(withinMs: number, giveUp: () => void) {
  const jobs: Job[] = [];
  let areOver = false;
  let timer: NodeJS.Timeout | undefined;
  const fail = (error: Error) => {
    areOver = true;
    clearTimeout(timer);
    for (const job of jobs.splice(0)) job.reject(error);
  };
  const watch = () => {
    clearTimeout(timer);
    if (jobs.length === 0) return;
    timer = setTimeout(() => {
      fail(new TooSlowError(withinMs));
      giveUp();
    }, withinMs);
  };
  return {
    add: (job: Job) => {
      jobs.push(job);
      if (jobs.length === 1) watch();
    },
    settle: (answer: ThreadAnswer) => {
      const job = jobs.shift();
      watch();
      if (answer.state === "judged") job?.resolve(answer.judgement);
      else job?.reject(new Error(`The judging of a plan failed: ${answer.why}.`));
    },
    fail,
    waiting: () => jobs.length,
    areOver: () => areOver,
  };
}

/**
 * Below V8's own bounds, which are those of a whole server: what is parsed is garbage soon after, and a heap that may
 * grow fourfold between two collections keeps it.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 24, maxOldGenerationSizeMb: 1024 };

/** Bundled, the file that runs is the thread's too; from sources, in development, a thread needs a loader of its own. */
function startWorker(): Worker {
  const extension = extname(import.meta.url);
  const entry = new URL(
    extension === ".mjs" ? import.meta.url : `./judge-thread${extension}`,
    import.meta.url,
  );
  if (extension !== ".ts") return new Worker(entry, { resourceLimits });
  return new Worker(new URL("../worker/from-source.mjs", import.meta.url), {
    argv: [entry.href],
    resourceLimits,
  });
}
