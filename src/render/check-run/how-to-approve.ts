import { isOnlyAName } from "../../approval/commands/targets.ts";
import { subjectKind } from "../../approval/approval.ts";
import type { WaitingState } from "../../approval/commands/outcome.ts";
import { shortDigest } from "../../approval/digest.ts";
import type { PullRequestDecision, SubjectDecision } from "../../gate/decision.ts";
import { codeSpan, neutralize } from "../text/neutralize.ts";
import { quoteBlock } from "../text/quote-block.ts";
import { visibleLine } from "../text/visible-text.ts";

/** The command that approves exactly this text, as a code span. */
export function approveCommand(subject: SubjectDecision): string {
  return commandFor(subject, "/approve", shortDigest(subject.digest));
}

/**
 * What can be done about a rejected text: `change the plan`, and how whoever rejected it takes that back.
 * `button` says which button that is.
 */
export function howToGoOn(subject: SubjectDecision, pr: PullRequestDecision, button: string): string {
  const ways = pr.methods.flatMap((method) => {
    switch (method) {
      case "comment":
        return `comment ${commandFor(subject, "/revoke")} on the pull request`;
      case "button":
        return subject.isReady ? `press ${button}` : [];
      case "review":
        return subject.isReady ? `approve in a review that says ${approveCommand(subject)}` : [];
    }
  });
  const back = ways.length === 0 ? "" : `, or have them take it back: they can ${ways.join(", or ")}`;
  return `change ${textName(subject)}${back}`;
}

/** What people can do about a text, one block each. */
export function howToApprove(subject: SubjectDecision, pr: PullRequestDecision): readonly string[] {
  const { approval } = subject;
  switch (approval.state) {
    case "approved":
      return [
        `**✓ Approved by ${people(approval.approvals.map((word) => `@${word.login}`))}**, this exact text: ${codeSpan(shortDigest(subject.digest))}. A change of the text asks again; other changes do not.`,
      ];
    case "overridden":
      return [
        `**✗ Overridden by ${people(approval.overrides.map((word) => `@${word.login}`))}**, not approved: this exact text, ${codeSpan(shortDigest(subject.digest))}, passes as it is.`,
      ];
    case "rejected":
      return [
        `**✗ Rejected by ${people(approval.rejections.map((word) => `@${word.login}`))}.** Next: ${howToGoOn(subject, pr, "the button at the top of this page")}.`,
      ];
    case "waiting":
      return waiting(subject, approval, pr);
  }
}

/** What a text is, for people. */
export function textName({ subject }: SubjectDecision): string {
  return subjectKind(subject) === "spec" ? "the specification" : "the plan";
}

/** The text by its name; one without a name that can be typed, by its digest. */
function commandFor(subject: SubjectDecision, verb: string, ...more: readonly string[]): string {
  const [word, ...others] = verb.split(" ");
  const command = [`${word}-${subjectKind(subject.subject)}`, ...others].join(" ");
  const isTyped =
    visibleLine(subject.commandName, maxName) === subject.commandName &&
    !/[\p{C}\p{Z}]/u.test(subject.commandName);
  const name = isTyped ? subject.commandName : shortDigest(subject.digest);
  return codeSpan([...new Set([command, name, ...more])].join(" "), maxName + 200);
}

/** Behind a name that could begin a reason as well, the digest. */
function sureName({ commandName, digest }: SubjectDecision): readonly string[] {
  return isOnlyAName(commandName) ? [] : [shortDigest(digest)];
}

const maxName = 4_000;

/** Who may approve, for people to read. */
export function people(names: readonly string[]): string {
  const shown = names.slice(0, 10).map((name) => neutralize(name, 100));
  const more = names.length > shown.length ? [`${names.length - shown.length} more`] : [];
  return [...shown, ...more].join(", ");
}

