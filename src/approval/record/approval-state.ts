import type { ApprovalState } from "../commands/outcome.ts";
import { configSubject, isOnlyWaived, prerequisiteRuleId, type Word } from "../approval.ts";
import { type ApprovalFacts, type SubjectFacts, factOf } from "../facts.ts";
import { areCommitsUnknown, unknownCommitters } from "../people/committers.ts";
import { designatedNames, isInGroup, teamsOfGroup } from "../people/designation.ts";
import { approversOf, isWholeRoster, type Approvers } from "../people/lock-out.ts";
import { lapseOf, speakerOf, standingWords, type StandingWords } from "./standing-words.ts";
import type { Config } from "../../config/config.ts";
import { findPerson } from "../people/person.ts";

/** Where a text stands with the people who decide. */
export function approvalState(
  input: ApprovalFacts,
  subject: SubjectFacts,
  standing: StandingWords,
): ApprovalState {
  const { approvals, rejections, voided, lapsed } = standing;
  if (rejections.length > 0) return { state: "rejected", rejections };
  const [override, ...others] = standing.overrides;
  if (override !== undefined) return { state: "overridden", overrides: [override, ...others], approvals };
  const policies = input.policies.map((config) => policyState({ ...input, config }, subject, approvals));
  if (policies.every(({ isMet }) => isMet)) return { state: "approved", approvals };
  const excluded = policies.flatMap((policy) => policy.excluded);
  return {
    state: "waiting",
    approvals,
    minimum: Math.max(...policies.map(({ minimum }) => minimum)),
    missingGroups: distinct(policies.flatMap((policy) => policy.missing)),
    lockedOutGroups: distinct(policies.flatMap((policy) => policy.lockedOutGroups)),
    voided,
    lapsed,
    isLockedOut: policies.some((policy) => policy.isLockedOut),
    excluded: [...new Map(excluded.map((one) => [one.login, one])).values()],
    areCommitsUnknown: areCommitsUnknown(input),
  };
}

/**
 * Do people still let a text through: approved or overridden, with every row waived that fails or was ever waived?
 * Which rows failed on a text that is not here is not known, and one that somebody waived may have.
 */
export function isLetThrough(input: ApprovalFacts, subject: SubjectFacts, words: readonly Word[]): boolean {
  const standing = standingWords(input, subject, words);
  const { state } = approvalState(input, subject, standing);
  if (state === "overridden") return true;
  const own = words.filter((word) => word.subject === subject.subject && word.digest === subject.digest);
  const rows = [...subject.failingRuleIds, ...own.flatMap(({ ruleId }) => ruleId ?? [])];
  const isWaived = (id: string) => standing.waivers.some(({ ruleId }) => ruleId === id);
  return (state === "approved" || isOnlyWaived(subject.subject)) && rows.every(isWaived);
}

/** What is missing under one policy; `input` holds it as its settings. */
function policyState(input: ApprovalFacts, subject: SubjectFacts, all: readonly Word[]) {
  const isAlone = input.policies.length === 1;
  const approvals = isAlone ? all : all.filter((word) => lapseOf(input, subject, word) === null);
  const minimum = minimumFor(input);
  const left = minimum - approvals.length;
  const groups = missingGroups(input, approvals);
  const others = left > 0 && !isAlone ? [counted(left, designatedNames(input).slice(0, 3).join(" or "))] : [];
  return {
    isMet: left <= 0 && groups.length === 0,
    minimum,
    missing: [...others, ...groups],
    ...lockOut(input, subject, { approvals, minimum }),
  };
}

