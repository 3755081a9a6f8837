import type { Subject, Word } from "./approval.ts";
import { unknownCommitters } from "./people/committers.ts";
import { decideNew } from "./commands/decide-new.ts";
import { namingProblems } from "./people/naming-problems.ts";
import { textsOf } from "./commands/targets.ts";
import { designatedNames } from "./people/designation.ts";
import type { ApprovalFacts } from "./facts.ts";
import { approvalState, openRules } from "./record/approval-state.ts";
import type { LedgerEntry } from "./record/ledger.ts";
import type { ApprovalState, CommandOutcome } from "./commands/outcome.ts";
import { standingWords } from "./record/standing-words.ts";

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
    const isReady = openRules(input, subject, entry.words).length === 0;
    return [subject.subject, { approval, waivers, isReady }];
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
