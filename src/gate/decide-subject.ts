import type { Word } from "../approval/approval.ts";
import type { ApprovalState, WaitingState } from "../approval/commands/outcome.ts";
import { commandName, textsOf } from "../approval/commands/targets.ts";
import type { WordsDecision } from "../approval/decide-words.ts";
import { shortDigest } from "../approval/digest.ts";
import type { SubjectFacts } from "../approval/facts.ts";
import type { Facts } from "../pull-request/snapshot.ts";
import type { ConfigDecision, Obstacle, SubjectDecision } from "./decision.ts";
import type { Gated } from "./subjects.ts";
import { maxCommits } from "./touching-commits.ts";
import { textChanges } from "./word-changes.ts";

/** A text that needs approval, and what keeps it shut; `null` when nothing does. */
export interface SubjectReading {
  readonly decision: SubjectDecision;
  readonly title: string;
  readonly verdict: Obstacle["verdict"] | null;
}

/** What the texts of a pull request are decided from. */
export interface DecisionContext {
  readonly gated: Gated;
  readonly words: WordsDecision;
  readonly facts: Facts;
}

/** Where one text stands with the people who decide. A subject nobody knows waits for ever. */
export function decideSubject(
  subject: SubjectFacts,
  { gated, words, facts }: DecisionContext,
): SubjectReading {
  const { subject: name, digest, files } = subject;
  const said = words.bySubject[name];
  const approval: ApprovalState = said?.approval ?? {
    state: "waiting",
    approvals: [],
    minimum: 1,
    missingGroups: [],
    lockedOutGroups: [],
    voided: [],
    lapsed: [],
    isLockedOut: false,
    excluded: [],
    areCommitsUnknown: false,
  };
  const decision: SubjectDecision = {
    subject: name,
    commandName: commandName(subject, textsOf(gated.subjects)),
    digest,
    files,
    isReady: said?.isReady ?? false,
    approval,
    waivers: said?.waivers ?? [],
    changes: approval.state === "waiting" ? textChanges(approval.voided[0], files, facts) : null,
    unknownCommitters: words.unknownCommitters,
  };
  return { decision, ...standing(approval, words.designated, digest) };
}

function standing(
  approval: ApprovalState,
  designated: readonly string[],
  digest: string,
): Pick<SubjectReading, "title" | "verdict"> {
  switch (approval.state) {
    case "approved":
      return { title: `approved by ${names(approval.approvals)} (${shortDigest(digest)})`, verdict: null };
    case "overridden":
      return { title: `overridden ${overriddenBy(approval.overrides)}`, verdict: null };
    case "rejected":
      return { title: `rejected by ${names(approval.rejections)}`, verdict: "failure" };
    case "waiting":
      return { title: waitingTitle(approval, designated), verdict: "action_required" };
  }
}

/** `by @root: the pager is on fire`, with the first reason that is kept. */
export function overriddenBy(words: readonly Word[]): string {
  const reason = words.find((word) => word.reason !== null)?.reason;
  return `by ${names(words)}${reason == null ? "" : `: ${reason}`}`;
}

function waitingTitle(approval: WaitingState, designated: readonly string[]): string {
  if (approval.areCommitsUnknown)
    return `more than ${maxCommits} commits, so nobody is known not to have written the plan; split the pull request`;
  if (approval.isLockedOut) return lockedOutTitle(approval);
  const { approvals, minimum, missingGroups, lockedOutGroups } = approval;
  if (lockedOutGroups.length > 0)
    return `too few of ${lockedOutGroups.slice(0, 3).join(" and of ")} could approve; the summary says how to go on`;
  if (missingGroups.length > 0) return `waiting for approval by ${missingGroups.slice(0, 3).join(" and ")}`;
  const who = designated.length > 0 ? ` by ${designated.slice(0, 3).join(" or ")}` : "";
  const count = approvals.length > 0 ? ` (${approvals.length} of ${minimum})` : "";
  return `waiting for approval${who}${count}`;
}

/** The gate knows it before anybody tries. */
function lockedOutTitle({ approvals, minimum, excluded }: WaitingState): string {
  const [part, ...parts] = excluded.flatMap((one) => (one.part === null ? [] : [one.part]));
  const takers = excluded.filter((one) => one.part !== null);
  if (part !== undefined) {
    const isOneCommit = parts.every(({ commitSha }) => commitSha === part.commitSha);
    const commit = isOneCommit ? ` by commit \`${part.commitSha.slice(0, 12)}\`` : "";
    return `${names(takers.slice(0, 3))} took part in the text${commit}, and too few others may approve; the summary says how to go on`;
  }
  if (minimum > 1)
    return `${minimum} approvals are needed, ${approvals.length} given, and too few people may approve; the summary says how to go on`;
  if (excluded.length > 0) return "nobody but the author could approve; the summary says how to go on";
  return "nobody who is named could approve; the summary says how to go on";
}

/** `@alice and @bob`, each once. */
function names(words: readonly { readonly login: string }[]): string {
  return [...new Set(words.map(({ login }) => `@${login}`))].join(" and ");
}

/** The change of the gate's own settings, and what keeps it shut. */
export interface ConfigReading {
  readonly decision: Omit<ConfigDecision, "verdict">;
  readonly obstacle: Obstacle | null;
}

/** `null` where the settings are left alone. */
export function decideConfig(context: DecisionContext): ConfigReading | null {
  const { config } = context.gated;
  if (config === null) return null;
  const { change } = config;
  const { decision: subject, title: said, verdict } = decideSubject(config.subject, context);
  const { path, problems } = change;
  const failure = failureTitle(path, problems.length, change.changedOnBaseToo);
  const title = failure ?? said;
  const worst = failure === null ? verdict : "failure";
  return {
    decision: { title, problems, path, subject },
    obstacle: worst && { verdict: worst, reason: `config: ${title}` },
  };
}

function failureTitle(path: string, problems: number, changedOnBaseToo: boolean): string | null {
  if (problems > 0) return `\`${path}\` has ${problems === 1 ? "an error" : `${problems} errors`}`;
  return changedOnBaseToo ? `\`${path}\` changed on the base too; update the branch` : null;
}
