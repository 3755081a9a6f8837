import { configSubject, type Subject, type Word } from "./approval.ts";
import { areCommitsUnknown, unknownCommitters } from "./people/committers.ts";
import { decideNew } from "./commands/decide-new.ts";
import { namingProblems } from "./people/naming-problems.ts";
import { textsOf } from "./commands/targets.ts";
import { designatedNames } from "./people/designation.ts";
import type { ApprovalFacts, SubjectFacts } from "./facts.ts";
import { lockedOutGroups, missingGroups } from "./record/missing-groups.ts";
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
  const minimum = minimumFor(input);
  const missing = missingGroups(input, approvals);
  if (approvals.length >= minimum && missing.length === 0) return { state: "approved", approvals };
  return {
    state: "waiting",
    approvals,
    minimum,
    missingGroups: missing,
    voided,
    lapsed,
    ...lockOut(input, subject, approvals, minimum),
    areCommitsUnknown: areCommitsUnknown(input),
  };
}

function lockOut(
  input: ApprovalFacts,
  subject: SubjectFacts,
  approvals: readonly Word[],
  minimum: number,
): Pick<
  Extract<ApprovalState, { readonly state: "waiting" }>,
  "isLockedOut" | "lockedOutGroups" | "excluded"
> {
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
