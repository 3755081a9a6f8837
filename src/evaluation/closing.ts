import { readLedger } from "../approval/record/ledger.ts";
import type { Decision } from "../gate/decision.ts";
import type { Log } from "../monitoring/log.ts";
import type { Metrics } from "../monitoring/metrics.ts";
import { formatKey, type EvaluationKey, type PullRequestKey } from "../pull-request/key.ts";
import type { PullRequest, PullRequestSnapshot } from "../pull-request/snapshot.ts";
import type { Queue } from "../queue/queue.ts";
import type { Reconciled } from "../reconcile.ts";

/** What the end of a pull request, or of its green check, is followed up with. */
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

/** What is seen of an evaluation to tell that. */
interface Shutting extends Pick<Reconciled, "snapshot"> {
  readonly decision: Pick<Decision, "headSha" | "verdict" | "isClosed"> | null;
}

/**
 * After a green check was shut: GitHub merges what is in its queue by the check of the group, which rests on this one.
 */
export async function followShutting(
  key: EvaluationKey,
  { snapshot, decision }: Shutting,
  { queue }: Pick<ClosingTools, "queue">,
): Promise<void> {
  if (key.type !== "pull-request" || decision === null || decision.isClosed) return;
  if (decision.verdict === "success") return;
  if (snapshot.facts.checkRuns[decision.headSha]?.conclusion !== "success") return;
  const { installationId, owner, repo } = key;
  const everywhere = { baseRef: null, headSha: null, only: "groups" } as const;
  const scan = { of: "repository", installationId, owner, repo, ...everywhere } as const;
  await queue.add({ type: "scan", scan, hints: {} });
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
