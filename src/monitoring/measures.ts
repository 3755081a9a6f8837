import { Gauge, Histogram, type Registry } from "prom-client";

/** All that is measured. */
export type Measures = ReturnType<typeof createMeasures>;

const seconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Gauges and histograms. */
export function createMeasures(registry: Registry) {
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
