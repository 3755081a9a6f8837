import type { Config } from "../../config/config.ts";
import type { Standing } from "../../pull-request/snapshot.ts";
import { configSubject } from "../approval.ts";
import { factOf, type ApprovalFacts, type SubjectFacts } from "../facts.ts";

/** Who may decide on a text. Logins and teams in lower case, without `@`; teams as `org/slug`. */
export interface Designation {
  /** By login, in the config or in CODEOWNERS: they count where they can write, as GitHub asks of code owners. */
  readonly users: readonly string[];
  /** Teams of the config. */
  readonly teams: readonly string[];
  /** By login in the config alone. */
  readonly configured: readonly string[];
  /** What CODEOWNERS says of each path, as it is spelled and folded: whoever it designates is in all of them. */
  readonly owners: readonly Owners[];
  /** Teams of CODEOWNERS: their members count where they can write. */
  readonly owningTeams: readonly string[];
  /** Everybody with at least this permission; `null` for nobody. */
  readonly permission: Config["approval"]["permission"];
}

/** Owners of one path. */
export interface Owners {
  readonly users: readonly string[];
  /** As `org/slug`. */
  readonly teams: readonly string[];
}

/** What of a text CODEOWNERS is asked about. */
export type Owned = Pick<SubjectFacts, "codeownersPath" | "furtherPaths">;

/** Whose owners must all agree: where one approves, it is somebody who owns each. */
export function ownedPaths({ codeownersPath, furtherPaths = [] }: Owned): readonly string[] {
  return [codeownersPath, ...furtherPaths];
}

/** Who may decide on a text, by the config and the CODEOWNERS of the default branch. */
export function designationFor(
  input: Pick<ApprovalFacts, "config" | "repository" | "codeowners">,
  subject: Owned,
): Designation {
  const { config, repository } = input;
  const owners = config.codeowners ? ownersOf(input, subject) : [];
  const configured = distinct([...config.users, ...config.require.flatMap(({ people }) => people)]);
  const teams = config.teams.map((team) => withOwner(team, repository.owner));
  return {
    users: distinct([...configured, ...owners.flatMap(({ users }) => users)]),
    configured,
    owners,
    teams: distinct([...teams, ...requiredTeams(input)]),
    owningTeams: distinct(owners.flatMap((of) => of.teams)),
    permission: config.permission,
  };
}

function ownersOf({ codeowners }: Pick<ApprovalFacts, "codeowners">, subject: Owned): readonly Owners[] {
  if (codeowners === null) return [];
  return ownedPaths(subject).flatMap((path) =>
    [codeowners.owners, codeowners.foldedOwners].map((owners) => {
      const names = (owners.get(path) ?? []).flatMap((owner) =>
        owner.startsWith("@") ? [owner.slice(1)] : [],
      );
      return {
        users: names.filter((name) => !name.includes("/")),
        teams: names.filter((name) => name.includes("/")),
      };
    }),
  );
}

/** Is somebody among the owners of every path? Login in lower case. */
export function ownsAll(
  { owners }: Pick<Designation, "owners">,
  login: string,
  isOfTeam: (team: string) => boolean,
): boolean {
  return (
    owners.length > 0 && owners.every(({ users, teams }) => users.includes(login) || teams.some(isOfTeam))
  );
}

/**
 * The setting that names somebody, in any of the spellings: `approval.users`, or `approval.branches[].users` where an
 * entry for other branches does.
 */
export function settingOf(
  { branches }: Pick<Config["approval"], "branches">,
  list: "users" | "teams" | "require",
  spellings: readonly string[],
): string {
  const isThere = (names: readonly string[]) => names.some((name) => spellings.includes(name.toLowerCase()));
  const isOfBranch = branches.some((entry) =>
    list === "require"
      ? entry.require.some(({ people, teams }) => isThere([...people, ...teams]))
      : isThere(entry[list]),
  );
  return `approval.${isOfBranch ? "branches[]." : ""}${list}`;
}

/** Teams of the groups that must approve, as `org/slug` in lower case. */
export function requiredTeams({
  config,
  repository,
}: Pick<ApprovalFacts, "config" | "repository">): readonly string[] {
  return teamsOfGroup({ repository }, { teams: config.require.flatMap(({ teams }) => teams) });
}

/** Is somebody of a group that must approve? A membership that was not read counts as none. */
export function isInGroup(
  input: ApprovalFacts,
  { people, teams }: Config["approval"]["require"][number],
  { account, permissions }: Standing,
): boolean {
  const login = account.login.toLowerCase();
  const isNamedHere = people.some((person) => person.toLowerCase() === login) && permissions.write;
  return isNamedHere || teamsOfGroup(input, { teams }).some((team) => isMember(input, team, login));
}

/** Teams of a group, as `org/slug` in lower case. */
export function teamsOfGroup(
  { repository }: Pick<ApprovalFacts, "repository">,
  { teams }: Pick<Config["approval"]["require"][number], "teams">,
): readonly string[] {
  return distinct(teams.map((team) => withOwner(team, repository.owner)));
}

/** Is somebody designated? A membership that was not read counts as none. */
export function isDesignated(input: ApprovalFacts, subject: SubjectFacts, standing: Standing): boolean {
  const { teams, permission } = designationFor(input, subject);
  const login = standing.account.login.toLowerCase();
  return (
    (standing.permissions.write && isNamed(input, subject, login)) ||
    (permission !== null && standing.permissions[permission]) ||
    mayApproveFirstConfig(input, subject, standing) ||
    teams.some((team) => isMember(input, team, login))
  );
}

/**
 * Is somebody named by login, in the config or in CODEOWNERS, or by a team in CODEOWNERS? They must be able to write.
 */
export function isNamed(input: ApprovalFacts, subject: SubjectFacts, login: string): boolean {
  const designation = designationFor(input, subject);
  const lower = login.toLowerCase();
  return (
    designation.configured.includes(lower) ||
    ownsAll(designation, lower, (team) => isMember(input, team, lower))
  );
}

/** The first config of a repository may be approved by an admin, whoever wrote it. */
export function mayApproveFirstConfig(
  input: ApprovalFacts,
  subject: SubjectFacts,
  standing: Standing,
): boolean {
  return input.isFirstConfig && subject.subject === configSubject && standing.permissions.admin;
}

/** Those who may decide on any of the texts, for people to read: `@alice`, `@acme/architects`. */
export function designatedNames(input: ApprovalFacts): readonly string[] {
  const subjects = input.subjects.length > 0 ? input.subjects : input.absent;
  const names = subjects.flatMap((subject) => {
    const { users, teams, owningTeams, permission } = designationFor(input, subject);
    const people = [...users, ...teams, ...owningTeams].map((name) => `@${name}`);
    return permission === null ? people : [...people, `people with ${permission} permission`];
  });
  return [...new Set(names)];
}

function isMember({ facts }: ApprovalFacts, team: string, login: string): boolean {
  return factOf(facts.memberships, `${team}:${login.toLowerCase()}`) === true;
}

function withOwner(team: string, owner: string): string {
  return team.includes("/") ? team : `${owner}/${team}`;
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names.map((name) => name.toLowerCase()))];
}
