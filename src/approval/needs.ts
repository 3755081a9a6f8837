import { answerKey, type Need } from "../pull-request/need.ts";
import type { Word } from "./approval.ts";
import { newPresses, pressNeeds } from "./commands/decide-press.ts";
import { decideWords } from "./decide-words.ts";
import { factOf, type ApprovalFacts } from "./facts.ts";
import { wordsOnGreenHeads } from "./record/green-heads.ts";
import { unendedWords } from "./record/standing-words.ts";
import { sourceOf, speakerOf } from "./record/lapse.ts";
import { approverNeeds } from "./people/lock-out.ts";
import { findPerson } from "./people/person.ts";
import { misplacedNeeds } from "./commands/decide-misplaced.ts";
import { textsOf } from "./commands/targets.ts";
import { editedSources, newSources, sourceNeeds } from "./commands/source.ts";

/**
 * What must be read before people's words can be decided: whether comments and reviews were edited, what their
 * authors may do, the check runs of buttons; at last, where nobody approved, who could. The same of words on which earlier
 * green heads rest. Each need once.
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
