import type { Config } from "../../config/config.ts";
import type { Standing } from "../../pull-request/snapshot.ts";
import { ownersOf } from "./codeowners.ts";
import { configSubject } from "../approval.ts";
import { factOf, type ApprovalFacts, type SubjectFacts } from "../facts.ts";

/** Who may decide on a text. Logins and teams in lower case, without `@`. */
export interface Designation {
  readonly users: readonly string[];
  /** As `org/slug`. */
  readonly teams: readonly string[];
  /** Everybody with at least this permission; `null` for nobody. */
  readonly permission: Config["approval"]["permission"];
}

/** Who may decide on a text, by the config and the CODEOWNERS of the default branch. */
export function designationFor(input: ApprovalFacts, subject: SubjectFacts): Designation {
  const { config, repository } = input;
  const isOwned = config.codeowners && input.codeowners !== null;
  const owners = isOwned ? ownersOf(input.codeowners, subject.codeownersPath) : [];
  const names = owners.map((owner) => owner.slice(1));
  const teams = config.teams.map((team) => (team.includes("/") ? team : `${repository.owner}/${team}`));
  return {
    users: [...new Set([...config.users, ...names.filter((name) => !name.includes("/"))].map(lowerCase))],
    teams: [...new Set([...teams, ...names.filter((name) => name.includes("/"))].map(lowerCase))],
    permission: config.permission,
  };
}

/** Is somebody designated? A membership that was not read counts as none. */
export function isDesignated(input: ApprovalFacts, subject: SubjectFacts, standing: Standing): boolean {
  const { users, teams, permission } = designationFor(input, subject);
  const login = standing.account.login.toLowerCase();
  return (
    users.includes(login) ||
    (permission !== null && standing.permissions[permission]) ||
    mayApproveFirstConfig(input, subject, standing) ||
    teams.some((team) => factOf(input.facts.memberships, `${team}:${login}`) === true)
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
  const names = input.subjects.flatMap((subject) => {
    const { users, teams, permission } = designationFor(input, subject);
    const people = [...users, ...teams].map((name) => `@${name}`);
    return permission === null ? people : [...people, `people with ${permission} permission`];
  });
  return [...new Set(names)];
}

function lowerCase(name: string): string {
  return name.toLowerCase();
}
