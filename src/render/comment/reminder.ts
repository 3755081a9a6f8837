import type { PullRequestDecision, Reminder, SubjectDecision } from "../../gate/decision.ts";
import { reminderMarker } from "../../gate/reminder.ts";
import { waitingSubjects } from "../check-run/check-actions.ts";
import { approveCommand } from "../check-run/how-to-approve.ts";
import { link } from "../text/links.ts";
import { neutralize } from "../text/neutralize.ts";

const maxNames = 10;
const maxCommands = 3;

/** Names that notify: a login, or a team of an organization. */
const mention = /^@[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\/[A-Za-z0-9_][A-Za-z0-9_.-]{0,99})?$/;

/** Asks those who may approve, by name, to do so: the only text of ours that notifies anybody. */
export function renderReminder(pr: PullRequestDecision, { since, at }: Reminder): string {
  const waiting = waitingSubjects(pr);
  const names = pr.designated.filter((name) => !isOut(name, waiting)).slice(0, maxNames);
  const called = names.map((name) => (mention.test(name) ? name : neutralize(name, 100))).join(", ");
  const check = link("the check `plan-gate`", `${pr.htmlUrl}/checks`);
  const commands = waiting.slice(0, maxCommands).map(approveCommand).join(", ");
  const way = pr.methods.includes("comment") ? ` To approve it, comment ${commands}.` : "";
  return `**Waiting for approval since ${since.slice(0, 10)}.** Who may: ${called}.\n\nRead the plan as ${check} shows it, and approve it or turn it down.${way}\n\n${reminderMarker(at)}\n`;
}

/** Has somebody approved all that waits, or may they not? */
function isOut(name: string, waiting: readonly SubjectDecision[]): boolean {
  const login = name.slice(1).toLowerCase();
  return waiting.every(
    ({ approval }) =>
      approval.state !== "waiting" ||
      [...approval.excluded, ...approval.approvals].some((one) => one.login.toLowerCase() === login),
  );
}