function waiting(
  subject: SubjectDecision,
  approval: WaitingState,
  pr: PullRequestDecision,
): readonly string[] {
  const who = pr.designated.length === 0 ? "" : ` Who may: ${people(pr.designated)}.`;
  const lockedOut = [
    ...exclusions(approval.excluded),
    ...(approval.isLockedOut ? lockedOutHint(approval) : []),
    ...lockedOutGroupsHint(approval),
  ];
  if (!subject.isReady) {
    return [
      `Approval is asked for once nothing above is missing.${who}${waiveHint(subject, pr)}`,
      ...lockedOut,
    ];
  }
  const reject = `To turn it down: ${commandFor(subject, "/reject", ...sureName(subject), "<reason>")}.`;
  return [
    `**To approve this text**, ${ways(subject, pr)}.${stillNeeded(approval)}${who}`,
    `${reject}${unknownCommitters(subject)}`,
    ...lockedOut,
  ];
}

function ways(subject: SubjectDecision, pr: PullRequestDecision): string {
  const command = approveCommand(subject);
  const offers = pr.methods.map((method) => {
    switch (method) {
      case "comment":
        return `comment ${command} on the pull request`;
      case "button":
        return "press the button at the top of this page";
      case "review":
        return `approve the pull request in a review that says ${command}`;
    }
  });
  return offers.join(", or ");
}

function stillNeeded(approval: WaitingState): string {
  const { approvals, minimum, missingGroups } = approval;
  const count = minimum === 1 ? "" : ` ${approvals.length} of ${minimum} approvals are given.`;
  return missingGroups.length === 0 ? count : `${count} Still needed: ${people(missingGroups)}.`;
}

function waiveHint(subject: SubjectDecision, pr: PullRequestDecision): string {
  if (!pr.methods.includes("comment")) return "";
  const command = commandFor(subject, "/waive <rule>", ...sureName(subject), "<reason>");
  return ` Where a row cannot apply, they can comment ${command}.`;
}

function unknownCommitters(subject: SubjectDecision): string {
  if (subject.unknownCommitters.length === 0) return "";
  const names = subject.unknownCommitters.slice(0, 10).map((name) => codeSpan(name, 100));
  return ` GitHub cannot say who committed as ${names.join(", ")}: whoever approves must not be that person.`;
}

/**
 * Who lost the right to approve by a commit, such as by a suggestion of theirs that was applied: said before they
 * try.
 */
export function exclusions(excluded: WaitingState["excluded"]): readonly string[] {
  const said = excluded.flatMap(({ login, part }) => {
    if (part === null) return [];
    const commit = codeSpan(part.commitSha.slice(0, 12));
    return `${codeSpan(`@${login}`, 50)} took part in the text by commit ${commit}, as its ${part.as}, and so does not approve it.`;
  });
  const distinct = [...new Set(said)];
  const more = distinct.length > maxExcluded ? [`So did ${distinct.length - maxExcluded} more.`] : [];
  return distinct.length === 0 ? [] : [[...distinct.slice(0, maxExcluded), ...more].join(" ")];
}

const maxExcluded = 5;

/** What opens the gate without making it weaker. */
function lockedOutHint({ excluded, minimum }: WaitingState): readonly string[] {
  const fact =
    minimum > 1
      ? `**Too few of those who may decide could approve this: ${minimum} are needed.**`
      : "**Nobody of those who may decide could approve this.**";
  const isWritten = excluded.some(({ part }) => part !== null);
  const rewrite = isWritten
    ? " Rewrite or split the commit so that it does not name them as author, committer or in a `Co-authored-by` line, and push it. Or have"
    : " Have";
  return [
    `${fact}${rewrite} somebody else named in \`.github/plan-gate.yml\` on the default branch, who can write to the repository:`,
    quoteBlock("approval:\n  users: [somebody-else]", "yaml"),
  ];
}

function lockedOutGroupsHint({ lockedOutGroups, isLockedOut }: WaitingState): readonly string[] {
  if (lockedOutGroups.length === 0 || isLockedOut) return [];
  const groups = people(lockedOutGroups);
  return [
    `**Too few of a group that must approve could: ${groups}.** Have somebody else let into a team of the group, or named in its \`people\` in \`.github/plan-gate.yml\` on the default branch, who can write to the repository.`,
  ];
}
