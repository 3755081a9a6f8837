import type { App, Installation } from "../world/people-state.ts";
import { accountOf } from "../world/people.ts";
import type { State } from "../world/state.ts";
import { simpleUser } from "./account.ts";
import type { Schemas } from "./schemas.ts";

/** Permissions an installation has that was not given fewer. */
const everyPermission = {
  actions: "read",
  administration: "read",
  checks: "write",
  contents: "read",
  issues: "write",
  members: "read",
  metadata: "read",
  pull_requests: "write",
  statuses: "read",
} as const;

/** An App as checks and comments name it. */
export function appShape(state: State, app: App): NonNullable<Schemas["nullable-integration"]> {
  return {
    id: app.id,
    slug: app.slug,
    node_id: `A_${app.id}`,
    client_id: `Iv1.${app.id}`,
    owner: simpleUser(state, accountOf(state, app.ownerId)),
    name: app.name,
    description: "",
    external_url: state.origin,
    html_url: `${state.origin}/apps/${app.slug}`,
    created_at: app.createdAt,
    updated_at: app.createdAt,
    permissions: everyPermission,
    events: [],
  };
}

/** An App on an account. */
export function installationShape(state: State, installation: Installation): Schemas["installation"] {
  const account = accountOf(state, installation.accountId);
  const url = `${state.origin}/api/v3/app/installations/${installation.id}`;
  return {
    id: installation.id,
    account: simpleUser(state, account),
    repository_selection: installation.repositories === "all" ? "all" : "selected",
    access_tokens_url: `${url}/access_tokens`,
    repositories_url: `${state.origin}/api/v3/installation/repositories`,
    html_url: `${state.origin}/settings/installations/${installation.id}`,
    app_id: installation.appId,
    target_id: account.id,
    target_type: account.type === "Organization" ? "Organization" : "User",
    permissions: installation.permissions ?? everyPermission,
    events: [...(installation.events ?? [])],
    created_at: installation.createdAt,
    updated_at: installation.createdAt,
    single_file_name: null,
    app_slug: state.apps.get(installation.appId)?.slug ?? "",
    suspended_by: null,
    suspended_at: installation.suspendedAt,
  };
}
