import { formatLedger, type Ledger, type Shown } from "../approval/record/ledger.ts";
import type { Decision, ShutHead } from "../gate/decision.ts";
import type { OwnCheckRun, PullRequestSnapshot, Repository } from "../pull-request/snapshot.ts";
import { renderCheckRun } from "../render/check-run/check-run.ts";
import { type CheckRunContent, type Effect, fingerprint } from "./effect.ts";

/**
 * The check run on the head: made once, then written only where it does not show the decision yet. Where there is more
 * than one, the newest counts, and the others are ended.
 */
export function checkRunEffects(
  snapshot: PullRequestSnapshot,
  decision: Decision,
  repository: Repository,
): readonly Effect[] {
  const older = snapshot.facts.checkRuns[decision.headSha]?.olderUnfinished ?? [];
  return [
    ...newestRunEffects(snapshot, decision, repository),
    ...older.map((checkRunId): Effect => ({
      type: "update-check-run",
      checkRunId,
      content: supersededContent(decision.headSha),
    })),
    ...decision.pullRequests.flatMap(({ number, shutHeads }) =>
      shutHeads.map((head): Effect => ({
        type: "update-check-run",
        checkRunId: head.checkRun.id,
        content: shutContent(head, number),
        isOfEarlierHead: true,
      })),
    ),
  ];
}

/** Of an earlier head that is left: shut, with its record as it was. */
function shutContent({ checkRun: { headSha, text }, isOutgrown }: ShutHead, number: number): CheckRunContent {
  const why = isOutgrown
    ? "Only the newest commits of a pull request are looked after."
    : "What this check rested on was rejected, revoked, lapsed or is not enough any more.";
  const content = {
    headSha,
    status: "completed",
    conclusion: "failure",
    title: isOutgrown
      ? `A newer commit of #${number} has the verdict`
      : `The approval was taken back on a later commit of #${number}`,
    summary: `${why} Go on with the newest commit of #${number}; should it come back to this one, the check judges it anew.`,
    text: text ?? "",
    actions: [],
  } as const;
  return { ...content, annotations: [], externalId: fingerprint(content) };
}

function newestRunEffects(
  { facts, hints }: PullRequestSnapshot,
  decision: Decision,
  repository: Repository,
): readonly Effect[] {
  const existing = facts.checkRuns[decision.headSha] ?? null;
  const content = completedContent(decision, repository, existing);
  if (existing === null) return decision.isClosed ? [] : [{ type: "create-check-run", content }];
  const update: Effect = { type: "update-check-run", checkRunId: existing.id, content };
  if (hints.isRerun === true) return [update];
  if (isShown(existing, content)) return [];

  const asWritten = { ...decision, ledger: withoutTimeOfWriting(decision.ledger, existing) };
  if (isShown(existing, completedContent(asWritten, repository, existing))) return [];
  return [update];
}

function completedContent(
  decision: Decision,
  repository: Repository,
  existing: OwnCheckRun | null,
): CheckRunContent {
  const block = formatLedger(decision.ledger);
  const { annotations, ...shown } = renderCheckRun(decision, { repository, ledgerBlock: block ?? "" });
  const { headSha } = decision;
  const content = { headSha, status: "completed", conclusion: decision.verdict, ...shown } as const;
  const complete = block === null ? { ...content, ...recordTooLarge(existing) } : content;
  const isAnnotated = existing !== null && existing.annotationsCount > 0;
  return { ...complete, annotations: isAnnotated ? [] : annotations, externalId: fingerprint(complete) };
}

/** Without a record there is no approval: the last one is kept as it is, and the check is shut. */
function recordTooLarge(existing: OwnCheckRun | null) {
  return {
    conclusion: "failure",
    title: "The record of decisions is too long to keep",
    summary:
      "The check run has room for 16 KB of decisions, and the pull requests with this head have more. Push a commit to each, so that it has a head of its own.",
    text: existing?.text ?? "",
    actions: [],
  } as const;
}

/** Of a run that a newer one took the place of: shut, since GitHub shows it beside the newer one. */
function supersededContent(headSha: string): CheckRunContent {
  const content = {
    headSha,
    status: "completed",
    conclusion: "failure",
    title: "A newer run of this check has the verdict",
    summary: "Two runs of this check began on this commit. Only the newest one counts.",
    text: "",
    actions: [],
  } as const;
  return { ...content, annotations: [], externalId: fingerprint(content) };
}

function isShown(existing: OwnCheckRun, content: CheckRunContent): boolean {
  return (
    existing.externalId?.split(":", 1)[0] === content.externalId &&
    existing.status === content.status &&
    existing.conclusion === content.conclusion
  );
}

/**
 * When a text was shown is not known while it is written, only once GitHub says when the check run
 * was completed. A check run that lacks nothing but that time is not written again for it.
 */
function withoutTimeOfWriting(ledger: Ledger, existing: OwnCheckRun): Ledger {
  const forget = (shown: Shown): Shown =>
    shown.at === existing.completedAt ? { ...shown, at: null } : shown;
  const entries = Object.entries(ledger.pullRequests).map(([number, entry]) => {
    return [number, { ...entry, shown: entry.shown.map(forget) }] as const;
  });
  return { ...ledger, pullRequests: Object.fromEntries(entries) };
}
