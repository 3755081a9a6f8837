import { lineCommentShape, reviewShape } from "../shapes/comment.ts";
import { pullRequestSimple } from "../shapes/pull-request.ts";
import { unprocessable } from "../http/problem.ts";
import type { Account } from "./people-state.ts";
import type { LineComment, PullRequest, Review } from "./pull-request-state.ts";
import { emitIn } from "./repositories.ts";
import { type Repository, type State, takeId } from "./state.ts";

/** Submits a review of a commit, by default the head. */
export function submitReview(
  state: State,
  repository: Repository,
  input: {
    pull: PullRequest;
    author: Account;
    state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED";
    body: string;
    commitSha?: string;
  },
): Review {
  const { pull, author } = input;
  if (author.id === pull.authorId && input.state !== "COMMENTED") {
    throw unprocessable("Can not approve your own pull request");
  }
  const review: Review = {
    id: takeId(state),
    authorId: author.id,
    body: input.body,
    state: input.state,
    commitSha: input.commitSha ?? pull.head.sha,
    submittedAt: state.clock.stamp(),
    edit: null,
  };
  pull.reviews.set(review.id, review);
  pull.requestedUserIds.delete(author.id);
  emitReview(state, repository, { pull, review, action: "submitted", sender: author });
  return review;
}

/** Comments on the first line of a file. */
export function addLineComment(
  state: State,
  repository: Repository,
  input: { pull: PullRequest; author: Account; path: string; body: string },
): LineComment {
  const { pull, author, path, body } = input;
  const comment: LineComment = {
    id: takeId(state),
    number: pull.number,
    authorId: author.id,
    body,
    path,
    commitSha: pull.head.sha,
    createdAt: state.clock.stamp(),
  };
  pull.lineComments.set(comment.id, comment);
  emitIn(state, repository, {
    name: "pull_request_review_comment",
    action: "created",
    sender: author,
    payload: {
      comment: lineCommentShape(state, repository, comment),
      pull_request: pullRequestSimple(state, repository, pull),
    },
  });
  return comment;
}

/** Changes a review's text. */
export function editReview(
  state: State,
  repository: Repository,
  change: { pull: PullRequest; review: Review; body: string; editor: Account },
): void {
  const { pull, review, body, editor } = change;
  review.body = body;
  review.edit = { editorId: editor.id, at: state.clock.stamp() };
  emitReview(state, repository, { pull, review, action: "edited", sender: editor });
}

/** Dismisses a review. */
export function dismissReview(
  state: State,
  repository: Repository,
  change: { pull: PullRequest; review: Review; sender: Account },
): void {
  const { pull, review, sender } = change;
  if (review.state === "COMMENTED") throw unprocessable("Can not dismiss a commented pull request review");
  review.state = "DISMISSED";
  emitReview(state, repository, { pull, review, action: "dismissed", sender });
}

function emitReview(
  state: State,
  repository: Repository,
  event: { pull: PullRequest; review: Review; action: string; sender: Account },
): void {
  const { pull, review, action, sender } = event;
  const shape = reviewShape(state, repository, pull, review);
  emitIn(state, repository, {
    name: "pull_request_review",
    action,
    sender,
    payload: {
      review: { ...shape, state: review.state.toLowerCase() },
      pull_request: pullRequestSimple(state, repository, pull),
    },
  });
}
