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
  /** Teams of CODEOWNERS: their members count where they can write. */
  readonly owningTeams: readonly string[];
  /** Everybody with at least this permission; `null` for nobody. */
  readonly permission: Config["approval"]["permission"];
}

/** Who may decide on a text, by the config and the CODEOWNERS of the default branch. */
export function designationFor(
  input: Pick<ApprovalFacts, "config" | "repository" | "codeowners">,
  subject: Pick<SubjectFacts, "codeownersPath">,
): Designation {
  const { config, repository } = input;
  const owners = config.codeowners ? (input.codeowners?.owners.get(subject.codeownersPath) ?? []) : [];
  const names = owners.flatMap((owner) => (owner.startsWith("@") ? [owner.slice(1)] : []));
  const teams = config.teams.map((team) => withOwner(team, repository.owner));
  return {
    users: distinct([
      ...config.users,
      ...config.require.flatMap(({ people }) => people),
      ...names.filter((name) => !name.includes("/")),
    ]),
    teams: distinct([...teams, ...requiredTeams(input)]),
    owningTeams: distinct(names.filter((name) => name.includes("/"))),
    permission: config.permission,
  };
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

/** Is somebody named by login, in the config or in CODEOWNERS, or by a team in CODEOWNERS? They must be able to write. */
export function isNamed(input: ApprovalFacts, subject: SubjectFacts, login: string): boolean {
  const { users, owningTeams } = designationFor(input, subject);
  return users.includes(login.toLowerCase()) || owningTeams.some((team) => isMember(input, team, login));
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
