import { z } from "zod";
import { isOwnComment } from "../../pull-request/own-comment.ts";
import type { Comment, LineComment, Listing, Review, EditRecord } from "../../pull-request/snapshot.ts";
import { absentAsNull } from "../client/github-error.ts";
import { readShrinkingList } from "../client/pages.ts";
import type { ReadContext, ShortenComments } from "./read-context.ts";
import { optionalAccountShape } from "./answer-people.ts";
import { askGraphQL } from "../client/graphql.ts";

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

/** A comment in the conversation of a pull request. */
export const commentShape = z
  .object({
    id: z.number(),
    node_id: z.string(),
    user: optionalAccountShape,
    body: z.string().nullish(),
    created_at: z.string(),
    updated_at: z.string(),
    performed_via_github_app: z.object({ slug: z.string().nullish() }).nullish(),
    html_url: z.string(),
  })
  .transform((comment): Comment => ({
    id: comment.id,
    nodeId: comment.node_id,
    author: comment.user,
    body: comment.body ?? "",
    createdAt: comment.created_at,
    updatedAt: comment.updated_at,
    viaApp: comment.performed_via_github_app ? (comment.performed_via_github_app.slug ?? "") : null,
    htmlUrl: comment.html_url,
  }));

/** A comment on a line of the diff. */
const lineCommentShape = z
  .object({
    id: z.number(),
    user: optionalAccountShape,
    body: z.string().nullish(),
    pull_request_url: z.string(),
  })
  .transform(({ id, user, body, pull_request_url: url }): LineComment => ({
    id,
    number: Number(url.slice(url.lastIndexOf("/") + 1)),
    author: user,
    body: body ?? "",
  }));

/** A review of a pull request. */
const reviewShape = z
  .object({
    id: z.number(),
    node_id: z.string(),
    user: optionalAccountShape,
    body: z.string().nullish(),
    state: z.enum(["APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED", "PENDING"]),
    commit_id: z.string().nullish(),
    submitted_at: z.string().nullish(),
    html_url: z.string(),
  })
  .transform((review): Review => ({
    id: review.id,
    nodeId: review.node_id,
    author: review.user,
    body: review.body ?? "",
    state: review.state,
    commitSha: review.commit_id ?? null,
    submittedAt: review.submitted_at ?? null,
    htmlUrl: review.html_url,
  }));

const query = `query ($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on IssueComment { id lastEditedAt }
    ... on PullRequestReview { id lastEditedAt }
  }
}`;
const nodeShape = z.object({ id: z.string().optional(), lastEditedAt: z.string().nullish() });
const answerShape = z.object({ nodes: z.array(nodeShape.nullable()) });
/** GitHub takes no more in one query. */
const idsPerQuery = 100;
const notShown: EditRecord = { lastEditedAt: null, isShown: false };

/** By node id, when each comment or review was last edited. */
export async function answerEdits(
  { session }: ReadContext,
  nodeIds: readonly string[],
): Promise<ReadonlyMap<string, EditRecord>> {
  const batches = Array.from({ length: Math.ceil(nodeIds.length / idsPerQuery) }, (_, index) =>
    nodeIds.slice(index * idsPerQuery, (index + 1) * idsPerQuery),
  );
  const answers = await Promise.all(
    batches.map(async (ids) => {
      const { nodes } = await askGraphQL(session, { query, variables: { ids }, schema: answerShape });
      return ids.map((nodeId, index): readonly [string, EditRecord] => [
        nodeId,
        toRecord(nodes[index] ?? null),
      ]);
    }),
  );
  return new Map(answers.flat());
}

function toRecord(node: z.infer<typeof nodeShape> | null): EditRecord {
  return node?.id === undefined ? notShown : { lastEditedAt: node.lastEditedAt ?? null, isShown: true };
}
