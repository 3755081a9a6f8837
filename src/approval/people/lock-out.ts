import type { Need } from "../../pull-request/need.ts";
import { areCommitsUnknown, claimedLogins, partAs, type Participation } from "./committers.ts";
import { designationFor, type Owned, ownsAll } from "./designation.ts";
import { factOf, type ApprovalFacts, type SubjectFacts } from "../facts.ts";

/** Somebody who may decide on a text, and not approve it: known before they try. Login in lower case. */
export interface Excluded {
  readonly login: string;
  /** How they took part in the text; `null` for the author of the pull request, who wrote none of it. */
  readonly part: Participation | null;
}

/** Who could approve a text, as far as it is known. */
export interface Approvers {
  /** Logins in lower case. */
  readonly able: readonly string[];
  readonly excluded: readonly Excluded[];
  /** Nobody was left out of both. */
  readonly isComplete: boolean;
  /** Nobody who took part in the text is taken for somebody who did not. */
  readonly areCommitsKnown: boolean;
}

/** What approvers are known from, before anybody's commits are. */
export type Designating = Pick<
  ApprovalFacts,
  "config" | "repository" | "pullRequest" | "codeowners" | "subjects" | "facts"
>;

/** GitHub names at most so many: as many may be more. */
const maxRoster = 100;
/** People who are named and cannot write are looked up, to say what they are. */
const maxLookups = 5;

/** Who the designated people are. */
export function approverNeeds(input: ApprovalFacts, subject: SubjectFacts): readonly Need[] {
  if (areCommitsUnknown(input)) return [];
  const rosters = rostersOf(input, subject)
    .filter((of) => factOf(input.facts.rosters, of) === undefined)
    .map((of) => ({ type: "roster", of }) as const);
  const claimed = claimedLogins(input);
  const looked = [
    designationFor(input, subject).users.filter((login) => canWrite(input, login) === false),
    candidatesFor(input, subject).filter((login) => claimed.has(login)),
  ];
  const strangers = looked
    .flatMap((logins) => logins.slice(0, maxLookups))
    .filter((login) => factOf(input.facts.standings, login) === undefined);
  return [...rosters, ...strangers.map((login) => ({ type: "standing", login }) as const)];
}

/** Sorts those who may decide on a text into those who could approve it and those who could not. */
export function approversOf(input: ApprovalFacts, subject: SubjectFacts): Approvers {
  const sorted = candidatesFor(input, subject).map((login) => ({
    login,
    excluded: exclusionOf(input, login),
  }));
  const rosters = rostersOf(input, subject).filter((of) => of !== writers);
  const areCommitsKnown = !areCommitsUnknown(input);
  return {
    able: sorted.flatMap(({ login, excluded }) => (excluded === null ? [login] : [])),
    excluded: sorted.flatMap(({ excluded }) => (excluded === null ? [] : [excluded])),
    isComplete: areCommitsKnown && rosters.every((of) => isWholeRoster(input, of)),
    areCommitsKnown,
  };
}

/** Did GitHub name everybody of a roster? Of one that does not exist it named all there are. */
export function isWholeRoster({ facts }: Pick<ApprovalFacts, "facts">, of: string): boolean {
  const people = factOf(facts.rosters, of);
  return people !== undefined && (people?.length ?? 0) < maxRoster;
}

/** Logins of all who could approve one of the texts if they took no part in it: their commits must be looked at. */
export function candidates(input: Designating): ReadonlySet<string> {
  const all = input.subjects.flatMap((subject) => candidatesFor(input, subject));
  return new Set(all.filter((login) => !isExcludedAuthor(input, login)));
}

/** `team:…` and `permission:…` that say who the designated people are, and who can write where that matters. */
export function rostersOf(
  input: Pick<ApprovalFacts, "config" | "repository" | "codeowners">,
  subject: Owned,
): readonly string[] {
  const { users, teams, owningTeams, permission } = designationFor(input, subject);
  return [
    ...[...teams, ...owningTeams].map((team) => `team:${team}`),
    ...(permission === null ? [] : [`permission:${permission}`]),
    ...(users.length + owningTeams.length > 0 ? [writers] : []),
  ];
}

/** Those of the config, whatever the text. */
export function configuredRosters(
  input: Pick<ApprovalFacts, "config" | "repository" | "codeowners">,
): readonly string[] {
  const isAsked = input.config.codeowners && input.config.users.length === 0;
  return [...rostersOf(input, { codeownersPath: "" }), ...(isAsked ? [writers] : [])];
}

/** Roster of those who can write. */
const writers = "permission:write";

/** Can somebody write to the repository? `null` where that is not known. */
export function canWrite({ facts }: Pick<ApprovalFacts, "facts">, login: string): boolean | null {
  const standing = factOf(facts.standings, login);
  if (standing !== undefined) return standing?.permissions.write === true && !standing.isSuspended;
  const roster = factOf(facts.rosters, writers) ?? null;
  if (roster === null) return null;
  if (roster.some((writer) => writer.toLowerCase() === login)) return true;
  return roster.length < maxRoster ? false : null;
}

function candidatesFor(input: Designating, subject: SubjectFacts): readonly string[] {
  const designation = designationFor(input, subject);
  const { users, configured, teams, owningTeams, permission } = designation;
  const rosterOf = (of: string) =>
    (factOf(input.facts.rosters, of) ?? []).map((login) => login.toLowerCase());
  const owning = [...users, ...owningTeams.flatMap((team) => rosterOf(`team:${team}`))];
  const isOwner = (login: string) =>
    ownsAll(designation, login, (team) => rosterOf(`team:${team}`).includes(login));
  const named = [...configured, ...owning.filter(isOwner)];
  const members = teams.flatMap((team) => rosterOf(`team:${team}`));
  const permitted = permission === null ? [] : rosterOf(`permission:${permission}`);
  return [
    ...new Set([...named.filter((login) => canWrite(input, login) !== false), ...members, ...permitted]),
  ];
}

function exclusionOf(input: ApprovalFacts, login: string): Excluded | null {
  const part = partAs(input, login);
  return part !== null || isExcludedAuthor(input, login) ? { login, part } : null;
}

function isExcludedAuthor({ pullRequest, config }: Designating, login: string): boolean {
  return !config.allow_author && pullRequest.author?.login.toLowerCase() === login;
}
