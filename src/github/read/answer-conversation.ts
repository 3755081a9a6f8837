import { z } from "zod";
import { isOwnComment } from "../../pull-request/own-comment.ts";
import type { Comment, Listing, Review } from "../../pull-request/snapshot.ts";
import { readShrinkingList } from "../client/pages.ts";
import type { ReadContext } from "./read-context.ts";
import { commentShape, reviewShape } from "./comment-shape.ts";

/** Most comments, and most reviews, that are read of one pull request. */
const limit = 3_000;
/** Of all their bodies together, after shortening: what follows costs time with every character. */
const maxCharacters = 8_000_000;

/** All comments of a pull request's conversation, oldest first; all but our own shortened. */
export async function answerComments(
  { session, app, shortenComment }: Pick<ReadContext, "session" | "app" | "shortenComment">,
  number: number,
): Promise<Listing<Comment>> {
  const comments = await readShrinkingList(session, {
    route: "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
    parameters: { issue_number: number },
    schema: z.array(commentShape),
    itemsOf: (page) =>
      page.map((comment) =>
        isOwnComment(comment, app) ? comment : { ...comment, body: shortenComment(comment.body) },
      ),
    limit,
  });
  return bounded(comments);
}

/** All reviews of a pull request, oldest first, shortened. */
export async function answerReviews(
  { session, shortenComment }: ReadContext,
  number: number,
): Promise<Listing<Review>> {
  const reviews = await readShrinkingList(session, {
    route: "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews",
    parameters: { pull_number: number },
    schema: z.array(reviewShape),
    itemsOf: (page) => page.map((review) => ({ ...review, body: shortenComment(review.body) })),
    limit,
  });
  return bounded(reviews);
}

function bounded<Item extends { readonly body: string }>(list: Listing<Item>): Listing<Item> {
  if (list.state !== "complete") return list;
  const characters = list.items.reduce((sum, { body }) => sum + body.length, 0);
  return characters > maxCharacters ? { state: "too-long", limitCharacters: maxCharacters } : list;
}
