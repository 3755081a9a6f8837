import type { Log } from "./log.ts";
import type { Metrics } from "./monitoring/metrics.ts";
import type { Queue } from "./queue/queue.ts";
import { workName, type Work } from "./queue/work.ts";
import type { RecentFindings } from "./recent.ts";
import { readWebhook, type Delivery } from "./webhooks.ts";

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
  if (reading.type === "ignored") {
    metrics.countEvent(delivery.name, "ignored");
    log.debug({ ...about, reason: reading.reason }, "ignored");
    return;
  }
  const work =
    reading.concerns === "smoke" ? reading.work.filter((one) => mayShowSmoke(one, tools)) : reading.work;
  try {
    for (const one of work) await queue.add(one);
  } catch (error) {
    metrics.countEvent(delivery.name, "refused");
    throw error;
  }
  metrics.countEvent(delivery.name, work.length > 0 ? "queued" : "ignored");
  log.debug({ ...about, work: work.map(workName) }, "queued");
}

/** A workflow's end matters only to a pull request that shows the smoke row, as far as we remember it. */
function mayShowSmoke(work: Work, { recent }: IntakeTools): boolean {
  if (work.type !== "evaluate") return true;
  const known = recent.find(work.key);
  return known === null || known.headSha !== work.hints.headSha || known.hasSmoke;
}
