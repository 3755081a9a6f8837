import { installationShape } from "../shapes/app.ts";
import { fullName } from "../shapes/repository.ts";
import type { Account, App, Installation, Permissions } from "./people-state.ts";
import { type Repository, type State, takeId } from "./state.ts";

/** Puts an App on an account, and tells it. */
export function installApp(
  state: State,
  input: {
    app: App;
    account: Account;
    repositories: "all" | readonly Repository[];
    permissions?: Permissions;
    events?: readonly string[];
  },
): Installation {
  const { app, account, repositories } = input;
  const installation: Installation = {
    id: takeId(state),
    appId: app.id,
    accountId: account.id,
    repositories: repositories === "all" ? "all" : new Set(repositories.map(({ id }) => id)),
    permissions: input.permissions ?? null,
    events: input.events ?? null,
    createdAt: state.clock.stamp(),
    suspendedAt: null,
  };
  state.installations.set(installation.id, installation);
  emitInstallation(state, installation, { name: "installation", action: "created", extra: {} });
  return installation;
}

/** Takes an App off an account, and tells it. */
export function uninstallApp(state: State, installation: Installation): void {
  emitInstallation(state, installation, { name: "installation", action: "deleted", extra: {} });
  state.installations.delete(installation.id);
}

/** Suspends an installation, which then hears nothing and may nothing, or lets it back in, and tells. */
export function suspendInstallation(state: State, installation: Installation, isSuspended: boolean): void {
  const tell = (action: string): void => {
    emitInstallation(state, installation, { name: "installation", action, extra: {} });
  };
  if (isSuspended) tell("suspend");
  installation.suspendedAt = isSuspended ? state.clock.stamp() : null;
  if (!isSuspended) tell("unsuspend");
}

/** Grants an installation the permissions its App asks for, and tells. */
export function acceptPermissions(state: State, installation: Installation, permissions: Permissions): void {
  installation.permissions = permissions;
  const name = "installation";
  emitInstallation(state, installation, { name, action: "new_permissions_accepted", extra: {} });
}

/** Adds a repository to a chosen few, and tells. */
export function addToInstallation(state: State, installation: Installation, repository: Repository): void {
  if (installation.repositories === "all") return;
  installation.repositories.add(repository.id);
  const repositories_added = [installedRepository(state, repository)];
  const extra = { repository_selection: "selected", repositories_added, repositories_removed: [] };
  emitInstallation(state, installation, { name: "installation_repositories", action: "added", extra });
}

/** Installations whose App sees a repository. */
export function installationsOn(state: State, repository: Repository): Installation[] {
  return [...state.installations.values()].filter((installation) => covers(installation, repository));
}

/** Whether an installation includes a repository. */
export function covers(installation: Installation, repository: Repository): boolean {
  const isChosen = installation.repositories === "all" || installation.repositories.has(repository.id);
  return installation.accountId === repository.ownerId && isChosen;
}

/** Repositories an installation includes. */
export function repositoriesOf(state: State, installation: Installation): Repository[] {
  return [...state.repositories.values()].filter((item) => !item.isDeleted && covers(installation, item));
}

function emitInstallation(
  state: State,
  installation: Installation,
  event: { name: string; action: string; extra: Record<string, unknown> },
): void {
  const account = state.accounts.get(installation.accountId);
  if (account === undefined) return;
  const repositories = repositoriesOf(state, installation).map((item) => installedRepository(state, item));
  state.emit({
    name: event.name,
    action: event.action,
    repository: null,
    organization: account.type === "Organization" ? account : null,
    sender: account,
    onlyAppId: installation.appId,
    payload: { installation: installationShape(state, installation), repositories, ...event.extra },
  });
}

function installedRepository(state: State, repository: Repository) {
  const { id, name, isPrivate } = repository;
  return { id, node_id: `R_${id}`, name, full_name: fullName(state, repository), private: isPrivate };
}
