import { readLedger } from "../approval/record/ledger.ts";
import type { Log } from "../monitoring/log.ts";
import type { Metrics } from "../monitoring/metrics.ts";
import { formatKey, type EvaluationKey, type PullRequestKey } from "../pull-request/key.ts";
import type { PullRequest, PullRequestSnapshot } from "../pull-request/snapshot.ts";
import type { Queue } from "../queue/queue.ts";

/** What the end of a pull request is followed up with. */
export interface ClosingTools {
  readonly queue: Pick<Queue, "add">;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** After a pull request was closed: those that share its head are judged without it, and a shut gate leaves a trace. */
export async function followClosing(
  key: EvaluationKey,
  snapshot: PullRequestSnapshot,
  tools: ClosingTools,
): Promise<void> {
  if (key.type !== "pull-request" || snapshot.hints.isClosing !== true) return;
  const pull = snapshot.facts.pulls[String(key.number)];
  if (pull?.state !== "closed") return;
  const { headSha, baseRef } = pull;
  for (const number of othersOfHead(snapshot, pull)) {
    const other: PullRequestKey = { ...key, number };
    await tools.queue.add({ type: "evaluate", key: other, hints: { headSha } });
  }
  const conclusion = snapshot.facts.checkRuns[headSha]?.conclusion ?? null;
  if (conclusion === "success") return;
  const about = { key: formatKey(key), headSha, baseRef, conclusion, audit: true };
  if (pull.isMerged) {
    tools.metrics.countMergedWhileShut();
    tools.log.warn(about, "merged while not green");
  } else tools.log.info(about, "closed while not green");
}

/** Numbers of the pull requests that our record on the head names, and of those into this repository that GitHub lists for it. */
function othersOfHead({ facts }: PullRequestSnapshot, pull: PullRequest): ReadonlySet<number> {
  const reading = readLedger(facts.checkRuns[pull.headSha] ?? null, pull.repository.id);
  const recorded = reading.state === "read" ? Object.keys(reading.ledger.pullRequests).map(Number) : [];
  const listed = (facts.pullsOfHead[pull.headSha] ?? []).filter(
    ({ repository }) => repository.id === pull.repository.id,
  );
  const numbers = new Set([...recorded, ...listed.map(({ number }) => number)]);
  numbers.delete(pull.number);
  return numbers;
}
