import { createObjectStore } from "../git/object-store.ts";
import { simpleUser } from "../shapes/account.ts";
import { fullName, fullRepository } from "../shapes/repository.ts";
import type { Account } from "./people-state.ts";
import { type Repository, type State, takeId } from "./state.ts";

/** Makes an empty repository, or a fork that starts with its parent's branches. */
export function createRepository(
  state: State,
  input: { owner: Account; name: string; isPrivate?: boolean; defaultBranch?: string; forkOf?: Repository },
): Repository {
  const { owner, name, forkOf } = input;
  const branches = [...(forkOf?.refs ?? [])].filter(([ref]) => ref.startsWith("refs/heads/"));
  const repository: Repository = {
    id: takeId(state),
    name,
    formerNames: new Set(),
    ownerId: owner.id,
    isPrivate: input.isPrivate ?? forkOf?.isPrivate ?? false,
    isArchived: false,
    isDeleted: false,
    forkOf: forkOf?.id ?? null,
    createdAt: state.clock.stamp(),
    pushedAt: state.clock.stamp(),
    defaultBranch: input.defaultBranch ?? forkOf?.defaultBranch ?? "main",
    store: forkOf?.store ?? createObjectStore(),
    refs: new Map(branches),
    collaborators: new Map(),
    teamGrants: new Map(),
    pullRequests: new Map(),
    nextNumber: 1,
    comments: new Map(),
    checkRuns: new Map(),
    checkSuites: new Map(),
    statuses: [],
    workflowRuns: new Map(),
    protections: new Map(),
    rulesets: new Map(),
    mergeQueue: [],
    maxTreeEntries: 100_000,
    holdsTestMerges: false,
    allowsRebaseMerges: true,
  };
  state.repositories.set(repository.id, repository);
  return repository;
}

/** Looks a repository up by `owner/name`, in any case. */
export function repositoryByName(state: State, name: string): Repository | null {
  const wanted = name.toLowerCase();
  for (const repository of state.repositories.values()) {
    if (!repository.isDeleted && fullName(state, repository).toLowerCase() === wanted) return repository;
  }
  return null;
}

/** Looks a repository up by a name it no longer has. */
export function repositoryByFormerName(state: State, name: string): Repository | null {
  const wanted = name.toLowerCase();
  for (const repository of state.repositories.values()) {
    if (!repository.isDeleted && repository.formerNames.has(wanted)) return repository;
  }
  return null;
}

/** Gives a repository another name; the old one leads to it from now on. */
export function renameRepository(state: State, repository: Repository, name: string, sender: Account): void {
  const from = repository.name;
  repository.formerNames.add(fullName(state, repository).toLowerCase());
  repository.name = name;
  emitRepository(state, repository, "renamed", { sender, changes: { repository: { name: { from } } } });
}

/** Gives a repository to another account; the old name leads to it, and installations of the old owner lose it. */
export function transferRepository(state: State, repository: Repository, to: Account): void {
  const from = state.accounts.get(repository.ownerId);
  repository.formerNames.add(fullName(state, repository).toLowerCase());
  repository.ownerId = to.id;
  const changes = { owner: { from: { organization: from === undefined ? null : simpleUser(state, from) } } };
  emitRepository(state, repository, "transferred", { sender: to, changes });
}

/** Deletes a repository; pull requests from it lose their head's repository. */
export function deleteRepository(state: State, repository: Repository, sender: Account): void {
  emitRepository(state, repository, "deleted", { sender });
  repository.isDeleted = true;
  for (const { pullRequests } of state.repositories.values()) {
    for (const pull of pullRequests.values()) {
      if (pull.head.repositoryId === repository.id) pull.head = { ...pull.head, repositoryId: null };
    }
  }
}

/** The organization a repository belongs to; `null` for a person's. */
function organizationOf(state: State, repository: Repository): Account | null {
  const owner = state.accounts.get(repository.ownerId);
  return owner?.type === "Organization" ? owner : null;
}

/** Emits an event of a repository. */
export function emitIn(
  state: State,
  repository: Repository,
  event: {
    name: string;
    action?: string;
    sender: Account;
    payload: Record<string, unknown>;
    onlyAppId?: number;
  },
): void {
  state.emit({
    name: event.name,
    action: event.action ?? null,
    repository,
    organization: organizationOf(state, repository),
    sender: event.sender,
    onlyAppId: event.onlyAppId ?? null,
    payload: event.payload,
  });
}

function emitRepository(
  state: State,
  repository: Repository,
  action: string,
  extra: { sender: Account; changes?: unknown },
): void {
  const { sender, changes } = extra;
  const payload = {
    ...(changes === undefined ? {} : { changes }),
    repository: fullRepository(state, repository),
  };
  emitIn(state, repository, { name: "repository", action, sender, payload });
}
