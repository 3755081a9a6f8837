import type { WordsDecision } from "../approval/decide-words.ts";
import type { ApprovalFacts } from "../approval/facts.ts";
import { outgrown, takenBack } from "../approval/record/green-heads.ts";
import { type LedgerEntry, readLedger } from "../approval/record/ledger.ts";
import type { Need } from "../pull-request/need.ts";
import type { OwnCheckRun, PullRequest, PullRequestSnapshot } from "../pull-request/snapshot.ts";
import type { ShutHead } from "./decision.ts";
import { maxPullRequestsPerHead } from "./situation.ts";

/** Earlier heads whose checks are not green for long any more: whoever goes back to one shall not find it open. */
export function headsTakenBack({ entry }: WordsDecision, input: ApprovalFacts): readonly string[] {
  const heads = [...outgrown(entry), ...takenBack(input, entry)];
  return [...new Set(heads.map(({ headSha }) => headSha))];
}

/** What must be read of such heads: their checks, and the other pull requests that these tell of. */
export function headsTakenBackNeeds(
  { facts }: PullRequestSnapshot,
  pull: PullRequest,
  headShas: readonly string[],
): readonly Need[] {
  return headShas.flatMap((headSha): readonly Need[] => {
    const checkRun = facts.checkRuns[headSha];
    const others = checkRun?.conclusion === "success" ? othersOn(checkRun, pull) : [];
    return [{ type: "check-run", headSha }, ...others.map((number): Need => ({ type: "pull", number }))];
  });
}

/** What is to be done about such heads. */
export interface TakenBack {
  /** Green checks to be shut. One on the head of another open pull request is judged with that one, and left alone. */
  readonly checkRuns: readonly ShutHead[];
  /** The record without those that are shut, or were never green. */
  readonly entry: LedgerEntry;
}

/** Sorts out the checks of heads that were taken back, as far as they were read. */
export function shutHeads(
  { snapshot: { facts }, pull }: { readonly snapshot: PullRequestSnapshot; readonly pull: PullRequest },
  entry: LedgerEntry,
  headShas: readonly string[],
): TakenBack {
  const isAnothers = (checkRun: OwnCheckRun): boolean =>
    othersOn(checkRun, pull).some((number) => {
      const other = facts.pulls[String(number)];
      return other?.state === "open" && other.headSha === checkRun.headSha;
    });
  const old = new Set(outgrown(entry).map(({ headSha }) => headSha));
  const green = headShas
    .flatMap((headSha) => facts.checkRuns[headSha] ?? [])
    .filter((checkRun) => checkRun.conclusion === "success");
  const isDone = (headSha: string): boolean =>
    headShas.includes(headSha) && !green.some((checkRun) => checkRun.headSha === headSha);
  return {
    checkRuns: green
      .filter((checkRun) => !isAnothers(checkRun))
      .map((checkRun) => ({ checkRun, isOutgrown: old.has(checkRun.headSha) })),
    entry: { ...entry, greenHeads: entry.greenHeads.filter(({ headSha }) => !isDone(headSha)) },
  };
}

/**
 * Other pull requests that the record on a check run names. Where they are more than are judged on one head, none
 * counts.
 */
function othersOn(checkRun: OwnCheckRun, { number, repository }: PullRequest): readonly number[] {
  const reading = readLedger(checkRun, repository.id);
  if (reading.state !== "read") return [];
  const others = Object.keys(reading.ledger.pullRequests)
    .map(Number)
    .filter((other) => other !== number);
  return others.length < maxPullRequestsPerHead ? others : [];
}
