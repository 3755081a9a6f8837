import { accountOf } from "../world/people.ts";
import { may } from "../world/permissions.ts";
import type { Comment, LineComment, PullRequest, Reaction, Review } from "../world/pull-request-state.ts";
import type { Repository, State } from "../world/state.ts";
import { simpleUser } from "./account.ts";
import { appShape } from "./app.ts";
import { apiUrl, htmlUrl } from "./repository.ts";
import type { Schemas } from "./schemas.ts";

/** A comment in a pull request's conversation. */
export function commentShape(
  state: State,
  repository: Repository,
  comment: Comment,
): Schemas["issue-comment"] {
  const url = `${apiUrl(state, repository)}/issues/comments/${comment.id}`;
  const app = comment.appId === null ? undefined : state.apps.get(comment.appId);
  return {
    id: comment.id,
    node_id: commentNodeId(repository, comment),
    url,
    html_url: `${htmlUrl(state, repository)}/pull/${comment.number}#issuecomment-${comment.id}`,
    issue_url: `${apiUrl(state, repository)}/issues/${comment.number}`,
    user: simpleUser(state, accountOf(state, comment.authorId)),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: authorAssociation(state, repository, comment.authorId),
    performed_via_github_app: app === undefined ? null : appShape(state, app),
    reactions: rollUp(`${url}/reactions`, comment.reactions),
  };
}

/** Id of a comment in GraphQL. */
export function commentNodeId(repository: Repository, { id }: Comment): string {
  return `IC_${repository.id}_${id}`;
}

/** A reaction to a comment. */
export function reactionShape(state: State, reaction: Reaction): Schemas["reaction"] {
  return {
    id: reaction.id,
    node_id: `REA_${reaction.id}`,
    user: simpleUser(state, accountOf(state, reaction.accountId)),
    content: reaction.content,
    created_at: reaction.createdAt,
  };
}

/** A review of a pull request. */
export function reviewShape(
  state: State,
  repository: Repository,
  pull: PullRequest,
  review: Review,
): Schemas["pull-request-review"] {
  const html = `${htmlUrl(state, repository)}/pull/${pull.number}#pullrequestreview-${review.id}`;
  const pullUrl = `${apiUrl(state, repository)}/pulls/${pull.number}`;
  return {
    id: review.id,
    node_id: reviewNodeId(repository, review),
    user: simpleUser(state, accountOf(state, review.authorId)),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: pullUrl,
    author_association: authorAssociation(state, repository, review.authorId),
    _links: { html: { href: html }, pull_request: { href: pullUrl } },
    submitted_at: review.submittedAt,
    commit_id: review.commitSha,
  };
}

/** A comment on a line of the diff. */
export function lineCommentShape(
  state: State,
  repository: Repository,
  comment: LineComment,
): Schemas["pull-request-review-comment"] {
  const html = `${htmlUrl(state, repository)}/pull/${comment.number}#discussion_r${comment.id}`;
  const pullUrl = `${apiUrl(state, repository)}/pulls/${comment.number}`;
  const url = `${apiUrl(state, repository)}/pulls/comments/${comment.id}`;
  return {
    id: comment.id,
    node_id: `PRRC_${repository.id}_${comment.id}`,
    url,
    html_url: html,
    pull_request_url: pullUrl,
    pull_request_review_id: null,
    user: simpleUser(state, accountOf(state, comment.authorId)),
    body: comment.body,
    path: comment.path,
    line: 1,
    diff_hunk: "@@ -0,0 +1 @@",
    commit_id: comment.commitSha,
    original_commit_id: comment.commitSha,
    created_at: comment.createdAt,
    updated_at: comment.createdAt,
    author_association: authorAssociation(state, repository, comment.authorId),
    _links: { self: { href: url }, html: { href: html }, pull_request: { href: pullUrl } },
  };
}

/** Id of a review in GraphQL. */
export function reviewNodeId(repository: Repository, { id }: Review): string {
  return `PRR_${repository.id}_${id}`;
}

/** What GitHub calls someone's relation to a repository. */
export function authorAssociation(
  state: State,
  repository: Repository,
  accountId: number,
): Schemas["author-association"] {
  if (repository.ownerId === accountId) return "OWNER";
  const isMember = state.memberships.some(
    (item) =>
      item.organizationId === repository.ownerId && item.accountId === accountId && item.state === "active",
  );
  if (isMember) return "MEMBER";
  return may(state, repository, accountOf(state, accountId), "write") ? "COLLABORATOR" : "NONE";
}

function rollUp(url: string, reactions: readonly Reaction[]): Schemas["reaction-rollup"] {
  const count = (content: Reaction["content"]): number =>
    reactions.filter((reaction) => reaction.content === content).length;
  return {
    url,
    total_count: reactions.length,
    "+1": count("+1"),
    "-1": count("-1"),
    laugh: count("laugh"),
    confused: count("confused"),
    heart: count("heart"),
    hooray: count("hooray"),
    rocket: count("rocket"),
    eyes: count("eyes"),
  };
}
