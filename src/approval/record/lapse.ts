import type { Comment, Review, Standing } from "../../pull-request/snapshot.ts";
import type { Word } from "../approval.ts";
import {
  eligibilityProblem,
  type Ineligibility,
  overrideProblem,
  waivingProblem,
} from "../people/eligibility.ts";
import { factOf, type ApprovalFacts, type SubjectFacts } from "../facts.ts";
import { findPerson, type Speaker } from "../people/person.ts";
import { person } from "../commands/refusal.ts";

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
