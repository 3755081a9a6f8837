import type { Log } from "../monitoring/log.ts";
import type { Metrics } from "../monitoring/metrics.ts";
import type { Queue } from "../queue/queue.ts";
import { workName, type Work } from "../queue/work.ts";
import type { RecentFindings } from "../evaluation/recent.ts";
import { readWebhook, type Delivery } from "./read.ts";

/** What webhooks are received with. */
export interface IntakeTools {
  readonly appId: number;
  readonly queue: Queue;
  readonly recent: RecentFindings;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** Puts what a webhook asks for into the queue; throws where the queue refuses it. */
export async function receive(delivery: Delivery, tools: IntakeTools): Promise<void> {
  const { log, metrics, queue } = tools;
  const about = { delivery: delivery.id, event: delivery.name };
  const reading = readWebhook(delivery, tools.appId);
  switch (reading.type) {
    case "ignored":
      metrics.countEvent(delivery.name, "ignored");
      log.debug({ ...about, reason: reading.reason }, "ignored");
      return;
    case "unreadable":
      metrics.countEvent(delivery.name, "unreadable");
      log.warn({ ...about, reason: reading.reason }, "webhook not understood");
      return;
    case "work":
      break;
  }
  const work = reading.work.filter((one) => isConcerned(one, reading.concerns, tools));
  try {
    for (const one of work) await queue.add(one);
  } catch (error) {
    metrics.countEvent(delivery.name, "refused");
    throw error;
  }
  forgetSettings(delivery, work, tools);
  metrics.countEvent(delivery.name, work.length > 0 ? "queued" : "ignored");
  log.debug({ ...about, work: work.map(workName) }, "queued");
}

function isConcerned(work: Work, concerns: "everything" | "smoke" | "merges", tools: IntakeTools): boolean {
  switch (concerns) {
    case "smoke":
      return mayShowSmoke(work, tools);
    case "merges":
      return work.type !== "scan" || work.scan.of !== "repository" || !tools.recent.isQuiet(work.scan);
    case "everything":
      if (work.type === "evaluate") tools.recent.disturb(work.key);
      return true;
  }
}

/** A workflow's end matters only where the smoke row can be shown, as far as we remember it. */
function mayShowSmoke(work: Work, { recent }: IntakeTools): boolean {
  if (work.type === "scan") return work.scan.of !== "repository" || recent.mayShowSmoke(work.scan);
  if (!recent.mayShowSmoke(work.key)) return false;
  const known = recent.findFresh(work.key);
  return known === null || known.headSha !== work.hints.headSha || known.hasSmoke;
}

/** A push that changes the gate may have named a smoke workflow. */
function forgetSettings({ name }: Delivery, work: readonly Work[], { recent }: IntakeTools): void {
  if (name !== "push") return;
  for (const one of work)
    if (one.type === "scan" && one.scan.of === "repository") recent.forgetSmoke(one.scan);
}
