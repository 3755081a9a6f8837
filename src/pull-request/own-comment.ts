import type { Comment, PullRequestSnapshot } from "./snapshot.ts";

/** Was the comment written by this App itself? People who act through the App do not count. */
export function isOwnComment(comment: Comment, app: PullRequestSnapshot["app"]): boolean {
  return comment.author?.type === "Bot" && comment.author.login.toLowerCase() === `${app.slug}[bot]`;
}

/** The last line of a comment of ours: no two on one pull request have the same, and where it is a marker nobody sees it. */
export function lastLine(body: string): string {
  const text = body.trimEnd();
  return text.slice(text.lastIndexOf("\n") + 1);
}
