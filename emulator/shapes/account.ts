import type { Account } from "../world/people-state.ts";
import type { State } from "../world/state.ts";
import type { Schemas } from "./schemas.ts";

/** An account as it stands inside other answers. */
export function simpleUser(state: State, account: Account): Schemas["simple-user"] {
  const url = `${state.origin}/api/v3/users/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: Buffer.from(`04:User${account.id}`).toString("base64"),
    avatar_url: `${state.origin}/avatars/u/${account.id}`,
    gravatar_id: "",
    url,
    html_url: `${state.origin}/${account.login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    site_admin: false,
  };
}

/** An account as `GET /users/{login}` shows it. */
export function publicUser(state: State, account: Account): Schemas["public-user"] {
  const suspension = account.suspendedAt === null ? {} : { suspended_at: account.suspendedAt };
  return {
    ...simpleUser(state, account),
    ...suspension,
    name: account.name,
    company: null,
    blog: null,
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: account.createdAt,
    updated_at: account.createdAt,
  };
}
