import type { Comment, Review, Standing } from "../../pull-request/snapshot.ts";
import type { Word } from "../approval.ts";
import type { ApprovalState } from "../commands/outcome.ts";
import { person } from "../commands/refusal.ts";
import { type ApprovalFacts, factOf, type SubjectFacts } from "../facts.ts";
import {
  designationProblem,
  eligibilityProblem,
  type Ineligibility,
  overrideProblem,
  waivingProblem,
} from "../people/eligibility.ts";
import { findPerson, type Speaker } from "../people/person.ts";
import { isGiven, isRejected } from "./latest-word.ts";

/** A word that no longer counts, and why. */
type Lapsed = Extract<ApprovalState, { readonly state: "waiting" }>["lapsed"][number];

/** What people's words come to, for one text as it is now. */
export interface StandingWords {
  /** One a person. */
  readonly approvals: readonly Word[];
  /** One a person. */
  readonly rejections: readonly Word[];
  readonly waivers: readonly Word[];
  /** One a person. */
  readonly overrides: readonly Word[];
  /** Approvals of other texts by people who have not approved this one, newest first, one a person. */
  readonly voided: readonly Word[];
  readonly lapsed: readonly Lapsed[];
}

/** Sorts out which words count for a text. `words` in the order of deciding. */
export function standingWords(
  input: ApprovalFacts,
  subject: SubjectFacts,
  words: readonly Word[],
): StandingWords {
  const isCurrent = ({ digest }: Word) => digest === subject.digest;
  const unended = unendedWords(input, subject, words);
  const { given } = unended;
  const judged = given.filter(isCurrent).map((word) => ({ word, why: lapseOf(input, subject, word) }));
  const counting = judged.flatMap(({ word, why }) => (why === null ? [word] : []));
  const approvals = latestOfEach(counting.filter(isApproval));
  const approvers = new Set(approvals.map(({ personId }) => personId));
  const isMissed = (word: Word) => !approvers.has(word.personId) || !isApproval(word);
  const lapsed = judged.flatMap(({ word, why }) => (why !== null && isMissed(word) ? [{ word, why }] : []));

  const rejections = latestOfEach(unended.rejections);
  const ended = rejections.flatMap((word) => endOf(input, subject, word));
  const voided = given.filter((word) => isApproval(word) && !isCurrent(word) && isMissed(word));
  return {
    approvals,
    rejections: rejections.filter((word) => !ended.some((end) => end.word === word)),
    waivers: counting.filter(({ type }) => type === "waive"),
    overrides: latestOfEach(counting.filter(({ type }) => type === "override")),
    voided: latestOfEach(voided).toReversed(),
    lapsed: [...lapsed, ...ended],
  };
}

/**
 * Which words on a text nobody took back. A text that was moved away or back is what it was: what somebody objected
 * to the very text under a name that is not here counts as well, and ends what they gave.
 */
export function unendedWords(
  { subjects }: Pick<ApprovalFacts, "subjects">,
  { subject, digest }: SubjectFacts,
  words: readonly Word[],
): { readonly given: readonly Word[]; readonly rejections: readonly Word[] } {
  const here = new Set(subjects.map((other) => other.subject));
  const own = words.filter((word) => word.subject === subject);
  const isMoved = (word: Word, text: string) => word.digest === text && !here.has(word.subject);
  const given = own.filter((word) => {
    const ending = words.filter((other) => other.subject === subject || isMoved(other, word.digest));
    return isGiven(word, ending);
  });
  const rejections = words.filter((word) => {
    if (word.subject === subject) return word.digest === digest && isRejected(word, own);
    if (!isMoved(word, digest)) return false;
    const isSame = (other: Word) => other.subject === subject && other.digest === digest;
    const ending = words.filter((other) => other.subject === word.subject || isSame(other));
    return isRejected(word, ending);
  });
  return { given, rejections };
}

/** A rejection ends without a word only when its author is known to have no say any more. */
function endOf(input: ApprovalFacts, subject: SubjectFacts, word: Word): readonly Lapsed[] {
  const found = findPerson(input, speakerOf(input, word));
  if (found.state === "unread") return [];
  const problem = designationProblem(input, subject, found.standing);
  const hasNoSay = problem !== null && problem.reason !== "suspended";
  return hasNoSay ? [{ word, why: `${person(word.login)} ${problem.why}` }] : [];
}

function isApproval({ type }: Word): boolean {
  return type === "approve";
}

/** The last word of each person, in their order. */
function latestOfEach(words: readonly Word[]): readonly Word[] {
  return words.filter(
    (word, index) => !words.slice(index + 1).some(({ personId }) => personId === word.personId),
  );
}

/**
 * Why an approval, a waiver or an override no longer counts, as things are now; `null` when it does.
 * What could not be read does not count.
 */
export function lapseOf(input: ApprovalFacts, subject: SubjectFacts, word: Word): string | null {
  if (!input.config.methods.includes(word.method)) return `approving by ${word.method} was turned off`;
  const problem = sourceProblem(input, word);
  if (problem !== null) return problem;
  const found = findPerson(input, speakerOf(input, word));
  if (found.state === "unread") return `what ${person(word.login)} may do could not be read`;
  const ineligible = problemOf(input, subject, { word, standing: found.standing });
  return ineligible === null ? null : `${person(word.login)} ${ineligible.why}`;
}

function problemOf(
  input: ApprovalFacts,
  subject: SubjectFacts,
  { word, standing }: { readonly word: Word; readonly standing: Standing | null },
): Ineligibility | null {
  if (word.type === "override") return overrideProblem(input, standing);
  const problem = word.type === "waive" ? waivingProblem : eligibilityProblem;
  return problem(input, subject, standing);
}

/** Who said a word, under the name the comment or review bears now. */
export function speakerOf(input: ApprovalFacts, word: Word): Speaker {
  const author = sourceOf(input, word)?.author;
  return { id: word.personId, login: author?.id === word.personId ? author.login : word.login };
}

/** The comment or review of a word as it is now; `null` when it is gone, and for a button. */
export function sourceOf(input: ApprovalFacts, { method, sourceId }: Word): Comment | Review | null {
  switch (method) {
    case "button":
      return null;
    case "comment":
      return input.comments.find(({ id }) => String(id) === sourceId) ?? null;
    case "review":
      return input.reviews.find(({ id }) => String(id) === sourceId) ?? null;
  }
}

function sourceProblem(input: ApprovalFacts, word: Word): string | null {
  if (word.method === "button") return null;
  const source = sourceOf(input, word);
  if (source === null) return `its ${word.method} was deleted`;
  if ("state" in source && source.state !== "APPROVED") return "its review was dismissed";
  const edit = factOf(input.facts.edits, source.nodeId);
  if (edit?.isShown !== true) return `whether its ${word.method} was edited could not be read`;
  return edit.lastEditedAt === null ? null : `its ${word.method} was edited`;
}
