import type { EvaluationKey, PullRequestKey } from "../pull-request/key.ts";
import type { Listing, PullRequest, PullRequestSnapshot } from "../pull-request/snapshot.ts";
import { readLedger } from "../approval/record/ledger.ts";

/** More open pull requests on one head than this are not judged: the check fails and names them. */
export const maxPullRequestsPerHead = 5;

/** More open ones than this are not kept in mind: a head that had them is never judged again. */
export const maxPullRequestsNamed = 20;

/** The key's pull request: `undefined` before it was read, `null` where there is none. */
export function keyPullRequest(
  snapshot: PullRequestSnapshot,
  key: PullRequestKey,
): PullRequest | null | undefined {
  const direct = snapshot.facts.pulls[String(key.number)];
  if (direct !== undefined) return direct;
  const { headSha } = snapshot.hints;
  if (headSha === undefined) return undefined;
  return snapshot.facts.pullsOfHead[headSha]?.find((pull) => pull.number === key.number && isIn(pull, key));
}

/** A commit may also be the head of pull requests into forks, which have numbers of their own. */
export function isIn({ repository }: PullRequest, { owner, repo }: EvaluationKey): boolean {
  const name = `${repository.owner}/${repository.name}`;
  return name.toLowerCase() === `${owner}/${repo}`.toLowerCase();
}

/** Heads of forks are not listed for commits of the base repository. */
export function isFromFork(pull: PullRequest): boolean {
  return pull.headRepositoryId !== pull.repository.id;
}

/** Numbers of the other pull requests that our record on this head knows of. */
export function numbersInLedger(snapshot: PullRequestSnapshot, pull: PullRequest): readonly number[] {
  const reading = readLedger(snapshot.facts.checkRuns[pull.headSha] ?? null, pull.repository.id);
  if (reading.state !== "read") return [];
  return Object.keys(reading.ledger.pullRequests)
    .map(Number)
    .filter((number) => number !== pull.number);
}

/** All open pull requests with this head: the given one first, then by number. */
export function pullRequestsOfHead(
  snapshot: PullRequestSnapshot,
  pull: PullRequest,
): readonly [PullRequest, ...PullRequest[]] {
  const { pulls, pullsOfHead } = snapshot.facts;
  const known = [
    ...(pullsOfHead[pull.headSha] ?? []),
    ...numbersInLedger(snapshot, pull).map((number) => pulls[String(number)]),
  ];
  const others = new Map<number, PullRequest>();
  for (const other of known) {
    const isOpen = other?.state === "open" && other.headSha === pull.headSha;
    if (isOpen && other.repository.id === pull.repository.id && other.number !== pull.number)
      others.set(other.number, other);
  }
  return [pull, ...[...others.values()].sort((a, b) => a.number - b.number)];
}

/** The items of a list; none where it was not read or is too long. */
export function itemsOf<Item>(listing: Listing<Item> | undefined): readonly Item[] {
  return listing?.state === "complete" ? listing.items : [];
}
