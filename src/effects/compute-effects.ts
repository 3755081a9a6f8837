import { formatLedger, type Ledger, type Reply } from "../approval/record/ledger.ts";
import type { Decision, PullRequestDecision, FeatureOutcome } from "../gate/decision.ts";
import type { PullRequestSnapshot, Repository } from "../pull-request/snapshot.ts";
import {
  hasCommentMarker,
  renderReminder,
  renderReply,
  renderStickyComment,
} from "../render/comment/comment.ts";
import { checkRunEffects } from "./check-run-effects.ts";
import type { Effect } from "./effect.ts";
import type { CommandOutcome } from "../approval/commands/outcome.ts";
import { isOwnComment, lastLine } from "../pull-request/own-comment.ts";
import { refusalInBrief } from "../approval/commands/refusal.ts";
import { secondsBetween } from "../approval/record/seconds.ts";
import { codeSpan, neutralize } from "../render/text/neutralize.ts";

/**
 * What must be written so that GitHub shows the decision: the verdict first, then answers, then the
 * comment and requests for review. Empty when GitHub shows it already.
 */
export function computeEffects(snapshot: PullRequestSnapshot, decision: Decision): readonly Effect[] {
  const { pullRequests } = decision;
  const { isClosed } = decision;
  const comments = pullRequests.flatMap((pr) => stickyCommentEffects(snapshot, pr, isClosed));
  if (isClosed && pullRequests.some(({ isMerged }) => isMerged)) return comments;
  const repository = repositoryOf(snapshot);
  // What the record cannot keep is decided again: nobody is told that it counts.
  const kept = formatLedger(decision.ledger) === null ? [] : pullRequests;
  return [
    ...(repository === null ? [] : checkRunEffects(snapshot, decision, repository)),
    ...kept.flatMap((pr) => commandEffects(pr.number, pr.commands)),
    ...pullRequests.flatMap((pr) => owedReplies(snapshot, pr.number, decision.ledger)),
    ...comments,
    ...(isClosed ? [] : [...kept.flatMap(reminders), ...pullRequests.flatMap(reviewRequests)]),
  ];
}

/** The repository, from whichever fact names it; `null` where none does, and then nothing can be shown. */
function repositoryOf({ facts }: PullRequestSnapshot): Repository | null {
  const pulls = [...Object.values(facts.pulls), ...Object.values(facts.pullsOfHead).flat()];
  return facts.repository ?? pulls.find((pull) => !!pull)?.repository ?? null;
}

function reminders(pr: PullRequestDecision): readonly Effect[] {
  if (pr.reminder === null) return [];
  return [{ type: "create-comment", number: pr.number, body: renderReminder(pr, pr.reminder) }];
}

function reviewRequests({
  number,
  requestReviewers: { users, teams },
}: Decision["pullRequests"][number]): readonly Effect[] {
  if (users.length + teams.length === 0) return [];
  return [{ type: "request-reviewers", number, users, teams }];
}

/** 👍 or 😕 on each comment with a command, and at most one reply to each refused one. */
function commandEffects(number: number, outcomes: readonly CommandOutcome[]): readonly Effect[] {
  return [...reactions(outcomes), ...replies(number, outcomes)];
}

function reactions(outcomes: readonly CommandOutcome[]): readonly Effect[] {
  const onComments = outcomes.filter(({ method }) => method === "comment");
  const isRefused = new Map<string, boolean>();
  for (const { sourceId, state } of onComments) {
    isRefused.set(sourceId, state === "refused" || isRefused.get(sourceId) === true);
  }
  return [...isRefused].map(([sourceId, refused]) => ({
    type: "react",
    on: { type: "comment", id: Number(sourceId) },
    reaction: refused ? "confused" : "+1",
  }));
}

function replies(number: number, outcomes: readonly CommandOutcome[]): readonly Effect[] {
  const bodies = new Map<string, string>();
  for (const outcome of outcomes) {
    if (outcome.state === "refused" && outcome.shouldReply && !bodies.has(outcome.sourceId)) {
      bodies.set(outcome.sourceId, `${renderReply(outcome)}\n${replyMarker(outcome)}\n`);
    }
  }
  return [...bodies.values()].map((body) => ({ type: "create-comment", number, body }));
}

/** The one comment on a pull request: made when there is something to say, then edited in place. */
function stickyCommentEffects(
  snapshot: PullRequestSnapshot,
  pr: PullRequestDecision,
  isClosed: boolean,
): readonly Effect[] {
  const listing = snapshot.facts.comments[String(pr.number)];
  if (listing?.state !== "complete" || !pr.comment || (isClosed && !pr.isMerged)) return [];
  const body = renderStickyComment(pr);
  const existing = listing.items.find(
    (comment) => isOwnComment(comment, snapshot.app) && hasCommentMarker(comment.body),
  );
  if (existing === undefined) {
    return isWorthAComment(pr) ? [{ type: "create-comment", number: pr.number, body }] : [];
  }
  const isSame = normalize(existing.body) === normalize(body);
  return isSame ? [] : [{ type: "update-comment", commentId: existing.id, body }];
}

/** Where nothing is gated and nothing is wrong, the check alone says so. */
function isWorthAComment(pr: PullRequestDecision): boolean {
  if (pr.isMerged) return pr.record.length > 0;
  return (
    pr.verdict !== "success" || pr.config !== null || pr.features.some(({ outcome }) => isGated(outcome))
  );
}

function isGated({ type }: FeatureOutcome): boolean {
  return type === "changed" || type === "feature-removed";
}

/** GitHub may give line ends back as it likes. */
function normalize(body: string): string {
  return body.replaceAll("\r\n", "\n").trim();
}

/** Younger ones may be under way. */
const minAgeSeconds = 300;
/** Older ones come too late to help, and somebody may have deleted them. */
const maxAgeSeconds = 86_400;

/**
 * Replies that the record has and the pull request has not: the server ended between the verdict and
 * the reply, or GitHub did not take it. Only comments of our own App count as replies.
 */
function owedReplies(
  snapshot: PullRequestSnapshot,
  number: number,
  { pullRequests }: Ledger,
): readonly Effect[] {
  const listing = snapshot.facts.comments[String(number)];
  const replies = pullRequests[String(number)]?.replies ?? [];
  if (listing?.state !== "complete" || replies.length === 0) return [];
  const own = listing.items.filter((comment) => isOwnComment(comment, snapshot.app));
  const written = new Set(own.map(({ body }) => lastLine(body)));
  return replies
    .filter((reply) => isDue(reply, snapshot.readAt) && !written.has(replyMarker(reply)))
    .flatMap((reply): readonly Effect[] => {
      const body = renderOwedReply(reply);
      return body === null ? [] : [{ type: "create-comment", number, body, mayExist: true }];
    });
}

function isDue({ at }: Reply, readAt: string): boolean {
  const ageSeconds = secondsBetween(at, readAt);
  return ageSeconds >= minAgeSeconds && ageSeconds < maxAgeSeconds;
}

/** The command itself is not in the record: what holds for its reason is said. */
function renderOwedReply(reply: Reply): string | null {
  const brief = refusalInBrief(reply.reason);
  if (brief === null || reply.login === undefined) return null;
  const whom = codeSpan(`@${reply.login}`, 50);
  return `${whom}: an earlier command of yours does not count. ${neutralize(brief, 1_500)}\n\n${replyMarker(reply)}\n`;
}

/** The last line of a reply, which nobody sees: whom it answers, and about what. */
function replyMarker({ personId, reason }: { readonly personId: number; readonly reason: string }): string {
  return `<!-- plan-gate: ${reason}, ${personId} -->`;
}
