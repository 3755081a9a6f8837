import { z } from "zod";
import type { Comment, LineComment, Review } from "../../pull-request/snapshot.ts";
import { optionalAccountShape } from "./account-shape.ts";

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
export const lineCommentShape = z
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
export const reviewShape = z
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
