import { quote } from "../../slash-commands/quote.ts";
import type { RefusalReason } from "./outcome.ts";

/** Why a command does not count: a fact, then what to do, in neutral Markdown. */
export interface Refusal {
  readonly reason: RefusalReason;
  readonly message: string;
}

/** Somebody's name in a message: as inline code it notifies nobody. */
export function person(login: string): string {
  return quote(login);
}

/** `a`, `b` and 3 more: names as inline code. */
export function nameList(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => quote(name));
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}

const sentences: Readonly<Record<RefusalReason, string>> = {
  "not-designated": "You are not among those who may decide here. The check says who may.",
  "cannot-write":
    "Who is named among those who may decide has to be able to write to the repository. Ask for write access.",
  "account-changed":
    "Another account decided here under that login before. Somebody else who may decide has to.",
  author: "You opened this pull request. Somebody else has to approve.",
  committer: "You took part in the text. Somebody else has to approve.",
  bot: "A bot does not decide on plans. A person has to write the command.",
  "via-app": "It was written through an App, and an App does not decide on plans. Write the command by hand.",
  suspended: "The account is suspended. Somebody else has to decide.",
  edited: "The comment was edited. Write the command in a new comment.",
  stale: "The check had not shown this text before. Read what it shows, and approve again.",
  "not-ready": "Approval is not all that is missing. The check says what else is.",
  "unknown-feature": "It names a feature that is not changed here. The check names those that are.",
  "ambiguous-feature": "Several features have the id that it names. Name the feature by its path.",
  "nothing-to-approve": "No plan is changed here, so there is nothing to decide.",
  "digest-mismatch": "Its digest is not that of the text here. Copy the command from the check.",
  "nothing-to-revoke": "There is nothing to take back.",
  "record-lost":
    "Earlier decisions could not be read. Review the plan as it is now and write the command again.",
  "record-full":
    "The check has no room left to keep it. Where another pull request has the same head push a commit, else split this one.",
  "unknown-rule": "It names no row that can be waived. The check shows the ids of those that fail.",
  "reason-missing": "It has no reason. Write the command again, with a reason after it.",
  "override-off":
    "Nobody overrides here: the settings on the default branch say so. Have the plan approved instead.",
  "not-admin": "Only administrators of the repository override. Have the plan approved, or ask one of them.",
  rejected: "Somebody rejected the text, and an override does not lift that. Whoever rejected it has to.",
  "method-off": "This way to approve is turned off here. The check says how to approve.",
  misplaced: "Commands do not count there. Write it as a comment in the conversation of the pull request.",
  malformed:
    "It is not written as a command. Write it alone on a line, with an empty line before and after it.",
  "look-alike": "It has characters that only look like those of a command. Type it by hand, in plain ASCII.",
  contradiction: "Its commands contradict each other. Write one of them in a comment of its own.",
  "too-long": "The comment is too long. Write the command in a comment of its own.",
  "too-many-commits": "The pull request has more commits than are read. Open one with fewer commits.",
};
const inBrief = new Map<string, string>(Object.entries(sentences));

/**
 * Why a command does not count, and what to do, in one or two sentences that fit every case of the reason.
 * `null` for what is no reason.
 */
export function refusalInBrief(reason: string): string | null {
  return inBrief.get(reason) ?? null;
}
