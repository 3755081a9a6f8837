import { answerKey, type Need } from "../pull-request/need.ts";
import type { Subject, Word } from "./approval.ts";
import { decideNew, misplacedNeeds } from "./commands/decide-new.ts";
import { newPresses, pressNeeds } from "./commands/decide-press.ts";
import type { ApprovalState, CommandOutcome } from "./commands/outcome.ts";
import { editedSources, newSources, sourceNeeds } from "./commands/source.ts";
import { textsOf } from "./commands/targets.ts";
import { type ApprovalFacts, factOf } from "./facts.ts";
import { unknownCommitters } from "./people/committers.ts";
import { designatedNames } from "./people/designation.ts";
import { approverNeeds } from "./people/lock-out.ts";
import { namingProblems } from "./people/naming-problems.ts";
import { findPerson } from "./people/person.ts";
import { approvalState, openRules } from "./record/approval-state.ts";
import { wordsOnGreenHeads } from "./record/green-heads.ts";
import { sourceOf, speakerOf, standingWords, unendedWords } from "./record/standing-words.ts";
import type { LedgerEntry } from "./record/ledger.ts";

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
interface SubjectWords {
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

/**
 * What must be read before people's words can be decided: whether comments and reviews were edited, what their
 * authors may do, the check runs of buttons; at last, where nobody approved, who could. The same of words on which
 * earlier green heads rest. Each need once.
 */
export function approvalNeeds(input: ApprovalFacts): readonly Need[] {
  const needs = [
    ...newPresses(input).flatMap((press) => pressNeeds(input, press)),
    ...newSources(input).flatMap((source) => sourceNeeds(input, source)),
    ...editedSources(input).flatMap((source) => sourceNeeds(input, source)),
    ...misplacedNeeds(input),
    ...standing(input).flatMap((word) => wordNeeds(input, word)),
  ];
  const earlier = wordsOnGreenHeads(input).flatMap((word) => wordNeeds(input, word));
  const wanted = [...(needs.length > 0 ? needs : waitingNeeds(input)), ...earlier];
  return [...new Map(wanted.map((need) => [`${need.type} ${answerKey(need)}`, need])).values()];
}

/** Words that still stand on the texts that are here now. */
function standing({ entry, subjects }: ApprovalFacts): readonly Word[] {
  return subjects.flatMap((subject) => {
    const { given, rejections } = unendedWords({ subjects }, subject, entry.words);
    return [...given.filter(({ digest }) => digest === subject.digest), ...rejections];
  });
}

function wordNeeds(input: ApprovalFacts, word: Word): readonly Need[] {
  const found = findPerson(input, speakerOf(input, word));
  const people = found.state === "unread" ? found.needs : [];
  const source = sourceOf(input, word);
  const isEditRead = source === null || factOf(input.facts.edits, source.nodeId) !== undefined;
  return isEditRead ? people : [{ type: "edit", nodeId: source.nodeId }, ...people];
}

function waitingNeeds(input: ApprovalFacts): readonly Need[] {
  const { bySubject } = decideWords(input);
  return textsOf(input.subjects).flatMap((subject) => {
    const approval = bySubject[subject.subject]?.approval;
    return approval?.state === "waiting" ? approverNeeds(input, subject) : [];
  });
}
