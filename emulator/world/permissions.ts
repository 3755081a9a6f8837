import type { Account } from "./people-state.ts";
import { teamWithChildren } from "./people.ts";
import { type Grant, type Repository, type Role, roles, type State } from "./state.ts";

/**
 * What someone may do in a repository, from every source: owner, collaborator, team, organization, public.
 * The suspended keep their roles, as on GitHub Enterprise Server; they only cannot sign in.
 */
export function grantOf(state: State, repository: Repository, account: Account): Grant {
  if (account.isDeleted) return plain("none");
  const grants = [
    repository.isPrivate ? plain("none") : plain("read"),
    repository.collaborators.get(account.id) ?? plain("none"),
    organizationGrant(state, repository, account),
    ...teamGrants(state, repository, account),
  ];
  return grants.reduce((best, grant) => (atLeast(best.role, grant.role) ? best : grant));
}

/** Whether the role includes what another allows. */
export function atLeast(role: Role, wanted: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(wanted);
}

/** Whether someone has at least that role. */
export function may(state: State, repository: Repository, account: Account, wanted: Role): boolean {
  return atLeast(grantOf(state, repository, account).role, wanted);
}

function organizationGrant(state: State, repository: Repository, account: Account): Grant {
  if (repository.ownerId === account.id) return plain("admin");
  const membership = state.memberships.find(
    ({ organizationId, accountId }) => organizationId === repository.ownerId && accountId === account.id,
  );
  if (membership?.state !== "active") return plain("none");
  if (membership.role === "admin") return plain("admin");
  return plain(state.accounts.get(repository.ownerId)?.basePermission ?? "none");
}

function teamGrants(state: State, repository: Repository, account: Account): Grant[] {
  return [...repository.teamGrants].flatMap(([teamId, grant]) => {
    const team = state.teams.get(teamId);
    const teams = team === undefined ? [] : teamWithChildren(state, team);
    return teams.some(({ members }) => members.get(account.id)?.state === "active") ? [grant] : [];
  });
}

function plain(role: Role): Grant {
  return { role, customName: null };
}
