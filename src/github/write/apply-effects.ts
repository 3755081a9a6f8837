import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { describeFailure } from "../client/describe-failure.ts";
import { GitHubError } from "../client/github-error.ts";
import type { Session } from "../client/session.ts";
import { type WriteLane, writeCheckRun } from "./write-check-run.ts";
import { type CheckRunEffect, type Effect, isCheckRunEffect } from "../../effects/effect.ts";
import { isOwnComment, lastLine } from "../../pull-request/own-comment.ts";
import { answerComments } from "../read/answer-conversation.ts";

/** What was written, for logs and metrics. */
export interface Applied {
  /** Of the check run that was created or updated; `null` where none was. */
  readonly checkRunId: number | null;
  readonly written: readonly Effect["type"][];
  /** Courtesies that GitHub refused, or did not take in several tries; no verdict depends on them. */
  readonly failed: readonly { readonly type: Courtesy["type"]; readonly error: GitHubError }[];
}

interface WriteLanes {
  /** For check runs: never waits behind the others. */
  readonly checkRuns: Session;
  /** For all that notifies people: GitHub wants seconds between such writes. */
  readonly conversation: Session;
  readonly app: { readonly id: number; readonly slug: string };
  /** Between two tries of one courtesy. */
  readonly pausesMs?: readonly number[];
}

const usualPausesMs = [1_000, 5_000, 25_000];
/** Where GitHub asks for more, the courtesy is left to a later evaluation. */
const maxPauseMs = 300_000;

/** The verdict first, then the answer to whoever wrote a command, then the rest. */
const courtesyOrder: readonly Courtesy["type"][] = [
  "react",
  "update-comment",
  "create-comment",
  "request-reviewers",
];

/** Writes the effects. Throws a `GitHubError` where the check run could not be written; then nothing else is. */
export async function applyEffects(lanes: WriteLanes, effects: readonly Effect[]): Promise<Applied> {
  const written: Effect["type"][] = [];
  const failed: { type: Courtesy["type"]; error: GitHubError }[] = [];
  let checkRunId: number | null = null;
  for (const effect of effects) {
    if (!isCheckRunEffect(effect)) continue;
    checkRunId = await writeCheckRun({ session: lanes.checkRuns, app: lanes.app }, effect);
    written.push(effect.type);
  }
  for (const effect of courtesiesIn(effects)) {
    const error = await writePatiently(lanes, effect);
    if (error === null) written.push(effect.type);
    else failed.push({ type: effect.type, error });
  }
  return { checkRunId, written, failed };
}

/** Tries again what may succeed later; a comment that may have been written after all is looked for first. */
async function writePatiently(
  { conversation: session, app, pausesMs = usualPausesMs }: WriteLanes,
  effect: Courtesy,
): Promise<GitHubError | null> {
  for (let tries = 1; ; tries += 1) {
    const isComment = tries > 1 && effect.type === "create-comment";
    try {
      await writeCourtesy({ session, app }, isComment ? { ...effect, mayExist: true } : effect);
      return null;
    } catch (error) {
      const failure = describeFailure(error, effect.type, session.repo);
      const pauseMs = Math.max(pausesMs[tries - 1] ?? Infinity, failure.retryAfterMs ?? 0);
      if (!isWorthAnotherTry(failure) || pauseMs > maxPauseMs) return failure;
      await delay(pauseMs, undefined, { ref: false });
    }
  }
}

/** What is not there, such as a deleted comment, does not come back; what GitHub finds wrong with a request stays. */
function isWorthAnotherTry({ code, status, retryable }: GitHubError): boolean {
  return retryable && code !== "not-found" && !(code === "rejected" && status === 422);
}

function courtesiesIn(effects: readonly Effect[]): readonly Courtesy[] {
  const courtesies = effects.flatMap((effect): readonly Courtesy[] =>
    isCheckRunEffect(effect) ? [] : [effect],
  );
  return courtesies.sort(
    (left, right) => courtesyOrder.indexOf(left.type) - courtesyOrder.indexOf(right.type),
  );
}

/** Everything we write besides the check run: courtesies, on which no verdict depends. */
type Courtesy = Exclude<Effect, CheckRunEffect>;

const anything = z.unknown();

/** Writes a reaction, a comment, or a request for review. Throws a `GitHubError` where GitHub refuses. */
async function writeCourtesy({ session, app }: WriteLane, effect: Courtesy): Promise<void> {
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
  { session, app }: WriteLane,
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
