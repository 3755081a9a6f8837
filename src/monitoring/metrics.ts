import { collectDefaultMetrics, Registry } from "prom-client";
import { createCounters, type Counters } from "./counters.ts";
import { createLowest } from "./lowest.ts";
import { createMeasures, type Measures } from "./measures.ts";

/** What the queue tells when it is asked. */
export interface QueueDepth {
  readonly waiting: number;
  readonly running: number;
  readonly delayed: number;
  readonly dead: number;
  readonly oldestAgeMs: number;
}

/** Counts and times of this process, in Prometheus' text format. */
export interface Metrics {
  readonly render: () => Promise<{ readonly contentType: string; readonly body: string }>;
  readonly countEvent: (event: string, outcome: "queued" | "ignored" | "unreadable" | "refused") => void;
  /** A webhook whose signature or body is wrong: what it calls itself is not to be believed. */
  readonly countUnverified: () => void;
  readonly observeEvaluation: (evaluation: EvaluationSeen) => void;
  readonly observeRequest: (request: RequestSeen) => void;
  readonly countCacheLookup: (kind: string, isHit: boolean) => void;
  readonly countCourtesyFailure: (type: string) => void;
  readonly countRetry: (type: string) => void;
  readonly countDead: (type: string) => void;
  readonly countScan: (of: string, outcome: "done" | "failed") => void;
  readonly countMergedWhileShut: () => void;
  /** Asked at every scrape. */
  readonly watchQueue: (count: () => Promise<QueueDepth>) => void;
}

/** One finished evaluation. */
export interface EvaluationSeen {
  /** The verdict; `none` where there was nothing to decide, `failed` where it failed. */
  readonly outcome: string;
  readonly durationMs: number;
  readonly requests: number;
}

/** One exchange with GitHub. */
export interface RequestSeen {
  readonly route: string;
  /** 0 where no answer arrived. */
  readonly status: number;
  readonly durationMs: number;
  readonly rateLimitRemaining: number | null;
  /** Such as `core`; `null` where GitHub does not say. */
  readonly rateLimitResource: string | null;
}

/** What metrics are made with. */
export interface MetricsOptions {
  /** Tells the time, from any start. */
  readonly nowMs?: () => number;
  /** Of the webhooks that are understood: their troubles are counted from 0 on. */
  readonly events?: readonly string[];
}

/** Metrics of their own registry: two servers in one process do not meet. */
export function createMetrics({
  nowMs = () => performance.now(),
  events = [],
}: MetricsOptions = {}): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counters = createCounters(registry);
  const measures = createMeasures(registry);
  for (const event of events) {
    for (const outcome of ["refused", "unreadable"]) counters.events.inc({ event, outcome }, 0);
  }
  const rateLimits = createLowest();
  let countQueue: (() => Promise<QueueDepth>) | null = null;
  return {
    render: async () => {
      if (countQueue !== null) await showQueue(countQueue, measures, counters.queueUnreadable);
      measures.rateLimit.reset();
      for (const [resource, left] of rateLimits.all(nowMs())) measures.rateLimit.set({ resource }, left);
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
    ...countWith(counters),
    observeEvaluation: ({ outcome, durationMs, requests }) => {
      counters.evaluations.inc({ outcome });
      measures.evaluation.observe({ outcome }, durationMs / 1000);
      measures.requestsPerEvaluation.observe(requests);
    },
    observeRequest: ({ route, status, durationMs, rateLimitRemaining, rateLimitResource }) => {
      counters.requests.inc({ route, status });
      measures.request.observe({ route }, durationMs / 1000);
      if (rateLimitRemaining !== null)
        rateLimits.note(rateLimitResource ?? "core", rateLimitRemaining, nowMs());
    },
    watchQueue: (count) => {
      countQueue = count;
    },
  };
}

function countWith(counters: Counters) {
  const counts: Omit<Metrics, "render" | "watchQueue" | "observeEvaluation" | "observeRequest"> = {
    countEvent: (event, outcome) => {
      counters.events.inc({ event, outcome });
    },
    countUnverified: () => {
      counters.events.inc({ event: "unknown", outcome: "unverified" });
    },
    countCacheLookup: (kind, isHit) => {
      counters.cacheLookups.inc({ kind, result: isHit ? "hit" : "miss" });
    },
    countCourtesyFailure: (type) => {
      counters.courtesyFailures.inc({ type });
    },
    countRetry: (type) => {
      counters.retries.inc({ type });
    },
    countDead: (type) => {
      counters.dead.inc({ type });
    },
    countScan: (of, outcome) => {
      counters.scans.inc({ of, outcome });
    },
    countMergedWhileShut: () => {
      counters.mergedWhileShut.inc();
    },
  };
  return counts;
}

const unreadable: QueueDepth = {
  waiting: Number.NaN,
  running: Number.NaN,
  delayed: Number.NaN,
  dead: Number.NaN,
  oldestAgeMs: Number.NaN,
};

/** A queue that cannot be asked takes no other number away: an outage is when they are needed. */
async function showQueue(
  count: () => Promise<QueueDepth>,
  { queueWork, queueOldestAge }: Measures,
  failures: { readonly inc: () => void },
): Promise<void> {
  const { oldestAgeMs, ...states } = await count().catch(() => {
    failures.inc();
    return unreadable;
  });
  for (const [state, number] of Object.entries(states)) queueWork.set({ state }, number);
  queueOldestAge.set(oldestAgeMs / 1000);
}
