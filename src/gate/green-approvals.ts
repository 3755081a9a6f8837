import type { Word } from "../approval/approval.ts";
import { isGiven } from "../approval/record/latest-word.ts";
import { readLedger } from "../approval/record/ledger.ts";
import type { Facts, PullRequest } from "../pull-request/snapshot.ts";

/** What people gave and still stands in the record of a pull request; nothing unless the check on its head is green. */
export function greenWords({ checkRuns }: Pick<Facts, "checkRuns">, pull: PullRequest): readonly Word[] {
  const checkRun = checkRuns[pull.headSha] ?? null;
  const reading = readLedger(checkRun, pull.repository.id);
  if (checkRun?.conclusion !== "success" || reading.state !== "read") return [];
  const words = reading.ledger.pullRequests[String(pull.number)]?.words ?? [];
  return words.filter((word) =>
    isGiven(
      word,
      words.filter(({ subject }) => subject === word.subject),
    ),
  );
}

/** The approvals among them. */
export function greenApprovals(facts: Pick<Facts, "checkRuns">, pull: PullRequest): readonly Word[] {
  return greenWords(facts, pull).filter(({ type }) => type === "approve");
}
