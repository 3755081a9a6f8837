import { createCommit, type FileInput, signatureOf } from "../world/commits.ts";
import { moveBranch } from "../world/branches.ts";
import {
  acceptPermissions,
  addToInstallation,
  installApp,
  installationsOn,
  suspendInstallation,
  uninstallApp,
} from "../world/installations.ts";
import type { Account, Installation, Permissions } from "../world/people-state.ts";
import { accountByLogin, accountOf, createAccount } from "../world/people.ts";
import {
  createRepository,
  deleteRepository,
  emitIn,
  renameRepository,
  transferRepository,
} from "../world/repositories.ts";
import { simpleUser } from "../shapes/account.ts";
import { fullName } from "../shapes/repository.ts";
import type { Grant, Repository, Role, State } from "../world/state.ts";
import { accountNamed, repositoryNamed, teamNamed } from "./lookup.ts";

/** A repository to make. */
interface RepositoryInput {
  readonly isPrivate?: boolean;
  readonly defaultBranch?: string;
  /** First commit; a README where left out. */
  readonly files?: Readonly<Record<string, FileInput>>;
  /** Whether the emulator's App sees it; true where left out. */
  readonly isInstalled?: boolean;
}

/** What a test can do with whole repositories and who may use them. */
export function repositoryActions(state: State, appId: number) {
  const install = (account: Account, permissions?: Permissions, events?: readonly string[]): Installation => {
    const app = state.apps.get(appId);
    if (app === undefined) throw new Error("The emulator has no App.");
    const limits = {
      ...(permissions === undefined ? {} : { permissions }),
      ...(events === undefined ? {} : { events }),
    };
    return installApp(state, { app, account, repositories: [], ...limits });
  };
  const installationOn = (account: Account): Installation | undefined =>
    [...state.installations.values()].find((item) => item.appId === appId && item.accountId === account.id);

  return {
    /** Makes `owner/name` with a first commit; an unknown owner becomes an organization. */
    repository: (name: string, input: RepositoryInput = {}): Repository => {
      const [login = "", short = ""] = name.split("/");
      const owner = accountByLogin(state, login) ?? createAccount(state, { login, type: "Organization" });
      const { isPrivate = false, defaultBranch = "main", isInstalled = true } = input;
      const repository = createRepository(state, { owner, name: short, isPrivate, defaultBranch });
      const signature = signatureOf(state, owner);
      const files = input.files ?? { "README.md": `# ${short}\n` };
      const commit = {
        parents: [],
        files,
        message: "Initial commit",
        author: signature,
        committer: signature,
      };
      const { sha } = createCommit(repository, commit);
      if (isInstalled) addToInstallation(state, installationOn(owner) ?? install(owner), repository);
      moveBranch(state, repository, { branch: defaultBranch, sha, sender: owner });
      return repository;
    },

    /** Installs the App on an account with limited permissions or events, on no repository yet. */
    installation: (
      login: string,
      limits: { permissions?: Permissions; events?: readonly string[] } = {},
    ): Installation => install(accountNamed(state, login), limits.permissions, limits.events),

    /** Lets the App see a repository it was not installed on. */
    addToInstallation: (name: string): void => {
      const repository = repositoryNamed(state, name);
      const owner = accountOf(state, repository.ownerId);
      addToInstallation(state, installationOn(owner) ?? install(owner), repository);
    },

    /** Suspends the App's installation on an account, or lets it back in. */
    suspendInstallation: (login: string, isSuspended = true): void => {
      const installation = installationOn(accountNamed(state, login));
      if (installation !== undefined) suspendInstallation(state, installation, isSuspended);
    },

    /** Grants the App on an account the permissions it asks for. */
    acceptPermissions: (login: string, permissions: Permissions): void => {
      const installation = installationOn(accountNamed(state, login));
      if (installation !== undefined) acceptPermissions(state, installation, permissions);
    },

    /** Takes the App off a repository's owner. */
    uninstall: (name: string): void => {
      for (const item of installationsOn(state, repositoryNamed(state, name))) {
        if (item.appId === appId) uninstallApp(state, item);
      }
    },

    /** Forks a repository to an account; answers `owner/name` of the fork. */
    fork: (name: string, login: string): string => {
      const parent = repositoryNamed(state, name);
      const owner = accountNamed(state, login);
      return fullName(state, createRepository(state, { owner, name: parent.name, forkOf: parent }));
    },

    /** Gives a repository another name within its owner; the old one redirects. */
    renameRepository: (name: string, next: string): void => {
      const repository = repositoryNamed(state, name);
      renameRepository(state, repository, next, accountOf(state, repository.ownerId));
    },

    /** Gives a repository to another account; the App sees it there where it is installed on that one, or asked to be. */
    transferRepository: (name: string, login: string, isInstalled = true): void => {
      const repository = repositoryNamed(state, name);
      const to = accountNamed(state, login);
      transferRepository(state, repository, to);
      if (isInstalled) addToInstallation(state, installationOn(to) ?? install(to), repository);
    },

    /** GitHub does not try whether pull requests can be merged, and shows what it tried last. */
    holdTestMerges: (name: string): void => {
      repositoryNamed(state, name).holdsTestMerges = true;
    },

    /** Turns "Allow rebase merging" of a repository on or off; on where nobody said so. */
    allowRebaseMerges: (name: string, isAllowed: boolean): void => {
      repositoryNamed(state, name).allowsRebaseMerges = isAllowed;
    },

    /** Makes a repository read-only, or lets people write again. */
    archive: (name: string, isArchived = true): void => {
      repositoryNamed(state, name).isArchived = isArchived;
    },

    /** Deletes a repository. */
    deleteRepository: (name: string): void => {
      const repository = repositoryNamed(state, name);
      deleteRepository(state, repository, accountOf(state, repository.ownerId));
    },

    /** Grants a person a role, a custom one where it has a name of its own, or takes it away (`null`). */
    permission: (
      name: string,
      login: string,
      role: Role | { role: Role; customName: string } | null,
    ): void => {
      const repository = repositoryNamed(state, name);
      const account = accountNamed(state, login);
      const had = repository.collaborators.get(account.id);
      if (role === null) repository.collaborators.delete(account.id);
      else repository.collaborators.set(account.id, toGrant(role));
      const action = role === null ? "removed" : had === undefined ? "added" : "edited";
      const to = role === null || typeof role === "string" ? role : role.customName;
      const changes = { permission: { from: had?.customName ?? had?.role, to } };
      const sender = accountOf(state, repository.ownerId);
      emitIn(state, repository, {
        name: "member",
        action,
        sender,
        payload: { member: simpleUser(state, account), ...(action === "edited" && { changes }) },
      });
    },

    /** Grants a team of the owner a role, or takes it away (`null`). */
    teamPermission: (name: string, slug: string, role: Role | null): void => {
      const repository = repositoryNamed(state, name);
      const team = teamNamed(state, accountOf(state, repository.ownerId).login, slug);
      if (role === null) repository.teamGrants.delete(team.id);
      else repository.teamGrants.set(team.id, toGrant(role));
    },
  };
}

function toGrant(role: Role | { role: Role; customName: string }): Grant {
  return typeof role === "string" ? { role, customName: null } : role;
}
