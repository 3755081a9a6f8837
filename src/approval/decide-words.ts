import { configSubject, type Subject, type Word } from "./approval.ts";
import { areCommitsUnknown, unknownCommitters } from "./people/committers.ts";
import { decideNew } from "./commands/decide-new.ts";
import { namingProblems } from "./people/naming-problems.ts";
import { textsOf } from "./commands/targets.ts";
import { designatedNames } from "./people/designation.ts";
import type { ApprovalFacts, SubjectFacts } from "./facts.ts";
import { lockedOutGroups, missingGroups } from "./record/missing-groups.ts";
import { lapseOf } from "./record/lapse.ts";
import type { LedgerEntry } from "./record/ledger.ts";
import { approversOf } from "./people/lock-out.ts";
import type { ApprovalState, CommandOutcome } from "./commands/outcome.ts";
import { isReady, standingWords, type StandingWords } from "./record/standing-words.ts";

/** What people's words come to. */
export interface WordsDecision {
  /** The record to keep. */
  readonly entry: LedgerEntry;
  /** Of the commands decided now. */
  readonly outcomes: readonly CommandOutcome[];
  readonly bySubject: Readonly<Record<Subject, SubjectWords>>;
  /** As Git knows them: `Ann <ann@example.org>`. Not neutral. */
  readonly unknownCommitters: readonly string[];
  /** What is wrong with their names, where a text waits for them; a sentence each, not neutral. */
  readonly namingProblems: readonly string[];
  /** For people to read: `@alice`, `@acme/architects`, `people with maintain permission`. */
  readonly designated: readonly string[];
}

/** Where one text stands. */
export interface SubjectWords {
  readonly approval: ApprovalState;
  readonly waivers: readonly Word[];
  /** Nothing but approval is missing. */
  readonly isReady: boolean;
}

/**
 * Decides what people said since the last time, and what all they said comes to. A fact that was not read
 * never counts in favor of an approval.
 */
export function decideWords(input: ApprovalFacts): WordsDecision {
  const { entry, outcomes } = decideNew(input);
  const bySubject = input.subjects.map((subject): [Subject, SubjectWords] => {
    const standing = standingWords(input, subject, entry.words);
    const { waivers } = standing;
    const approval = approvalState(input, subject, standing);
    return [subject.subject, { approval, waivers, isReady: isReady(subject, waivers) }];
  });
  const waiting = textsOf(input.subjects).filter(({ subject }) =>
    bySubject.some(([name, { approval }]) => name === subject && approval.state === "waiting"),
  );
  return {
    entry,
    outcomes,
    namingProblems: namingProblems(input, waiting),
    bySubject: Object.fromEntries(bySubject),
    unknownCommitters: unknownCommitters(input),
    designated: designatedNames(input),
  };
}

function approvalState(input: ApprovalFacts, subject: SubjectFacts, standing: StandingWords): ApprovalState {
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
    ...lockOut(input, subject, approvals, minimum),
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
  approvals: readonly Word[],
  minimum: number,
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
