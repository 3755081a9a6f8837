import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

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
  readonly observeEvaluation: (evaluation: EvaluationSeen) => void;
  readonly observeRequest: (request: RequestSeen) => void;
  readonly countCacheLookup: (kind: string, isHit: boolean) => void;
  readonly countCourtesyFailure: (type: string) => void;
  readonly countRetry: (type: string) => void;
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
}

const seconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Metrics of their own registry: two servers in one process do not meet. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counters = createCounters(registry);
  const measures = createMeasures(registry);
  return {
    render: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
    countEvent: (event, outcome) => {
      counters.events.inc({ event, outcome });
    },
    observeEvaluation: ({ outcome, durationMs, requests }) => {
      counters.evaluations.inc({ outcome });
      measures.evaluation.observe({ outcome }, durationMs / 1000);
      measures.requestsPerEvaluation.observe(requests);
    },
    observeRequest: ({ route, status, durationMs, rateLimitRemaining }) => {
      counters.requests.inc({ route, status });
      measures.request.observe({ route }, durationMs / 1000);
      if (rateLimitRemaining !== null) measures.rateLimit.set(rateLimitRemaining);
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
    countScan: (of, outcome) => {
      counters.scans.inc({ of, outcome });
    },
    countMergedWhileShut: () => {
      counters.mergedWhileShut.inc();
    },
    watchQueue: (count) => {
      watchQueue(registry, count);
    },
  };
}

function createCounters(registry: Registry) {
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Counter<Label>({ name: `plan_gate_${name}`, help, labelNames: [...labelNames], registers });
  return {
    events: counter("events_total", "Webhooks by event and what became of them.", ["event", "outcome"]),
    evaluations: counter("evaluations_total", "Evaluations by verdict, or `none` or `failed`.", ["outcome"]),
    requests: counter("github_requests_total", "Exchanges with GitHub; status 0 is no answer.", [
      "route",
      "status",
    ]),
    cacheLookups: counter("cache_lookups_total", "Lookups of objects GitHub need not be asked for.", [
      "kind",
      "result",
    ]),
    courtesyFailures: counter(
      "courtesy_failures_total",
      "Reactions, comments and review requests not written.",
      ["type"],
    ),
    retries: counter("retries_total", "Tries that failed and are repeated.", ["type"]),
    scans: counter("scans_total", "Searches for work, sweeps among them.", ["of", "outcome"]),
    mergedWhileShut: counter("merged_while_shut_total", "Pull requests merged without a green check.", []),
  };
}

function createMeasures(registry: Registry) {
  const registers = [registry];
  return {
    rateLimit: new Gauge({
      name: "plan_gate_github_rate_limit_remaining",
      help: "Requests left in the hour, as of GitHub's newest answer.",
      registers,
    }),
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

function watchQueue(registry: Registry, count: () => Promise<QueueDepth>): void {
  const work = new Gauge({
    name: "plan_gate_queue_work",
    help: "Work in the queue; `dead` was given up and waits for the next sweep.",
    labelNames: ["state"],
    registers: [registry],
    collect: async () => {
      const { oldestAgeMs, ...states } = await count();
      for (const [state, number] of Object.entries(states)) work.set({ state }, number);
      age.set(oldestAgeMs / 1000);
    },
  });
  const age = new Gauge({
    name: "plan_gate_queue_oldest_age_seconds",
    help: "How long the oldest waiting work has waited.",
    registers: [registry],
  });
}
