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

/** Starting a thread costs about as much as judging this many plans. */
const fewPlans = 12;
const maxThreads = 4;

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
  const threads = Array.from({ length: size }, openThread);
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

/** A thread that judges one plan after the other. */
interface JudgingThread {
  readonly judge: (request: JudgeRequest) => Promise<Judgement>;
  /** How many plans it has not judged yet. */
  readonly waiting: () => number;
  readonly close: () => Promise<void>;
}

interface JudgeJob {
  readonly resolve: (judgement: Judgement) => void;
  readonly reject: (error: Error) => void;
}

/** For one plan; past it the thread is ended. */
const deadlineMs = 60_000;

/** Starts a thread. Where it dies or takes too long, everything that waits for it is rejected. */
function openThread(): JudgingThread {
  const worker = startWorker();
  const jobs: JudgeJob[] = [];
  let timer: NodeJS.Timeout | undefined;
  const watch = () => {
    clearTimeout(timer);
    if (jobs.length > 0) timer = setTimeout(() => void worker.terminate(), deadlineMs);
  };
  const fail = (why: string) => {
    clearTimeout(timer);
    for (const job of jobs.splice(0)) job.reject(new Error(`The judging of plans ${why}.`));
  };
  worker.on("message", (answer: ThreadAnswer) => {
    const job = jobs.shift();
    watch();
    if (answer.state === "judged") job?.resolve(answer.judgement);
    else job?.reject(new Error(`The judging of a plan failed: ${answer.why}.`));
  });
  worker.on("error", (error) => {
    fail(`broke off: ${error.name}`);
  });
  worker.on("exit", () => {
    fail("ended before it answered, or took too long");
  });
  return {
    judge: (request) =>
      new Promise((resolve, reject) => {
        jobs.push({ resolve, reject });
        if (jobs.length === 1) watch();
        worker.postMessage(request);
      }),
    waiting: () => jobs.length,
    close: async () => {
      await worker.terminate();
    },
  };
}

/** Bundled, the file that runs is the thread's too; from sources, in development, a thread needs a loader of its own. */
function startWorker(): Worker {
  const extension = extname(import.meta.url);
  const entry = new URL(
    extension === ".mjs" ? import.meta.url : `./judge-thread${extension}`,
    import.meta.url,
  );
  if (extension !== ".ts") return new Worker(entry);
  return new Worker(new URL("../worker/from-source.mjs", import.meta.url), { argv: [entry.href] });
}
