import type { Ledger, Reply } from "../approval/record/ledger.ts";
import { refusalInBrief } from "../approval/commands/refusal-in-brief.ts";
import { secondsBetween } from "../approval/record/seconds.ts";
import { isOwnComment, lastLine } from "../pull-request/own-comment.ts";
import type { PullRequestSnapshot } from "../pull-request/snapshot.ts";
import { codeSpan, neutralize } from "../render/text/neutralize.ts";
import type { Effect } from "./effect.ts";
import { replyMarker } from "./reply-marker.ts";

/** Younger ones may be under way. */
const minAgeSeconds = 300;
/** Older ones come too late to help, and somebody may have deleted them. */
const maxAgeSeconds = 86_400;

/**
 * Replies that the record has and the pull request has not: the server ended between the verdict and
 * the reply, or GitHub did not take it. Only comments of our own App count as replies.
 */
export function owedReplies(
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
