import { readLedger } from "../approval/record/ledger.ts";
import { configPath } from "../config/config-path.ts";
import type { Trouble } from "../effects/compute-trouble.ts";
import type { Decision } from "../gate/decision.ts";
import { keyPullRequest } from "../gate/situation.ts";
import { requestTally } from "../github/client/guarded-fetch.ts";
import { describe, type Log } from "../monitoring/log.ts";
import type { Metrics } from "../monitoring/metrics.ts";
import { type EvaluationKey, formatKey, type Hints, type PullRequestKey } from "../pull-request/key.ts";
import type { PullRequest, PullRequestSnapshot } from "../pull-request/snapshot.ts";
import type { Locks, Queue } from "../queue/queue.ts";
import { type Core, reconcile, type Reconciled, reportDelay, type World } from "../reconcile.ts";
import { reachHints } from "./behind.ts";
import type { Courtesies } from "./courtesies.ts";
import { type FailedJudgingTools, haltJudging, HeadGivenUp, watchReading } from "./failed-judging.ts";
import { headNameOf, holdHeads } from "./held-world.ts";
import { judgedBy, markVerdicts } from "./judged.ts";
import type { LastSeen, RecentFindings } from "./recent.ts";
import { tellTrouble } from "./tell-trouble.ts";
import { forQueue, outlookOf, troubleOf } from "./trouble.ts";

/** What an evaluation works with. */
export interface EvaluationTools extends ClosingTools, FailedJudgingTools {
  /** Throws while GitHub cannot be reached at all. */
  readonly world: () => Promise<World>;
  readonly core: Core;
  readonly locks: Locks;
  readonly courtesies: Courtesies;
  readonly lastSeen: LastSeen;
  readonly recent: RecentFindings;
  /** Tries of one evaluation at most. */
  readonly maxAttempts: number;
}

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
    await followClosing(key, reconciled.snapshot, tools);
    await followMoving(key, reconciled.snapshot, tools);
    await followShutting(key, reconciled, tools);
  } catch (error) {
    tools.recent.distrust(key);
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
  const startedMs = performance.now();
  const hints = tools.lastSeen.complete(key, given);
  const github = await tools.world();
  const held = watchReading(holdHeads(github, tools), tools.version);
  const world = markVerdicts(held, tools.version);
  try {
    const reaching = reachHints(world, { given, attempt, github });
    const reconciled = await reconcile({ key, hints }, reaching, tools.core);
    remember(key, reconciled, { startedMs, tools });
    return reconciled;
  } catch (error) {
    const snapshot = held.newest();
    const isOver = error instanceof HeadGivenUp || (await haltJudging({ error, key, hints }, held, tools));
    if (isOver && snapshot !== null) return { snapshot, decision: null, effects: [] };
    const outlook = outlookOf(error, { attempt, maxAttempts: tools.maxAttempts });
    const trouble = troubleOf(error, outlook);
    if (outlook !== "passing") {
      await tellTrouble({ key, hints, snapshot, trouble, outlook }, held, { github, log: tools.log });
    } else if (attempt === 1) {
      await reportDelay({ key, hints, why: delayTitle(trouble) }, world, tools.core).catch(() => false);
    }
    throw forQueue(error, outlook);
  } finally {
    await world.release();
  }
}

function remember(
  key: EvaluationKey,
  { snapshot, decision }: Reconciled,
  { startedMs, tools }: { readonly startedMs: number; readonly tools: EvaluationTools },
): void {
  if (decision === null) return;
  const { headSha, pullRequests, baseWatch } = decision;
  tools.lastSeen.remember(key, snapshot.hints, decision);
  tools.failedJudging.forget(headNameOf(key, headSha));
  const mayShow = mayNameSmoke(snapshot);
  if (mayShow !== null) tools.recent.keepSmoke(key, mayShow);
  if (key.type !== "pull-request") return;
  tools.recent.keep(key, {
    ...judgedBy(snapshot, headSha, performance.now() - startedMs),
    headSha,
    baseWatch,
    numbers: pullRequests.map(({ number }) => number).sort((a, b) => a - b),
    isGated: pullRequests.some(({ features, config }) => features.length > 0 || config !== null),
    hasSmoke: pullRequests.some(({ smoke }) => smoke !== null),
    awaitsSmoke: pullRequests.some(
      ({ smoke }) => smoke?.state === "running" || (smoke?.state === "missing" && smoke.isRequired),
    ),
    refreshedAtMs: Date.parse(snapshot.readAt),
  });
}

/** What the check says while there is no verdict: what is wrong, and what to do where that is known. */
function delayTitle({ title, details }: Trouble): string {
  return [title, ...details].join(". ");
}

/**
 * Can the config on the default branch name a smoke workflow? A cheap look at its text, which errs on the side of yes:
 * a word that is not there is no key, unless it is written with escapes. `null` where the config was not read.
 */
function mayNameSmoke({ facts }: PullRequestSnapshot): boolean | null {
  const found = Object.entries(facts.files).filter(([name]) => name.endsWith(`:${configPath}`));
  if (found.length === 0) return null;
  return found.some(([, file]) => {
    return file && (file.blob.state !== "text" || /smoke|\\/u.test(file.blob.text));
  });
}

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

/** After a pull request went on from a head that it shared: where its part kept that shut, the others are judged without it. */
export async function followMoving(
  key: EvaluationKey,
  snapshot: PullRequestSnapshot,
  { queue }: Pick<ClosingTools, "queue">,
): Promise<void> {
  const left = snapshot.hints.previousHeadSha;
  const pull = key.type === "pull-request" ? keyPullRequest(snapshot, key) : null;
  if (key.type !== "pull-request" || !pull || left === undefined || left === pull.headSha) return;
  if (snapshot.facts.checkRuns[left]?.conclusion === "success") return;
  for (const number of othersOfHead(snapshot, { ...pull, headSha: left })) {
    const other: PullRequestKey = { ...key, number };
    await queue.add({ type: "evaluate", key: other, hints: { headSha: left } });
  }
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

/**
 * Numbers of the pull requests that our record on the head names, and of those into this repository that GitHub lists
 * for it.
 */
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
