import { z } from "zod";
import { isOwnComment } from "../../pull-request/own-comment.ts";
import type { Comment, LineComment, Listing, Review } from "../../pull-request/snapshot.ts";
import { absentAsNull } from "../client/github-error.ts";
import { readShrinkingList } from "../client/pages.ts";
import type { ReadContext, ShortenComments } from "./read-context.ts";
import { commentShape, lineCommentShape, reviewShape } from "./comment-shape.ts";

/** Most comments, and most reviews, that are read of one pull request. */
const limit = 3_000;
/** Of all their bodies together, after shortening: what follows costs time with every character. */
const maxCharacters = 8_000_000;

/** All comments of a pull request's conversation, oldest first; all but our own shortened. */
export async function answerComments(
  { session, app, shortenComments }: Pick<ReadContext, "session" | "app" | "shortenComments">,
  number: number,
): Promise<Listing<Comment>> {
  const comments = await readShrinkingList(session, {
    route: "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
    parameters: { issue_number: number },
    schema: z.array(commentShape),
    itemsOf: (page) => shortened(page, shortenComments, (comment) => isOwnComment(comment, app)),
    limit,
  });
  return bounded(comments);
}

/** All reviews of a pull request, oldest first, shortened. */
export async function answerReviews(
  { session, shortenComments }: Pick<ReadContext, "session" | "shortenComments">,
  number: number,
): Promise<Listing<Review>> {
  const reviews = await readShrinkingList(session, {
    route: "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews",
    parameters: { pull_number: number },
    schema: z.array(reviewShape),
    itemsOf: (page) => shortened(page, shortenComments, () => false),
    limit,
  });
  return bounded(reviews);
}

/** A page of a list with the bodies of other people cut to what can be commands. */
async function shortened<Item extends { readonly body: string }>(
  page: readonly Item[],
  shortenComments: ShortenComments,
  isWhole: (item: Item) => boolean,
): Promise<readonly Item[]> {
  const bodies = await shortenComments(page.map((item) => (isWhole(item) ? "" : item.body)));
  return page.map((item, index) => (isWhole(item) ? item : { ...item, body: bodies[index] ?? item.body }));
}

function bounded<Item extends { readonly body: string }>(list: Listing<Item>): Listing<Item> {
  if (list.state !== "complete") return list;
  const characters = list.items.reduce((sum, { body }) => sum + body.length, 0);
  return characters > maxCharacters ? { state: "too-long", limitCharacters: maxCharacters } : list;
}

/** A comment on a line of the diff; `null` where there is none. */
export async function answerLineComment(
  { session, shortenComments }: Pick<ReadContext, "session" | "shortenComments">,
  id: number,
): Promise<LineComment | null> {
  const answer = await absentAsNull(
    session.send({
      route: "GET /repos/{owner}/{repo}/pulls/comments/{comment_id}",
      parameters: { comment_id: id },
      schema: lineCommentShape,
    }),
  );
  if (answer === null) return null;
  const [body = ""] = await shortenComments([answer.value.body]);
  return { ...answer.value, body };
}
