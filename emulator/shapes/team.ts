import type { Team } from "../world/people-state.ts";
import type { State } from "../world/state.ts";
import type { Schemas } from "./schemas.ts";

/** A team, with its parent. */
export function teamShape(state: State, team: Team): Schemas["team"] {
  const parent = team.parentId === null ? undefined : state.teams.get(team.parentId);
  return { ...teamBase(state, team), parent: parent === undefined ? null : teamBase(state, parent) };
}

function teamBase(
  state: State,
  team: Team,
): Omit<Schemas["team"], "parent" | "type"> & { type: "organization" } {
  const organization = state.accounts.get(team.organizationId)?.login ?? "ghost";
  const url = `${state.origin}/api/v3/organizations/${team.organizationId}/team/${team.id}`;
  return {
    id: team.id,
    node_id: `T_${team.id}`,
    name: team.name,
    slug: team.slug,
    description: null,
    privacy: "closed",
    notification_setting: "notifications_enabled",
    permission: "pull",
    url,
    html_url: `${state.origin}/orgs/${organization}/teams/${team.slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    type: "organization",
    organization_id: team.organizationId,
  };
}
