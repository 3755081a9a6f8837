import type { FeatureOutcome, PullRequestDecision } from "../gate/decision.ts";
import { isOwnComment } from "../pull-request/own-comment.ts";
import type { PullRequestSnapshot } from "../pull-request/snapshot.ts";
import { hasCommentMarker, renderStickyComment } from "../render/comment/comment.ts";
import type { Effect } from "./effect.ts";

/** The one comment on a pull request: made when there is something to say, then edited in place. */
export function stickyCommentEffects(
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
