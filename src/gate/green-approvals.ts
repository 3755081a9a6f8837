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

/** What let texts through among them: approvals, and overrides. */
export function greenApprovals(facts: Pick<Facts, "checkRuns">, pull: PullRequest): readonly Word[] {
  return greenWords(facts, pull).filter(({ type }) => type === "approve" || type === "override");
}

/** Overrides of what is on the head of a pull request, and not of texts that were there before. */
export function greenOverrides(facts: Pick<Facts, "checkRuns">, pull: PullRequest): readonly Word[] {
  const reading = readLedger(facts.checkRuns[pull.headSha] ?? null, pull.repository.id);
  const entries = reading.state === "read" ? reading.ledger.pullRequests : {};
  const shown = entries[String(pull.number)]?.shown ?? [];
  const isOfHead = ({ subject, digest }: Word): boolean => {
    const last = shown.findLast((text) => text.subject === subject);
    return last === undefined || last.digest === digest;
  };
  return greenWords(facts, pull).filter((word) => word.type === "override" && isOfHead(word));
}
