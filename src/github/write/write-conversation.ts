import { z } from "zod";
import type { Effect } from "../../effects/effect.ts";
import { isOwnComment, lastLine } from "../../pull-request/own-comment.ts";
import { answerComments } from "../read/answer-conversation.ts";
import { GitHubError } from "../client/github-error.ts";
import type { Session } from "../client/session.ts";

/** Everything we write besides the check run: courtesies, on which no verdict depends. */
export type Courtesy = Exclude<Effect, { readonly type: "create-check-run" | "update-check-run" }>;

const anything = z.unknown();

/** Where it is written, and as whom. */
interface Lane {
  readonly session: Session;
  readonly app: { readonly id: number; readonly slug: string };
}

/** Writes a reaction, a comment, or a request for review. Throws a `GitHubError` where GitHub refuses. */
export async function writeCourtesy({ session, app }: Lane, effect: Courtesy): Promise<void> {
  switch (effect.type) {
    case "react":
      await session.send({
        route: "POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions",
        parameters: { comment_id: effect.on.id, content: effect.reaction },
        schema: anything,
      });
      return;
    case "create-comment":
      if (effect.mayExist === true && (await isThere({ session, app }, effect))) return;
      await session.send({
        route: "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
        parameters: { issue_number: effect.number, body: effect.body },
        schema: anything,
      });
      return;
    case "update-comment":
      await session.send({
        route: "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}",
        parameters: { comment_id: effect.commentId, body: effect.body },
        schema: anything,
      });
      return;
    case "request-reviewers":
      await requestReviewers(session, effect);
      return;
  }
}

/** Has the App written this comment already? Past as many comments as are read it is not written again. */
async function isThere(
  { session, app }: Lane,
  { number, body }: Extract<Courtesy, { readonly type: "create-comment" }>,
): Promise<boolean> {
  const listing = await answerComments(
    { session, app, shortenComments: (bodies) => Promise.resolve(bodies.map(() => "")) },
    number,
  );
  if (listing.state !== "complete") return true;
  return listing.items.some(
    (comment) => isOwnComment(comment, app) && lastLine(comment.body) === lastLine(body),
  );
}

type ReviewRequest = Extract<Courtesy, { readonly type: "request-reviewers" }>;

/** All at once; where GitHub turns the list down for one of them, one by one, so that the others are asked. */
async function requestReviewers(session: Session, { number, users, teams }: ReviewRequest): Promise<void> {
  const ask = async (reviewers: readonly string[], teamReviewers: readonly string[]) =>
    session.send({
      route: "POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers",
      parameters: { pull_number: number, reviewers, team_reviewers: teamReviewers },
      schema: anything,
    });
  try {
    await ask(users, teams);
  } catch (error) {
    const isAboutOne =
      error instanceof GitHubError && error.code === "rejected" && users.length + teams.length > 1;
    if (!isAboutOne) throw error;
    const outcomes = [];
    for (const user of users) outcomes.push(await ask([user], []).catch(() => null));
    for (const team of teams) outcomes.push(await ask([], [team]).catch(() => null));
    if (outcomes.every((outcome) => outcome === null)) throw error;
  }
}
