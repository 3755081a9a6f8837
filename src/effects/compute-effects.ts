import { formatLedger } from "../approval/record/ledger.ts";
import type { Decision, PullRequestDecision } from "../gate/decision.ts";
import type { PullRequestSnapshot, Repository } from "../pull-request/snapshot.ts";
import { renderReminder } from "../render/comment/reminder.ts";
import { checkRunEffects } from "./check-run-effects.ts";
import { commandEffects } from "./command-effects.ts";
import { stickyCommentEffects } from "./comment-effects.ts";
import type { Effect } from "./effect.ts";
import { owedReplies } from "./owed-replies.ts";

/**
 * What must be written so that GitHub shows the decision: the verdict first, then answers, then the
 * comment and requests for review. Empty when GitHub shows it already.
 */
export function computeEffects(snapshot: PullRequestSnapshot, decision: Decision): readonly Effect[] {
  const { pullRequests } = decision;
  const comments = pullRequests.flatMap((pr) => stickyCommentEffects(snapshot, pr, decision.isClosed));
  if (decision.isClosed) return comments;
  const repository = repositoryOf(snapshot);
  // What the record cannot keep is decided again: nobody is told that it counts.
  const kept = formatLedger(decision.ledger) === null ? [] : pullRequests;
  return [
    ...(repository === null ? [] : checkRunEffects(snapshot, decision, repository)),
    ...kept.flatMap((pr) => commandEffects(pr.number, pr.commands)),
    ...pullRequests.flatMap((pr) => owedReplies(snapshot, pr.number, decision.ledger)),
    ...comments,
    ...kept.flatMap(reminders),
    ...pullRequests.flatMap(reviewRequests),
  ];
}

/** The repository, from whichever fact names it; `null` where none does, and then nothing can be shown. */
function repositoryOf({ facts }: PullRequestSnapshot): Repository | null {
  const pulls = [...Object.values(facts.pulls), ...Object.values(facts.pullsOfHead).flat()];
  return facts.repository ?? pulls.find((pull) => !!pull)?.repository ?? null;
}

function reminders(pr: PullRequestDecision): readonly Effect[] {
  if (pr.reminder === null) return [];
  return [{ type: "create-comment", number: pr.number, body: renderReminder(pr, pr.reminder) }];
}

function reviewRequests({
  number,
  requestReviewers: { users, teams },
}: Decision["pullRequests"][number]): readonly Effect[] {
  if (users.length + teams.length === 0) return [];
  return [{ type: "request-reviewers", number, users, teams }];
}
