import { isOwnComment } from "../../pull-request/own-comment.ts";
import type { Need } from "../../pull-request/need.ts";
import type { Account } from "../../pull-request/account.ts";
import type { Comment, Review } from "../../pull-request/snapshot.ts";
import type { ParsedComment } from "../../slash-commands/command.ts";
import { parseComment } from "../../slash-commands/parse-comment.ts";
import { factOf, type ApprovalFacts } from "../facts.ts";
import { findPerson } from "../people/person.ts";
import { isCommentDecided, isReviewDecided } from "../record/ledger.ts";

/** A comment or a review in which somebody speaks to the gate. */
export interface Utterance {
  readonly method: "comment" | "review";
  readonly id: number;
  readonly nodeId: string;
  readonly author: Account;
  /** Slug of the App it was written through; GitHub does not tell of reviews. */
  readonly viaApp: string | null;
  readonly url: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly said: Exclude<ParsedComment, { readonly state: "none" }>;
  /** Of a review; else `null`. */
  readonly review: Pick<Review, "state" | "commitSha"> | null;
}

/** What was not decided yet, in the order of deciding: by time, comments by id. */
export function newSources(input: ApprovalFacts): readonly Utterance[] {
  const { entry, config } = input;
  const unread = input.comments.filter(({ id }) => !isCommentDecided(entry, id));
  const comments = unread.flatMap((comment) => commentSource(input, comment)).toSorted((a, b) => a.id - b.id);
  const reviews = config.methods.includes("review") ? input.reviews.flatMap(reviewSource) : [];
  const undecided = reviews.filter(({ id }) => !isReviewDecided(entry, id));

  let latest = "";
  const timed = comments.map((source) => {
    latest = source.at > latest ? source.at : latest;
    return { source, at: latest };
  });
  return [...undecided.map((source) => ({ source, at: source.at })), ...timed]
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .map(({ source }) => source);
}

/** Decided comments that look like commands only since they were edited: their authors wait for an answer. */
export function editedSources(input: ApprovalFacts): readonly Utterance[] {
  const { entry } = input;
  const { words, replies } = entry;
  const isAnswered = (comment: Comment) =>
    words.some(({ sourceId }) => sourceId === String(comment.id)) ||
    replies.some(({ personId, reason }) => reason === "edited" && personId === comment.author?.id);
  return input.comments
    .filter((comment) => isCommentDecided(entry, comment.id) && comment.createdAt !== comment.updatedAt)
    .filter((comment) => !isAnswered(comment))
    .flatMap((comment) => commentSource(input, comment));
}

function commentSource({ app }: ApprovalFacts, comment: Comment): readonly Utterance[] {
  const { id, nodeId, author, viaApp, htmlUrl: url, createdAt: at } = comment;
  if (author === null || isOwnComment(comment, app)) return [];
  const said = parseComment(comment.body);
  if (said.state === "none") return [];
  return [{ method: "comment", id, nodeId, author, viaApp, url, at, said, review: null }];
}

/** A dismissed review says nothing, and cannot come back. */
function reviewSource(review: Review): readonly Utterance[] {
  const { id, nodeId, author, htmlUrl: url, submittedAt: at, state } = review;
  if (author === null || at === null || state === "DISMISSED" || state === "PENDING") return [];
  const said = parseComment(review.body);
  if (said.state === "none") return [];
  return [{ method: "review", id, nodeId, author, viaApp: null, url, at, said, review }];
}

/** What must be read to decide a comment or a review. A bot is turned away unread. */
export function sourceNeeds(input: ApprovalFacts, { nodeId, author }: Utterance): readonly Need[] {
  if (author.type !== "User") return [];
  const found = findPerson(input, author);
  const people = found.state === "unread" ? found.needs : [];
  const isRead = factOf(input.facts.edits, nodeId) !== undefined;
  return isRead ? people : [{ type: "edit", nodeId }, ...people];
}
