import { type Call, ok, param, type Route } from "../http/call.ts";
import { inRepository } from "../http/in-repository.ts";
import { page } from "../http/pagination.ts";
import { notFound, Problem } from "../http/problem.ts";
import { simpleUser } from "../shapes/account.ts";
import { fullRepository } from "../shapes/repository.ts";
import { teamShape } from "../shapes/team.ts";
import { permissionFlags } from "../shapes/permission.ts";
import type { Account } from "../world/people-state.ts";
import { accountByLogin } from "../world/people.ts";
import { atLeast, grantOf } from "../world/permissions.ts";
import type { Grant, Repository, Role } from "../world/state.ts";

/** Repositories and what people may do in them. */
export const repositoryRoutes: readonly Route[] = [
  inRepository("GET ", ["metadata:read"], (call, repository) => {
    const shape = fullRepository(call.state, repository);
    if (call.actor.type !== "person") return ok(shape);
    const grant = grantOf(call.state, repository, call.actor.account);
    const allow_rebase_merge = repository.allowsRebaseMerges;
    const settings = atLeast(grant.role, "write") ? { allow_rebase_merge } : {};
    return ok({ ...shape, ...settings, permissions: permissionFlags(grant.role) });
  }),
  inRepository("GET /teams", ["metadata:read"], (call, repository) =>
    page(call, [...repository.teamGrants], ([id, { role }]) => {
      const team = call.state.teams.get(id);
      return team === undefined ? null : { ...teamShape(call.state, team), permission: role };
    }),
  ),
  inRepository("GET /collaborators", ["metadata:read"], (call, repository) => {
    const wanted = roleNamed(call.query.get("permission"));
    const people = [...call.state.accounts.values()].filter((account) =>
      isCollaborator(call, repository, account),
    );
    const chosen = people.filter((account) => atLeast(grantOf(call.state, repository, account).role, wanted));
    return page(call, chosen, (account) =>
      collaboratorShape(call, account, grantOf(call.state, repository, account)),
    );
  }),
  inRepository("GET /collaborators/{login}", ["metadata:read"], (call, repository) => {
    const account = accountByLogin(call.state, param(call, "login"));
    if (account === null || !isCollaborator(call, repository, account)) throw notFound();
    return { status: 204, body: null };
  }),
  inRepository("GET /collaborators/{login}/permission", ["metadata:read"], (call, repository) => {
    const login = param(call, "login");
    const account = accountByLogin(call.state, login);
    if (account === null) throw new Problem(404, `${login} is not a user`);
    const grant = grantOf(call.state, repository, account);
    const user = collaboratorShape(call, account, grant);
    return ok({ permission: folded(grant.role), user, role_name: user.role_name });
  }),
];

function collaboratorShape({ state }: Call, account: Account, grant: Grant) {
  const role_name = grant.customName ?? grant.role;
  return { ...simpleUser(state, account), permissions: permissionFlags(grant.role), role_name };
}

function isCollaborator({ state }: Call, repository: Repository, account: Account): boolean {
  if (account.type !== "User" || account.isDeleted) return false;
  const publicGrant: Role = repository.isPrivate ? "none" : "read";
  const hasMore = grantOf(state, repository, account).role !== publicGrant;
  const isNamed = repository.collaborators.has(account.id);
  const isMember = state.memberships.some(
    (item) =>
      item.organizationId === repository.ownerId && item.accountId === account.id && item.state === "active",
  );
  return hasMore || isNamed || isMember;
}

function folded(role: Role): "none" | "read" | "write" | "admin" {
  if (role === "maintain") return "write";
  return role === "triage" ? "read" : role;
}

function roleNamed(name: string | null): Role {
  switch (name) {
    case "push":
      return "write";
    case "triage":
    case "maintain":
    case "admin":
      return name;
    case "pull":
    case null:
      return "read";
    default:
      throw new Problem(422, "Validation Failed");
  }
}