function counted(left: number, names: string): string {
  return left > 1 ? `${left} of ${names}` : names;
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

type LockOut = Pick<
  Extract<ApprovalState, { readonly state: "waiting" }>,
  "isLockedOut" | "lockedOutGroups" | "excluded"
>;

function lockOut(
  input: ApprovalFacts,
  subject: SubjectFacts,
  { approvals, minimum }: { readonly approvals: readonly Word[]; readonly minimum: number },
): LockOut {
  if (input.isFirstConfig && subject.subject === configSubject)
    return { isLockedOut: false, lockedOutGroups: [], excluded: [] };
  const approvers = approversOf(input, subject);
  const given = new Set(approvals.map(({ login }) => login.toLowerCase()));
  const left = approvers.able.filter((login) => !given.has(login));
  return {
    isLockedOut: approvers.isComplete && left.length + given.size < minimum,
    lockedOutGroups: lockedOutGroups(input, approvals, approvers),
    excluded: approvers.excluded,
  };
}

/** With `committers: exclude`, one more person where somebody took part whom GitHub cannot name. */
function minimumFor(input: ApprovalFacts): number {
  const { committers, minimum } = input.config;
  return committers === "exclude" && unknownCommitters(input).length > 0 ? minimum + 1 : minimum;
}

/**
 * Ids of the rows that keep a text from being ready for approval, those that are waived left out. A text that follows
 * another waits until that is ready and approved.
 */
export function openRules(
  input: ApprovalFacts,
  subject: SubjectFacts,
  words: readonly Word[],
): readonly string[] {
  const { waivers } = standingWords(input, subject, words);
  const isBefore = (other: SubjectFacts) => other.subject === subject.follows;
  const isHeld =
    subject.follows !== null &&
    !input.subjects.some((other) => isBefore(other) && isSettled(input, other, words));
  const failing = [...subject.failingRuleIds, ...(isHeld ? [prerequisiteRuleId] : [])];
  return failing.filter((id) => !waivers.some(({ ruleId }) => ruleId === id));
}

function isSettled(input: ApprovalFacts, subject: SubjectFacts, words: readonly Word[]): boolean {
  const { state } = approvalState(input, subject, standingWords(input, subject, words));
  return state === "approved" && openRules(input, subject, words).length === 0;
}

/** A group that must approve, and of which too few did. */
interface Gap {
  readonly group: Config["approval"]["require"][number];
  /** Logins, in lower case, of those in it who did. */
  readonly given: readonly string[];
  /** For people to read: `@acme/security or @alice`. */
  readonly names: string;
}

/**
 * Of which groups that must approve too few did, for people to read: `@acme/security or @alice`, `2 of @acme/security`.
 * `approvals` count by themselves, one a person; somebody in several groups counts in each.
 */
export function missingGroups(input: ApprovalFacts, approvals: readonly Word[]): readonly string[] {
  return gapsIn(input, approvals).map(({ group, given, names }) => {
    const left = group.minimum - given.length;
    return left > 1 ? `${left} of ${names}` : names;
  });
}

/** Those of them in which too few are left who could approve, and that is known. */
function lockedOutGroups(
  input: ApprovalFacts,
  approvals: readonly Word[],
  { able, areCommitsKnown }: Approvers,
): readonly string[] {
  if (!areCommitsKnown) return [];
  const locked = gapsIn(input, approvals).filter(({ group, given }) => {
    const rosters = teamsOfGroup(input, group).map((team) => `team:${team}`);
    const members = rosters.flatMap((of) => factOf(input.facts.rosters, of) ?? []);
    const names = new Set([...members, ...group.people].map((login) => login.toLowerCase()));
    const left = able.filter((login) => names.has(login) && !given.includes(login));
    return rosters.every((of) => isWholeRoster(input, of)) && left.length + given.length < group.minimum;
  });
  return locked.map(({ names }) => names);
}

function gapsIn(input: ApprovalFacts, approvals: readonly Word[]): readonly Gap[] {
  const people = approvals.flatMap((word) => {
    const found = findPerson(input, speakerOf(input, word));
    return found.state === "read" && found.standing !== null ? [found.standing] : [];
  });
  return input.config.require.flatMap((group) => {
    const inside = people.filter((standing) => isInGroup(input, group, standing));
    if (inside.length >= group.minimum) return [];
    const given = inside.map(({ account }) => account.login.toLowerCase());
    const all = [...teamsOfGroup(input, group), ...group.people.map((person) => person.toLowerCase())];
    return [{ group, given, names: all.map((name) => `@${name}`).join(" or ") }];
  });
}
