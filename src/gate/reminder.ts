import type { WordsDecision } from "../approval/decide-words.ts";
import { secondsBetween } from "../approval/record/seconds.ts";
import type { Config } from "../config/config.ts";
import { isOwnComment, lastLine } from "../pull-request/own-comment.ts";
import type { PullRequest, PullRequestSnapshot } from "../pull-request/snapshot.ts";
import { itemsOf } from "./situation.ts";
import type { Reminder, Obstacle } from "./decision.ts";
import type { Gated } from "./subjects.ts";

const aWeekSeconds = 7 * 86_400;

/** What a reminder is decided from. */
export interface ReminderQuestion {
  readonly config: Config;
  readonly gated: Gated;
  readonly words: WordsDecision;
  readonly obstacles: readonly Obstacle[];
}

/**
 * Those who may approve are reminded where approval is all that has been missing for as long as the settings say: not
 * of a draft, not of what nobody could approve, and once a week at most. When that was is in the record, and in the
 * comment should the record be lost: a reminder that somebody deletes does not come back.
 */
export function reminderDue(
  snapshot: PullRequestSnapshot,
  pull: PullRequest,
  { config, gated, words, obstacles }: ReminderQuestion,
): Reminder | null {
  const afterSeconds = secondsOf(config.remind_after);
  const isShut = obstacles.some(({ verdict }) => verdict === "failure");
  if (afterSeconds === null || pull.isDraft || isShut) return null;
  const { readAt } = snapshot;
  const [since] = waitingSince(gated, words).toSorted();
  if (since === undefined || secondsBetween(since, readAt) < afterSeconds) return null;
  const isRecent = (at: string) => secondsBetween(at, readAt) < aWeekSeconds;
  if (earlierReminders(snapshot, pull, words).some(isRecent)) return null;
  return { since, at: readAt };
}

/** The last line of a reminder, which nobody sees; two of one day are one. */
export function reminderMarker(at: string): string {
  return `<!-- plan-gate: reminder, ${at.slice(0, 10)} -->`;
}

const markerForm = /^<!-- plan-gate: reminder, \d{4}-\d{2}-\d{2} -->$/;

function secondsOf(duration: string): number | null {
  const [, count, unit] = /^(\d{1,3})([hd])$/.exec(duration) ?? [];
  return count === undefined ? null : Number(count) * (unit === "d" ? 86_400 : 3_600);
}

/** When the check first showed each text that waits and could be approved. */
function waitingSince({ subjects }: Gated, { bySubject, entry }: WordsDecision): readonly string[] {
  return subjects.flatMap(({ subject, digest }) => {
    const said = bySubject[subject];
    const isWaiting =
      said?.isReady === true && said.approval.state === "waiting" && !said.approval.isLockedOut;
    const shown = entry.shown.findLast((text) => text.subject === subject);
    const isShown = shown?.digest === digest && shown.isUnready !== true && shown.at !== null;
    return isWaiting && isShown ? [shown.at] : [];
  });
}

/** Comments of others are none, however alike. */
function earlierReminders(
  { facts, app }: PullRequestSnapshot,
  { number }: PullRequest,
  { entry }: WordsDecision,
): readonly string[] {
  const own = itemsOf(facts.comments[String(number)]).filter(
    (comment) => isOwnComment(comment, app) && markerForm.test(lastLine(comment.body)),
  );
  const written = own.map(({ createdAt }) => createdAt);
  return entry.remindedAt === undefined ? written : [...written, entry.remindedAt];
}
