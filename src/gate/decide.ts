import { type Ledger, type LedgerEntry, readLedger } from "../approval/record/ledger.ts";
import { makeRoom } from "../approval/record/room.ts";
import type { PullRequestKey } from "../pull-request/key.ts";
import type { PullRequest, PullRequestSnapshot } from "../pull-request/snapshot.ts";
import { widestWatch } from "./carried-edits.ts";
import { decideMergeGroup, type MergeGroupReading, isPullRequestHead } from "./decide-merge-group.ts";
import { readPullRequest } from "./decide-pull-request.ts";
import { readGateConfig } from "./gate-config.ts";
import type { Judge } from "./judge-plan.ts";
import {
  type ConfigDecision,
  type Decision,
  type FeatureDecision,
  type PullRequestDecision,
  type Verdict,
  type Obstacle,
  worstFirst,
} from "./decision.ts";
import { keptEntry } from "./carried-ledger.ts";
import {
  isIn,
  keyPullRequest,
  maxPullRequestsNamed,
  maxPullRequestsPerHead,
  pullRequestsOfHead,
} from "./situation.ts";
import { type PullRequestReading, stopped } from "./stopped.ts";
import { viewHead } from "./view.ts";

/**
 * Decides one head. The only place that can say success: where nothing stands in the way.
 * `null` when there is nothing to decide: no such pull request, or no merge group of its own.
 */
export function decide(snapshot: PullRequestSnapshot, judge?: Judge): Decision | null {
  const { key } = snapshot;
  switch (key.type) {
    case "pull-request":
      return decideKey(snapshot, key, judge);
    case "merge-group": {
      if (isPullRequestHead(snapshot, key)) return null;
      return onlyHead(snapshot, key.headSha, decideMergeGroup(snapshot, key));
    }
  }
}

/** Success is the absence of obstacles, and nothing else is. */
function conclude(obstacles: readonly (Obstacle | null)[]): Verdict {
  const real = obstacles.filter((obstacle) => obstacle !== null);
  if (real.length === 0) return "success";
  return real.some(({ verdict }) => verdict === "failure") ? "failure" : "action_required";
}

function decideKey(snapshot: PullRequestSnapshot, key: PullRequestKey, judge?: Judge): Decision | null {
  const pull = keyPullRequest(snapshot, key);
  if (!pull) return null;
  if (pull.isMerged) return combine(snapshot, pull, { judged: [readMerged(snapshot, pull)] });
  const pulls = pullRequestsOfHead(snapshot, pull);
  const excess = tooMany(snapshot, pulls);
  if (excess !== null) return refused(snapshot, pulls, excess);
  const view = viewHead(snapshot, pull);
  if (view === undefined) return refused(snapshot, pulls, unread);
  const [first, ...others] = view.pullRequests;
  const readOne = (other: PullRequest) => readPullRequest({ snapshot, pull: other, view }, judge);
  const own = readOne(first);
  const [next, ...rest] = others;
  if (pull.state === "open") return combine(snapshot, pull, { judged: [own, ...others.map(readOne)] });
  if (next === undefined) return combine(snapshot, pull, { judged: [laidAside(own)] });
  return combine(snapshot, next, { judged: [readOne(next), ...rest.map(readOne)], aside: own });
}

/** More pull requests on this head than are judged, or than can be kept in mind. */
function tooMany(snapshot: PullRequestSnapshot, pulls: OfHead): string | null {
  const isCrowded = recordOf(snapshot, pulls[0]).isCrowded === true;
  if (isCrowded || pulls.length > maxPullRequestsNamed)
    return `More than ${maxPullRequestsNamed} pull requests were open on this commit, too many to keep in mind; push another commit`;
  if (pulls.length <= maxPullRequestsPerHead) return null;
  const numbers = pulls.map(({ number }) => `#${number}`).join(", ");
  return `More than ${maxPullRequestsPerHead} open pull requests share this head: ${numbers}`;
}

/** Not judged. All of them are in the record nevertheless: a fork's are found nowhere else by a look at another one. */
function refused(snapshot: PullRequestSnapshot, pulls: OfHead, reason: string): Decision {
  const [pull] = pulls;
  const known = recordOf(snapshot, pull);
  const isCrowded = known.isCrowded === true || pulls.length > maxPullRequestsNamed;
  const entries = pulls
    .filter(({ number }) => !isCrowded || Object.hasOwn(known.pullRequests, String(number)))
    .map((other) => [String(other.number), keptEntry(snapshot, other)] as const);
  const pullRequests = { ...known.pullRequests, ...Object.fromEntries(entries) };
  const ledger = { ...known, pullRequests, ...(isCrowded && { isCrowded }) };
  const open = new Set(pulls.map(({ number }) => String(number)));
  const head = onlyHead(snapshot, pull.headSha, {
    obstacles: [{ verdict: "failure", reason }],
    title: reason,
  });
  return { ...head, ledger: makeRoom(ledger, open) };
}

/** What the check run on the head of a pull request has of the record. */
function recordOf({ facts }: PullRequestSnapshot, { headSha, repository }: PullRequest): Ledger {
  const reading = readLedger(facts.checkRuns[headSha] ?? null, repository.id);
  return reading.state === "read" ? reading.ledger : ledgerOf(repository.id, {});
}

