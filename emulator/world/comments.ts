import { notFound, unprocessable } from "../http/problem.ts";
import { commentShape } from "../shapes/comment.ts";
import { issueShape } from "../shapes/pull-request.ts";
import type { Account } from "./people-state.ts";
import { type Comment, type Reaction, reactionContents } from "./pull-request-state.ts";
import { emitIn } from "./repositories.ts";
import { type Repository, type State, takeId } from "./state.ts";

const maxBodyCharacters = 65_536;

/** Writes a comment, as a bot or for a person where an App is named. */
export function addComment(
  state: State,
  repository: Repository,
  input: { number: number; author: Account; body: string; appId?: number | null },
): Comment {
  if (!repository.pullRequests.has(input.number)) throw notFound();
  checkBody(input.body);
  const at = state.clock.stamp();
  const comment: Comment = {
    id: takeId(state),
    number: input.number,
    authorId: input.author.id,
    appId: input.appId ?? null,
    body: input.body,
    createdAt: at,
    updatedAt: at,
    edit: null,
    isMinimized: false,
    reactions: [],
  };
  repository.comments.set(comment.id, comment);
  emitComment(state, repository, comment, { action: "created", sender: input.author });
  return comment;
}

/** Changes a comment's text; anyone with write access can do that to anybody's. */
export function editComment(
  state: State,
  repository: Repository,
  change: { comment: Comment; body: string; editor: Account },
): void {
  const { comment, body, editor } = change;
  checkBody(body);
  const from = comment.body;
  const at = state.clock.stamp();
  comment.body = body;
  comment.updatedAt = at;
  comment.edit = { editorId: editor.id, at };
  emitComment(state, repository, comment, {
    action: "edited",
    sender: editor,
    extra: { changes: { body: { from } } },
  });
}

/** Removes a comment. */
export function deleteComment(state: State, repository: Repository, comment: Comment, sender: Account): void {
  repository.comments.delete(comment.id);
  emitComment(state, repository, comment, { action: "deleted", sender });
}

/** Adds a reaction; `isNew` is false where the account had given it before. */
export function addReaction(
  state: State,
  comment: Comment,
  input: { account: Account; content: Reaction["content"] },
): { readonly reaction: Reaction; readonly isNew: boolean } {
  const { account, content } = input;
  const known = comment.reactions.find((item) => item.accountId === account.id && item.content === content);
  if (known !== undefined) return { reaction: known, isNew: false };
  const reaction = { id: takeId(state), accountId: account.id, content, createdAt: state.clock.stamp() };
  comment.reactions.push(reaction);
  return { reaction, isNew: true };
}

/** Whether GitHub has that reaction. */
export function isReactionContent(value: string): value is Reaction["content"] {
  return reactionContents.some((content) => content === value);
}

function emitComment(
  state: State,
  repository: Repository,
  comment: Comment,
  event: { action: string; sender: Account; extra?: Record<string, unknown> },
): void {
  const pull = repository.pullRequests.get(comment.number);
  if (pull === undefined) return;
  emitIn(state, repository, {
    name: "issue_comment",
    action: event.action,
    sender: event.sender,
    payload: {
      issue: issueShape(state, repository, pull),
      comment: commentShape(state, repository, comment),
      ...event.extra,
    },
  });
}

function checkBody(body: string): void {
  if (body.length > maxBodyCharacters) {
    throw unprocessable(`Body is too long (maximum is ${maxBodyCharacters} characters)`);
  }
  if (body.trim() === "") throw unprocessable("Body cannot be blank");
}
