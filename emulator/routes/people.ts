import { type Call, numberParam, ok, param, type Route, senderOf } from "../http/call.ts";
import { page } from "../http/pagination.ts";
import { notFound } from "../http/problem.ts";
import { publicUser, simpleUser } from "../shapes/account.ts";
import { teamShape } from "../shapes/team.ts";
import type { Account, Team, TeamMember } from "../world/people-state.ts";
import { accountByLogin, accountOf, teamWithChildren } from "../world/people.ts";

/** Users, organizations, teams and who is in them. */
export const peopleRoutes: readonly Route[] = [
  { id: "GET /user", needs: [], handle: (call) => ok(publicUser(call.state, senderOf(call))) },
  {
    id: "GET /user/{id}",
    needs: [],
    handle: (call) => {
      const account = call.state.accounts.get(numberParam(call, "id"));
      if (account === undefined || account.isDeleted) throw notFound();
      return ok(publicUser(call.state, account));
    },
  },
  {
    id: "GET /users/{login}",
    needs: [],
    handle: (call) => ok(publicUser(call.state, accountNamed(call, "login"))),
  },
  {
    id: "GET /orgs/{org}",
    needs: [],
    handle: (call) => ok(simpleUser(call.state, accountNamed(call, "org"))),
  },
  {
    id: "GET /orgs/{org}/teams",
    needs: ["members:read"],
    handle: (call) => {
      const organization = accountNamed(call, "org");
      const teams = [...call.state.teams.values()].filter((team) => team.organizationId === organization.id);
      return page(call, teams, (team) => teamShape(call.state, team));
    },
  },
  {
    id: "GET /orgs/{org}/teams/{slug}",
    needs: ["members:read"],
    handle: (call) => ok(teamShape(call.state, teamNamed(call))),
  },
  {
    id: "GET /orgs/{org}/teams/{slug}/members",
    needs: ["members:read"],
    handle: (call) => {
      const members = [...activeMembers(call, teamNamed(call))];
      return page(call, members, (id) => simpleUser(call.state, accountOf(call.state, id)));
    },
  },
  {
    id: "GET /orgs/{org}/teams/{slug}/memberships/{login}",
    needs: ["members:read"],
    handle: (call) => {
      const team = teamNamed(call);
      const { id, login } = accountNamed(call, "login");
      const found = teamWithChildren(call.state, team)
        .map(({ members }) => members.get(id))
        .filter((member) => member !== undefined)
        .sort(activeFirst)[0];
      if (found === undefined) throw notFound();
      const url = `${call.state.origin}/api/v3/teams/${team.id}/memberships/${login}`;
      return ok({ url, role: found.role, state: found.state });
    },
  },
  {
    id: "GET /orgs/{org}/members/{login}",
    needs: ["members:read"],
    handle: (call) => {
      if (membershipOf(call).state !== "active") throw notFound();
      return { status: 204, body: null };
    },
  },
  {
    id: "GET /orgs/{org}/memberships/{login}",
    needs: ["members:read"],
    handle: (call) => {
      const { role, state } = membershipOf(call);
      const account = accountNamed(call, "login");
      const organization = accountNamed(call, "org");
      const url = `${call.state.origin}/api/v3/orgs/${organization.login}/memberships/${account.login}`;
      return ok({ url, role, state, user: simpleUser(call.state, account) });
    },
  },
];

function accountNamed(call: Call, name: string): Account {
  const account = accountByLogin(call.state, param(call, name));
  if (account === null) throw notFound();
  return account;
}

function teamNamed(call: Call): Team {
  const organization = accountNamed(call, "org");
  const slug = param(call, "slug").toLowerCase();
  for (const team of call.state.teams.values()) {
    if (team.organizationId === organization.id && team.slug.toLowerCase() === slug) return team;
  }
  throw notFound();
}

function membershipOf(call: Call) {
  const organization = accountNamed(call, "org");
  const account = accountNamed(call, "login");
  const found = call.state.memberships.find(
    (item) => item.organizationId === organization.id && item.accountId === account.id,
  );
  if (found === undefined) throw notFound();
  return found;
}

function activeMembers({ state }: Call, team: Team): Set<number> {
  const members = teamWithChildren(state, team).flatMap((item) => [...item.members]);
  return new Set(members.filter(([, member]) => member.state === "active").map(([id]) => id));
}

function activeFirst(one: TeamMember, other: TeamMember): number {
  return Number(other.state === "active") - Number(one.state === "active");
}
