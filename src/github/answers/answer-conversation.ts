import { z } from "zod";
import type { Comment, Listing, Review } from "../../pull-request/snapshot.ts";
import { readShrinkingList } from "../pages.ts";
import type { ReadContext } from "../read-context.ts";
import { commentShape, reviewShape } from "../shapes/comment-shape.ts";

/** Most comments, and most reviews, that are read of one pull request. */
const limit = 3_000;

/** All comments of a pull request's conversation, oldest first. */
export async function answerComments(
  { session }: Pick<ReadContext, "session">,
  number: number,
): Promise<Listing<Comment>> {
  return readShrinkingList(session, {
    route: "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
    parameters: { issue_number: number },
    schema: z.array(commentShape),
    itemsOf: (page) => page,
    limit,
  });
}

/** All reviews of a pull request, oldest first. */
export async function answerReviews({ session }: ReadContext, number: number): Promise<Listing<Review>> {
  return readShrinkingList(session, {
    route: "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews",
    parameters: { pull_number: number },
    schema: z.array(reviewShape),
    itemsOf: (page) => page,
    limit,
  });
}
