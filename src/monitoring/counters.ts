import { Counter, type Registry } from "prom-client";

/** All counters. */
export type Counters = ReturnType<typeof createCounters>;

/** All that is counted from the start of the process on. */
export function createCounters(registry: Registry) {
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
