import { collectDefaultMetrics, Registry, Counter, Gauge, Histogram } from "prom-client";

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

/** All counters. */
type Counters = ReturnType<typeof createCounters>;

/** All that is counted from the start of the process on. */
function createCounters(registry: Registry) {
  const counter = <Label extends string>(name: string, help: string, labels: readonly Label[]) =>
    new Counter<Label>({
      name: `plan_gate_${name}_total`,
      help,
      labelNames: [...labels],
      registers: [registry],
    });
  const counters = {
    events: counter("events", "Webhooks by event and what became of them.", ["event", "outcome"]),
    evaluations: counter("evaluations", "Evaluations by verdict, or `none` or `failed`.", ["outcome"]),
    requests: counter("github_requests", "Exchanges with GitHub; status 0 is no answer.", [
      "route",
      "status",
    ]),
    cacheLookups: counter("cache_lookups", "Lookups of objects GitHub need not be asked for.", [
      "kind",
      "result",
    ]),
    courtesyFailures: counter("courtesy_failures", "Reactions, comments and review requests not written.", [
      "type",
    ]),
    retries: counter("retries", "Tries that failed and are repeated.", ["type"]),
    dead: counter("dead", "Work given up after its last try, until the next sweep.", ["type"]),
    queueUnreadable: counter("queue_unreadable", "Scrapes at which the queue could not be asked.", []),
    scans: counter("scans", "Searches for work, sweeps among them.", ["of", "outcome"]),
    mergedWhileShut: counter("merged_while_shut", "Pull requests merged without a green check.", []),
  };
  // One that is there only once it counts 1 has grown by nothing: an alert would miss the first time.
  for (const type of ["evaluate", "scan", "unknown"]) counters.dead.inc({ type }, 0);
  for (const outcome of ["done", "failed"]) counters.scans.inc({ of: "everything", outcome }, 0);
  counters.evaluations.inc({ outcome: "failed" }, 0);
  counters.events.inc({ event: "unknown", outcome: "unverified" }, 0);
  return counters;
}

/** The lowest number of each name within the last five minutes. */
interface Lowest {
  readonly note: (name: string, value: number, nowMs: number) => void;
  /** Names of which nothing was noted in that time are left out. */
  readonly all: (nowMs: number) => ReadonlyMap<string, number>;
}

const minuteMs = 60_000;
const keptMinutes = 5;
const maxNames = 20;

/** Remembers one number a minute and name, of at most 20 names. */
function createLowest(): Lowest {
  const byName = new Map<string, Map<number, number>>();
  const minuteOf = (nowMs: number) => Math.floor(nowMs / minuteMs);
  return {
    note: (name, value, nowMs) => {
      if (!byName.has(name) && byName.size >= maxNames) return;
      const minute = minuteOf(nowMs);
      const known = [...(byName.get(name) ?? [])].filter(([at]) => at > minute - keptMinutes);
      const minutes = new Map(known);
      minutes.set(minute, Math.min(value, minutes.get(minute) ?? value));
      byName.set(name, minutes);
    },
    all: (nowMs) => {
      const recent = [...byName].flatMap(([name, minutes]) => {
        const values = [...minutes].filter(([at]) => at > minuteOf(nowMs) - keptMinutes);
        return values.length === 0 ? [] : [[name, Math.min(...values.map(([, value]) => value))] as const];
      });
      return new Map(recent);
    },
  };
}

/** All that is measured. */
type Measures = ReturnType<typeof createMeasures>;

const seconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Gauges and histograms. */
function createMeasures(registry: Registry) {
  return { ...createGauges([registry]), ...createHistograms([registry]) };
}

function createGauges(registers: Registry[]) {
  return {
    rateLimit: new Gauge({
      name: "plan_gate_github_rate_limit_remaining",
      help: "Requests left to the installation that had the fewest in the last five minutes.",
      labelNames: ["resource"],
      registers,
    }),
    queueWork: new Gauge({
      name: "plan_gate_queue_work",
      help: "Work in the queue; `dead` was given up. NaN where the queue cannot be asked.",
      labelNames: ["state"],
      registers,
    }),
    queueOldestAge: new Gauge({
      name: "plan_gate_queue_oldest_age_seconds",
      help: "How long the oldest waiting work has waited. NaN where the queue cannot be asked.",
      registers,
    }),
  };
}

function createHistograms(registers: Registry[]) {
  return {
    evaluation: new Histogram({
      name: "plan_gate_evaluation_duration_seconds",
      help: "From the start of an evaluation to its last write.",
      labelNames: ["outcome"],
      buckets: seconds,
      registers,
    }),
    requestsPerEvaluation: new Histogram({
      name: "plan_gate_evaluation_github_requests",
      help: "Exchanges with GitHub an evaluation took.",
      buckets: [0, 2, 5, 8, 11, 15, 20, 30, 50, 100],
      registers,
    }),
    request: new Histogram({
      name: "plan_gate_github_request_duration_seconds",
      help: "Of one exchange with GitHub.",
      labelNames: ["route"],
      buckets: seconds,
      registers,
    }),
  };
}
