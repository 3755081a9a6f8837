import type { Need } from "../../pull-request/need.ts";
import { areCommitsUnknown, committedAs } from "./committers.ts";
import { designationFor } from "./designation.ts";
import { factOf, type ApprovalFacts, type SubjectFacts } from "../facts.ts";

/** Who the designated teams and permissions are, where that decides whether anybody could approve. */
export function rosterNeeds(input: ApprovalFacts, subject: SubjectFacts): readonly Need[] {
  const { users } = designationFor(input, subject);
  if (areCommitsUnknown(input) || users.some((login) => couldApprove(input, login))) return [];
  return rostersOf(input, subject)
    .filter((of) => factOf(input.facts.rosters, of) === undefined)
    .map((of) => ({ type: "roster", of }));
}

/**
 * Can nobody approve a text but the author of the pull request and those who took part in the text, who may not?
 * False where that is not known: where commits cannot be looked through, or people were not read.
 */
export function isLockedOut(input: ApprovalFacts, subject: SubjectFacts): boolean {
  if (areCommitsUnknown(input) || rosterNeeds(input, subject).length > 0) return false;
  const { users } = designationFor(input, subject);
  const members = rostersOf(input, subject).flatMap((of) => factOf(input.facts.rosters, of) ?? []);
  return ![...users, ...members].some((login) => couldApprove(input, login));
}

function rostersOf(input: ApprovalFacts, subject: SubjectFacts): readonly string[] {
  const { teams, permission } = designationFor(input, subject);
  const rosters = teams.map((team) => `team:${team}`);
  return permission === null ? rosters : [...rosters, `permission:${permission}`];
}

function couldApprove(input: ApprovalFacts, login: string): boolean {
  const { pullRequest, config } = input;
  const isAuthor = pullRequest.author?.login.toLowerCase() === login.toLowerCase();
  if (isAuthor && !config.allow_author) return false;
  return committedAs(input, login) === null;
}
