import type { CommandOutcome } from "../../approval/commands/outcome.ts";
import { partName } from "../../gate/decide-part.ts";
import type { FeatureDecision, PullRequestDecision, Reminder, SubjectDecision } from "../../gate/decision.ts";
import { reminderMarker } from "../../gate/reminder.ts";
import { subjectsOf, waitingSubjects } from "../check-run/check-actions.ts";
import { approveCommand, exclusions, howToGoOn, people, textName } from "../check-run/how-to-approve.ts";
import { describeWord, overrideAlert, wordRow } from "../check-run/record.ts";
import { verdictSigns } from "../check-run/subject-blocks.ts";
import { link } from "../text/links.ts";
import { codeSpan, neutralize, neutralizeSentence } from "../text/neutralize.ts";
import { table } from "../text/table.ts";

/** The last line of the one comment that we keep up to date. */
const commentMarker = "<!-- plan-gate -->";

/** Is this the body of the comment that we keep, line ends aside? */
export function hasCommentMarker(body: string): boolean {
  return body.trimEnd().endsWith(`\n${commentMarker}`);
}

/** The verdict and the next step, in five lines; once merged, the final record. */
export function renderStickyComment(pr: PullRequestDecision): string {
  const alert = overrideAlert(pr);
  const red = alert === null ? [] : ["", alert];
  const lines = pr.isMerged ? merged(pr) : [heading(pr), ...features(pr.features), ...red, "", nextStep(pr)];
  return `${lines.join("\n")}\n\n${commentMarker}\n`;
}

/** The same comment while there is no verdict: why, and what to do. */
export function renderTroubleComment(title: string, details: readonly string[]): string {
  const lines = details.map((line) => neutralizeSentence(line, 1_000)).join(" ");
  return `**${verdictSigns.failure} ${neutralize(title, 255)}**\n\n${lines}\n\n${commentMarker}\n`;
}

const maxFeatures = 3;
const maxRows = 9;
/** GitHub takes 65,536 in a comment. */
const maxRecordCharacters = 60_000;
const maxReason = 140;

function heading(pr: PullRequestDecision): string {
  return `**${verdictSigns[pr.verdict]} ${neutralize(pr.title, 200)}**`;
}

/** Of several features, the most urgent. */
function features(decisions: readonly FeatureDecision[]): readonly string[] {
  if (decisions.length < 2) return [];
  const shown = decisions.slice(0, maxFeatures).map((decision) => {
    const { title, verdict } = decision;
    return `${verdictSigns[verdict]} ${neutralize(partName(decision), 80)}: ${neutralize(title, 120)}`;
  });
  const more = decisions.length - shown.length;
  const rest = more === 0 ? [] : [`and ${more} more`];
  return ["", [...shown, ...rest].map((line) => `- ${line}`).join("\n")];
}

function nextStep(pr: PullRequestDecision): string {
  const check = link("the check `plan-gate`", `${pr.htmlUrl}/checks`);
  const waiting = waitingSubjects(pr);
  switch (pr.verdict) {
    case "success":
      return `Nothing to do here. A change of the plan's text asks for approval again; ${check} has the record.`;
    case "action_required":
      return waiting.length === 0 ? `Next: ${check} says what it waits for.` : `Next: ${approve(pr, check)}`;
    case "failure":
      return (
        rejection(pr, check) ??
        `${missing(pr)}Next: ${check} says what to change and where. Push the change, and it looks again.`
      );
  }
}

