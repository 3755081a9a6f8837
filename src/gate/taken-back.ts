import type { WordsDecision } from "../approval/decide-words.ts";
import type { ApprovalFacts } from "../approval/facts.ts";
import { takenBack } from "../approval/record/green-heads.ts";
import { type LedgerEntry, readLedger } from "../approval/record/ledger.ts";
import type { OwnCheckRun, PullRequest, PullRequestSnapshot } from "../pull-request/snapshot.ts";

/** Earlier heads whose checks are not green for long any more: whoever goes back to one shall not find it open. */
export function headsTakenBack({ entry }: WordsDecision, input: ApprovalFacts): readonly string[] {
  return takenBack(input, entry).map(({ headSha }) => headSha);
}

/** What is to be done about such heads. */
export interface TakenBack {
  /** Green checks to be shut. One on a commit that other pull requests have as well is judged with them, and left alone. */
  readonly checkRuns: readonly OwnCheckRun[];
  /** The record without those that are shut, or were never green. */
  readonly entry: LedgerEntry;
}

/** Sorts out the checks of heads that were taken back, as far as they were read. */
export function shutHeads(
  { facts }: PullRequestSnapshot,
  { number, repository }: PullRequest,
  entry: LedgerEntry,
  headShas: readonly string[],
): TakenBack {
  const isOnlyHere = (checkRun: OwnCheckRun): boolean => {
    const reading = readLedger(checkRun, repository.id);
    return reading.state === "read" && Object.keys(reading.ledger.pullRequests).join() === String(number);
  };
  const read = headShas.flatMap((headSha) => facts.checkRuns[headSha] ?? []);
  const checkRuns = read.filter((checkRun) => checkRun.conclusion === "success" && isOnlyHere(checkRun));
  const isDone = (headSha: string): boolean =>
    headShas.includes(headSha) && !checkRuns.some((checkRun) => checkRun.headSha === headSha);
  return {
    checkRuns,
    entry: { ...entry, greenHeads: entry.greenHeads.filter(({ headSha }) => !isDone(headSha)) },
  };
}
