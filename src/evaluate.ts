import { AsyncLocalStorage } from "node:async_hooks";
import type { LastSeen } from "./last-seen.ts";
import type { Metrics } from "./monitoring/metrics.ts";
import { formatKey, type EvaluationKey, type Hints } from "./pull-request/key.ts";
import type { Locks } from "./queue/queue.ts";
import type { RecentFindings } from "./recent.ts";
import { reconcile, reportDelay, type Core, type Reconciled, type World } from "./reconcile.ts";
import type { Courtesies } from "./courtesies.ts";
import { holdHeads } from "./held-world.ts";
import { codeOf, describe, hintOf, type Log } from "./log.ts";

/** What an evaluation works with. */
export interface EvaluationTools {
  /** Throws while GitHub cannot be reached at all. */
  readonly world: () => Promise<World>;
  readonly core: Core;
  readonly locks: Locks;
  readonly courtesies: Courtesies;
  readonly lastSeen: LastSeen;
  readonly recent: RecentFindings;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** Counts the requests of whatever runs in it. */
export const requestTally = new AsyncLocalStorage<{ requests: number }>();

/** One try to evaluate a key. What it throws is for the queue to repeat. */
export async function evaluate(
  key: EvaluationKey,
  { given, attempt }: { readonly given: Hints; readonly attempt: number },
  tools: EvaluationTools,
): Promise<void> {
  const tally = { requests: 0 };
  const startedMs = performance.now();
  const about = { key: formatKey(key), attempt };
  try {
    const reconciled = await requestTally.run(tally, () => evaluateOnce(key, { given, attempt }, tools));
    const outcome = reconciled.decision?.verdict ?? "none";
    const durationMs = performance.now() - startedMs;
    tools.metrics.observeEvaluation({ outcome, durationMs, ...tally });
    const effects = reconciled.effects.map((effect) => effect.type);
    tools.log.info(
      { ...about, verdict: outcome, durationMs: Math.round(durationMs), ...tally, effects },
      "evaluated",
    );
    auditMerge(key, reconciled, tools);
  } catch (error) {
    const durationMs = performance.now() - startedMs;
    tools.metrics.observeEvaluation({ outcome: "failed", durationMs, ...tally });
    tools.log.warn(
      { ...about, durationMs: Math.round(durationMs), ...tally, ...describe(error) },
      "evaluation failed",
    );
    throw error;
  }
}

async function evaluateOnce(
  key: EvaluationKey,
  { given, attempt }: { readonly given: Hints; readonly attempt: number },
  tools: EvaluationTools,
): Promise<Reconciled> {
  const hints = tools.lastSeen.complete(key, given);
  const world = holdHeads(await tools.world(), tools);
  try {
    const reconciled = await reconcile(key, hints, world, tools.core);
    remember(key, hints, reconciled, tools);
    return reconciled;
  } catch (error) {
    if (attempt === 1) await reportDelay(key, hints, delayTitle(error), world, tools.core).catch(() => false);
    throw error;
  } finally {
    await world.release();
  }
}

function remember(
  key: EvaluationKey,
  hints: Hints,
  { snapshot, decision }: Reconciled,
  tools: EvaluationTools,
): void {
  if (decision === null) return;
  tools.lastSeen.remember(key, hints, decision);
  tools.recent.keep(key, {
    headSha: decision.headSha,
    readAt: snapshot.readAt,
    isGated: decision.pullRequests.some((pull) => pull.features.length > 0 || pull.config !== null),
    hasSmoke: decision.pullRequests.some((pull) => pull.smoke !== null),
  });
}

/** Somebody merged past the gate: GitHub let them, and this is the trace. */
function auditMerge(
  key: EvaluationKey,
  { snapshot, decision }: Reconciled,
  { log, metrics }: EvaluationTools,
): void {
  if (decision === null || !decision.isClosed || key.type !== "pull-request") return;
  const pull = snapshot.facts.pulls[String(key.number)];
  if (pull?.isMerged !== true) return;
  const conclusion = snapshot.facts.checkRuns[pull.headSha]?.conclusion ?? null;
  if (conclusion === "success") return;
  metrics.countMergedWhileShut();
  log.warn({ key: formatKey(key), headSha: pull.headSha, conclusion, audit: true }, "merged while not green");
}

/** What the check says while there is no verdict: what is wrong, and what to do where that is known. */
function delayTitle(error: unknown): string {
  const code = codeOf(error);
  const hint = hintOf(error);
  const why = code === null ? "" : ` (${code})`;
  return `The evaluation failed${why} and is tried again${hint === null ? "" : `. ${hint}`}`;
}