/** Who said no to a text, why, and how that ends; `null` where nobody did. */
function rejection(pr: PullRequestDecision, check: string): string | null {
  const rejected = subjectsOf(pr).flatMap((subject) =>
    subject.approval.state === "rejected"
      ? subject.approval.rejections.map((word) => ({ subject, word }))
      : [],
  );
  const [first] = rejected;
  if (first === undefined) return null;
  const said = rejected.slice(0, maxFeatures).map(({ word: { login, reason } }) => {
    return `${codeSpan(`@${login}`, 50)}${reason === null ? "" : `: “${neutralize(reason, maxReason)}”`}`;
  });
  const more = rejected.length > maxFeatures ? [`${rejected.length - maxFeatures} more`] : [];
  const isOneText = rejected.every(({ subject }) => subject === first.subject);
  const next = isOneText
    ? howToGoOn(first.subject, pr, `the button of ${check}`)
    : `${check} says what to do about each text`;
  return `Rejected by ${[...said, ...more].join(", ")}. Next: ${next}.`;
}

/** The rows that keep a single plan shut. */
function missing({ features: [first, ...others] }: PullRequestDecision): string {
  const judged = first !== undefined && "judged" in first.outcome ? first.outcome.judged : null;
  if (judged === null || others.length > 0) return "";
  const titles = judged.failing.slice(0, maxRows).map(({ title }) => neutralize(title, 100));
  return titles.length === 0 ? "" : `Missing: ${titles.join(", ")}. `;
}

function approve(pr: PullRequestDecision, check: string): string {
  const waiting = waitingSubjects(pr);
  const states = waiting.map(({ approval }) => approval).filter((approval) => approval.state === "waiting");
  const excluded = exclusions(states.flatMap((state) => state.excluded)).map((said) => ` ${said}`);
  if (states.every(({ isLockedOut }) => isLockedOut))
    return `${check} says how to go on: too few of those who may decide could approve this.${excluded.join("")}`;
  const commands = waiting.slice(0, maxFeatures).map(approveCommand).join(", ");
  const ways = pr.methods.map((method) => {
    switch (method) {
      case "comment":
        return `comment ${commands}`;
      case "button":
        return "press the button there";
      case "review":
        return `approve in a review that says ${commands}`;
    }
  });
  const who = pr.designated.length === 0 ? "" : ` Who may: ${people(pr.designated)}.`;
  const [text = "the plan", ...others] = [...new Set(waiting.map(textName))];
  const read = others.length === 0 ? text : "the texts";
  return `read ${read} as ${check} shows ${others.length === 0 ? "it" : "them"}, then ${ways.join(", or ")}.${who}${excluded.join("")}`;
}

function merged(pr: PullRequestDecision): readonly string[] {
  if (pr.record.length === 0) return ["**Merged.** No plan needed approval here."];
  const rows = newestRows(
    pr.record.map((word) => [codeSpan(word.subject, 100), ...wordRow(word, describeWord(word), pr)]),
  );
  const check = link("the check `plan-gate`", `${pr.htmlUrl}/checks`);
  const left = pr.record.length - rows.length;
  return [
    "**Merged.** This is the record of what was decided:",
    "",
    table(["Text of", "Who", "Decision", "When", "How", "Digest"], rows),
    ...(left === 0
      ? []
      : [
          "",
          `${left} earlier ${left === 1 ? "decision is" : "decisions are"} left out to fit; ${check} had them.`,
        ]),
  ];
}

/** As many of the last rows as a comment has room for, in their order. */
function newestRows(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  let room = maxRecordCharacters;
  const start = rows.findLastIndex((row) => {
    room -= row.join(" | ").replaceAll("|", String.raw`\|`).length + 5;
    return room < 0;
  });
  return rows.slice(start + 1);
}

/** The answer to a command that was turned away: to whom, why, and what to do. */
export function renderReply(outcome: Extract<CommandOutcome, { state: "refused" }>): string {
  return `${codeSpan(`@${outcome.login}`, 50)}: ${neutralize(outcome.message, 1_500)}\n`;
}

/** To a command that could not be decided: why, and what to do. `login` is of whoever wrote it. */
export function renderUndecided(login: string, why: string, details: readonly string[]): string {
  const lines = [why, ...details].map((line) => neutralizeSentence(line, 1_000)).join(" ");
  return `${codeSpan(`@${login}`, 50)}: the command could not be decided. ${lines}\n`;
}

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
