import type { Subject, Word } from "./approval.ts";
import { areCommitsUnknown, unknownCommitters } from "./people/committers.ts";
import { decideNew } from "./commands/decide-new.ts";
import { designatedNames } from "./people/designation.ts";
import type { ApprovalFacts, SubjectFacts } from "./facts.ts";
import type { LedgerEntry } from "./record/ledger.ts";
import { isLockedOut } from "./people/lock-out.ts";
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
  return {
    entry,
    outcomes,
    bySubject: Object.fromEntries(bySubject),
    unknownCommitters: unknownCommitters(input),
    designated: designatedNames(input),
  };
}

function approvalState(input: ApprovalFacts, subject: SubjectFacts, standing: StandingWords): ApprovalState {
  const { approvals, rejections, voided, lapsed } = standing;
  if (rejections.length > 0) return { state: "rejected", rejections };
  const minimum = minimumFor(input);
  if (approvals.length >= minimum) return { state: "approved", approvals };
  return {
    state: "waiting",
    approvals,
    minimum,
    voided,
    lapsed,
    isLockedOut: approvals.length === 0 && isLockedOut(input, subject),
    areCommitsUnknown: areCommitsUnknown(input),
  };
}

/** With `committers: exclude`, one more person where somebody took part whom GitHub cannot name. */
function minimumFor(input: ApprovalFacts): number {
  const { committers, minimum } = input.config;
  return committers === "exclude" && unknownCommitters(input).length > 0 ? minimum + 1 : minimum;
}
