import { z } from "zod";
import { type Call, numberParam, ok, type Route, senderOf } from "../http/call.ts";
import { readBody } from "../http/body.ts";
import { inPullRequest, inRepository, requireRole } from "../http/in-repository.ts";
import { page } from "../http/pagination.ts";
import { notFound } from "../http/problem.ts";
import { lineCommentShape, reviewShape } from "../shapes/comment.ts";
import type { PullRequest, Review } from "../world/pull-request-state.ts";
import { dismissReview, editReview, submitReview } from "../world/reviews.ts";

const submitSchema = z.object({
  body: z.string().default(""),
  event: z.enum(["APPROVE", "REQUEST_CHANGES", "COMMENT"]),
  commit_id: z.string().optional(),
});
const editSchema = z.object({ body: z.string() });
const states = { APPROVE: "APPROVED", REQUEST_CHANGES: "CHANGES_REQUESTED", COMMENT: "COMMENTED" } as const;

/** Reviews of pull requests. */
export const reviewRoutes: readonly Route[] = [
  inPullRequest("GET /reviews", ["pull_requests:read"], (call, repository, pull) =>
    page(call, [...pull.reviews.values()], (review) => reviewShape(call.state, repository, pull, review)),
  ),
  inPullRequest("POST /reviews", ["pull_requests:write"], (call, repository, pull) => {
    const { body, event, commit_id } = readBody(call, submitSchema);
    const commit = commit_id === undefined ? {} : { commitSha: commit_id };
    const input = { pull, author: senderOf(call), state: states[event], body, ...commit };
    const review = submitReview(call.state, repository, input);
    return ok(reviewShape(call.state, repository, pull, review));
  }),
  inRepository("GET /pulls/comments/{comment}", ["pull_requests:read"], (call, repository) => {
    const id = numberParam(call, "comment");
    const comment = [...repository.pullRequests.values()]
      .map(({ lineComments }) => lineComments.get(id))
      .find((found) => found !== undefined);
    if (comment === undefined) throw notFound();
    return ok(lineCommentShape(call.state, repository, comment));
  }),
  inPullRequest("GET /reviews/{review}", ["pull_requests:read"], (call, repository, pull) =>
    ok(reviewShape(call.state, repository, pull, reviewOf(call, pull))),
  ),
  inPullRequest("PUT /reviews/{review}", ["pull_requests:write"], (call, repository, pull) => {
    const review = reviewOf(call, pull);
    const { body } = readBody(call, editSchema);
    editReview(call.state, repository, { pull, review, body, editor: senderOf(call) });
    return ok(reviewShape(call.state, repository, pull, review));
  }),
  inPullRequest("PUT /reviews/{review}/dismissals", ["pull_requests:write"], (call, repository, pull) => {
    requireRole(call, repository, "write");
    const review = reviewOf(call, pull);
    dismissReview(call.state, repository, { pull, review, sender: senderOf(call) });
    return ok(reviewShape(call.state, repository, pull, review));
  }),
];

function reviewOf(call: Call, pull: PullRequest): Review {
  const review = pull.reviews.get(numberParam(call, "review"));
  if (review === undefined) throw notFound();
  return review;
}
