import { z } from "zod";
import { type Call, created, numberParam, ok, type Route, senderOf } from "../http/call.ts";
import { readBody } from "../http/body.ts";
import { inRepository, requireRole } from "../http/in-repository.ts";
import { page } from "../http/pagination.ts";
import { notFound, unprocessable } from "../http/problem.ts";
import { commentShape, reactionShape } from "../shapes/comment.ts";
import { addComment, addReaction, deleteComment, editComment, isReactionContent } from "../world/comments.ts";
import type { Comment } from "../world/pull-request-state.ts";
import type { Repository } from "../world/state.ts";

const bodySchema = z.object({ body: z.string() });
const reactionSchema = z.object({ content: z.string() });
const readers = ["issues:read", "pull_requests:read"];
const writers = ["issues:write", "pull_requests:write"];

/** Comments in conversations, and reactions to them. */
export const commentRoutes: readonly Route[] = [
  inRepository("GET /issues/{number}/comments", readers, (call, repository) => {
    const number = numberParam(call, "number");
    if (!repository.pullRequests.has(number)) throw notFound();
    const since = Date.parse(call.query.get("since") ?? "1970-01-01T00:00:00Z");
    const found = [...repository.comments.values()].filter(
      (comment) => comment.number === number && Date.parse(comment.updatedAt) >= since,
    );
    return page(call, found, (comment) => commentShape(call.state, repository, comment));
  }),
  inRepository("GET /issues/comments", readers, (call, repository) => {
    const since = Date.parse(call.query.get("since") ?? "1970-01-01T00:00:00Z");
    const found = [...repository.comments.values()].filter(({ updatedAt }) => Date.parse(updatedAt) >= since);
    const newestFirst = call.query.get("direction") === "desc" ? found.toReversed() : found;
    return page(call, newestFirst, (comment) => commentShape(call.state, repository, comment));
  }),
  inRepository("POST /issues/{number}/comments", writers, (call, repository) => {
    const { body } = readBody(call, bodySchema);
    const comment = addComment(call.state, repository, {
      number: numberParam(call, "number"),
      author: senderOf(call),
      body,
      appId: appIdOf(call),
    });
    return created(commentShape(call.state, repository, comment));
  }),
  inRepository("GET /issues/comments/{comment}", readers, (call, repository) =>
    ok(commentShape(call.state, repository, commentOf(call, repository))),
  ),
  inRepository("PATCH /issues/comments/{comment}", writers, (call, repository) => {
    const { body } = readBody(call, bodySchema);
    const comment = commentOf(call, repository);
    const editor = senderOf(call);
    if (editor.id !== comment.authorId) requireRole(call, repository, "write");
    editComment(call.state, repository, { comment, body, editor });
    return ok(commentShape(call.state, repository, comment));
  }),
  inRepository("DELETE /issues/comments/{comment}", writers, (call, repository) => {
    const comment = commentOf(call, repository);
    const sender = senderOf(call);
    if (sender.id !== comment.authorId) requireRole(call, repository, "write");
    deleteComment(call.state, repository, comment, sender);
    return { status: 204, body: null };
  }),
  inRepository("GET /issues/comments/{comment}/reactions", readers, (call, repository) =>
    page(call, commentOf(call, repository).reactions, (reaction) => reactionShape(call.state, reaction)),
  ),
  inRepository("POST /issues/comments/{comment}/reactions", writers, (call, repository) => {
    const { content } = readBody(call, reactionSchema);
    if (!isReactionContent(content)) throw unprocessable("content is not a reaction");
    const input = { account: senderOf(call), content };
    const { reaction, isNew } = addReaction(call.state, commentOf(call, repository), input);
    return { status: isNew ? 201 : 200, body: reactionShape(call.state, reaction) };
  }),
];

function commentOf(call: Call, repository: Repository): Comment {
  const comment = repository.comments.get(numberParam(call, "comment"));
  if (comment === undefined) throw notFound();
  return comment;
}

function appIdOf({ actor }: Call): number | null {
  switch (actor.type) {
    case "installation":
    case "app":
      return actor.app.id;
    case "person":
      return actor.app?.id ?? null;
    case "anonymous":
      return null;
  }
}
