import type { Comment, PullRequestSnapshot } from "./snapshot.ts";

/** Was the comment written by this App itself? People who act through the App do not count. */
export function isOwnComment(comment: Comment, app: PullRequestSnapshot["app"]): boolean {
  return comment.author?.type === "Bot" && comment.author.login.toLowerCase() === `${app.slug}[bot]`;
}