/** Only the comment is written for it any more. */
function readMerged(snapshot: PullRequestSnapshot, pull: PullRequest): PullRequestReading {
  const gateConfig = readGateConfig(snapshot.facts, pull.repository);
  const view = gateConfig?.state === "valid" ? gateConfig : null;
  return stopped({ snapshot, pull, view }, "Closed");
}

/**
 * Closed without a merge: what is said there is kept, since it may be opened again, and a check that let a text or code
 * through does so no more until it is judged anew.
 */
function laidAside(reading: PullRequestReading): PullRequestReading {
  const { features, config, decision, obstacles } = reading;
  const isGated = features.length > 0 || config !== null || decision.smoke || decision.implementation;
  if (!isGated) return reading;
  const reason = "Closed; it is judged again when it is opened";
  return {
    ...reading,
    decision: { ...decision, title: reason },
    obstacles: [{ verdict: "action_required", reason }, ...obstacles],
  };
}

/** Fewer facts than a decision takes: not success. */
const unread = "GitHub did not say enough to decide";

/** The open pull requests of one head, the one that is looked at first. */
type OfHead = readonly [PullRequest, ...PullRequest[]];

/** What was read of the pull requests with one head. */
interface Readings {
  readonly judged: readonly [PullRequestReading, ...PullRequestReading[]];
  /** Of one that has no part in the verdict. */
  readonly aside?: PullRequestReading;
}

/** The record of a pull request that is closed, or went on to another head, stays: it may come back. */
function combine(snapshot: PullRequestSnapshot, pull: PullRequest, readings: Readings): Decision {
  const [first, ...others] = readings.judged;
  const own = concludePullRequest(first);
  const pullRequests = [own, ...others.map(concludePullRequest)];
  const worst = worstOf(own, pullRequests);
  const isShared = others.length > 0 && worst.verdict !== "success";
  const known = recordOf(snapshot, pull);
  const open = new Set(pullRequests.map(({ number }) => String(number)));
  return {
    headSha: pull.headSha,
    verdict: conclude(readings.judged.flatMap(({ obstacles }) => obstacles)),
    title: isShared ? `#${worst.number}, which shares this head: ${worst.title}` : worst.title,
    reasons: pullRequests.flatMap(({ reasons }) => reasons),
    pullRequests,
    ledger: makeRoom({ ...known, pullRequests: entriesOf(known, readings) }, open),
    isClosed: snapshot.key.type === "pull-request" && pull.state === "closed",
    baseWatch: widestWatch(readings.judged.map((reading) => reading.baseWatch)),
  };
}

/** The entries of those that were judged, and beside them what is known of others, which the verdict says nothing of. */
function entriesOf({ pullRequests }: Ledger, { judged, aside }: Readings): Ledger["pullRequests"] {
  const known: Ledger["pullRequests"] =
    aside === undefined ? pullRequests : { ...pullRequests, [aside.decision.number]: aside.entry };
  const leftOut = Object.entries(known).map(([number, entry]): [string, LedgerEntry] => {
    return [number, { ...entry, isLeftOut: true }];
  });
  const entries = judged.map(({ decision, entry }): [string, LedgerEntry] => {
    return [String(decision.number), { ...entry, isLeftOut: undefined }];
  });
  return Object.fromEntries([...leftOut, ...entries]);
}

const urgency: readonly Verdict[] = ["failure", "action_required", "success"];

/** The one that keeps a shared head shut, whichever of them is looked at: of equals the lowest number. */
function worstOf(own: PullRequestDecision, all: readonly PullRequestDecision[]): PullRequestDecision {
  const rank = ({ verdict }: PullRequestDecision) => urgency.indexOf(verdict);
  return all.reduce((worst, other) => {
    const difference = rank(other) - rank(worst) || other.number - worst.number;
    return difference < 0 ? other : worst;
  }, own);
}

function concludePullRequest({
  decision,
  features,
  config,
  obstacles,
}: PullRequestReading): PullRequestDecision {
  const decided: FeatureDecision[] = features.map((feature) => ({
    ...feature.decision,
    verdict: conclude([feature.obstacle]),
  }));
  decided.sort((a, b) => urgency.indexOf(a.verdict) - urgency.indexOf(b.verdict));
  const settings: ConfigDecision | null = config && {
    ...config.decision,
    verdict: conclude([config.obstacle]),
  };
  return { ...decision, verdict: conclude(obstacles), features: decided, config: settings };
}

function ledgerOf(repositoryId: number, pullRequests: Ledger["pullRequests"]): Ledger {
  return { version: 1, repositoryId, pullRequests };
}

/** A head without pull requests of its own to speak of; the record on it is kept as it is. */
function onlyHead(
  { facts, key }: PullRequestSnapshot,
  headSha: string,
  { obstacles, title }: MergeGroupReading,
): Decision {
  const pulls = [...Object.values(facts.pulls), ...Object.values(facts.pullsOfHead).flat()];
  const repositoryId =
    facts.repository?.id ?? pulls.find((pull) => !!pull && isIn(pull, key))?.repository.id ?? 0;
  const reading = readLedger(facts.checkRuns[headSha] ?? null, repositoryId);
  return {
    headSha,
    verdict: conclude(obstacles),
    title,
    reasons: obstacles.length > 0 ? worstFirst(obstacles).map(({ reason }) => reason) : [title],
    pullRequests: [],
    ledger: reading.state === "read" ? reading.ledger : ledgerOf(repositoryId, {}),
    isClosed: false,
    baseWatch: "nothing",
  };
}
