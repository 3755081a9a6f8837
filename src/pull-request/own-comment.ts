import type { Comment, PullRequestSnapshot } from "./snapshot.ts";

/** Was the comment written by this App itself? People who act through the App do not count. */
export function isOwnComment(comment: Comment, app: PullRequestSnapshot["app"]): boolean {
  return comment.author?.type === "Bot" && comment.author.login.toLowerCase() === `${app.slug}[bot]`;
}

/**
 * The last line of a comment of ours: no two on one pull request have the same, and where it is a marker nobody sees
 * it.
 */
export function lastLine(body: string): string {
  const text = body.trimEnd();
  return text.slice(text.lastIndexOf("\n") + 1);
}

/** Stands above the last line of what we wrote before anything was shown or decided on a pull request. */
const nothingRecorded = "<!-- plan-gate: nothing recorded yet -->";

/** The same comment of ours, saying that no record was there when it was written. */
export function markNothingRecorded(body: string): string {
  const last = lastLine(body);
  return `${body.trimEnd().slice(0, -last.length)}${nothingRecorded}\n${last}\n`;
}

/** Was no record there when this comment of ours was written? Then it is no sign that one is missing. */
export function wasNothingRecorded(body: string): boolean {
  return body.trimEnd().split("\n").at(-2)?.trim() === nothingRecorded;
}
