import { commitsBetween } from "../git/history.ts";
import { mergeTrees } from "../git/merge-trees.ts";
import { commitOf, type Signature, writeCommit } from "../git/object-store.ts";
import { branchTip, deleteBranch, moveBranch } from "../world/branches.ts";
import { createCommit, type FileInput, signatureOf } from "../world/commits.ts";
import { mergeCommits } from "../world/mergeability.ts";
import { accountOf } from "../world/people.ts";
import type { Repository, State } from "../world/state.ts";
import { entryAt, readTree } from "../git/trees.ts";
import { accountNamed, repositoryNamed } from "./lookup.ts";

/** Somebody a commit names: a login, or a name and address that may belong to nobody. */
type Person = string | { readonly name: string; readonly email: string };

/** A commit to make, and who is behind it. */
interface CommitRequest {
  /** Login of who pushes, and of author and committer where those are left out. */
  readonly by: string;
  readonly files?: Readonly<Record<string, FileInput>>;
  readonly message?: string;
  readonly author?: Person;
  readonly committer?: Person;
  /** Become `Co-authored-by` trailers. */
  readonly coAuthors?: readonly Person[];
}

/** What a test can do with branches and commits. */
export function codeActions(state: State) {
  const sign = (person: Person): Signature =>
    typeof person === "string"
      ? signatureOf(state, accountNamed(state, person))
      : { ...person, date: state.clock.stamp() };
  const write = (repository: Repository, parents: readonly string[], request: CommitRequest): string => {
    const {
      by,
      files = {},
      message = "Update files",
      author = by,
      committer = author,
      coAuthors = [],
    } = request;
    const trailers = coAuthors.map(sign).map(({ name, email }) => `Co-authored-by: ${name} <${email}>`);
    const full = trailers.length === 0 ? message : `${message}\n\n${trailers.join("\n")}`;
    const commit = { parents, files, message: full, author: sign(author), committer: sign(committer) };
    return createCommit(repository, commit).sha;
  };
  const tipOf = (repository: Repository, branch: string): string => {
    const tip = branchTip(repository, branch);
    if (tip === null) throw new Error(`The emulator has no branch \`${branch}\`.`);
    return tip;
  };

  return {
    /** The commit a branch points to. */
    tip: (name: string, branch: string): string => tipOf(repositoryNamed(state, name), branch),

    /** The text of a file on a branch; `null` where there is none. */
    text: (name: string, branch: string, path: string): string | null => {
      const repository = repositoryNamed(state, name);
      const { tree } = commitOf(repository.store, tipOf(repository, branch));
      const entry = entryAt(repository.store, tree, path);
      return repository.store.blobs.get(entry?.sha ?? "")?.toString() ?? null;
    },

    /** Points a new or old branch at a commit, or at another branch's; forced where it must be. */
    setBranch: (name: string, branch: string, target: { to: string; by: string }): string => {
      const repository = repositoryNamed(state, name);
      const sha = branchTip(repository, target.to) ?? target.to;
      moveBranch(state, repository, { branch, sha, sender: accountNamed(state, target.by) });
      return sha;
    },

    /** Makes a commit that no branch points to. */
    commit: (name: string, request: CommitRequest & { parents: readonly string[] }): string =>
      write(repositoryNamed(state, name), request.parents, request),

    /** Commits onto a branch and pushes; a new branch starts at `from`, the default branch where left out. */
    push: (name: string, request: CommitRequest & { branch: string; from?: string }): string => {
      const repository = repositoryNamed(state, name);
      const { branch, from = repository.defaultBranch } = request;
      const sha = write(repository, [branchTip(repository, branch) ?? tipOf(repository, from)], request);
      moveBranch(state, repository, { branch, sha, sender: accountNamed(state, request.by) });
      return sha;
    },

    /** Replaces a branch's last commit by one with other files or words, and force-pushes. */
    amend: (name: string, request: CommitRequest & { branch: string }): string => {
      const repository = repositoryNamed(state, name);
      const { tree, parents, message } = commitOf(repository.store, tipOf(repository, request.branch));
      const [subject = "", ...rest] = message.split("\n");
      const amended = { message: [`${subject} (amended)`, ...rest].join("\n"), ...request };
      const sha = writeTreeCommit(repository, tree, { parents, request: amended });
      moveBranch(state, repository, { branch: request.branch, sha, sender: accountNamed(state, request.by) });
      return sha;
    },

    /** Replays a branch as one commit on another branch's tip, and force-pushes. */
    rebase: (name: string, request: CommitRequest & { branch: string; onto: string }): string => {
      const repository = repositoryNamed(state, name);
      const onto = tipOf(repository, request.onto);
      const { tree } = mergeCommits(repository, onto, tipOf(repository, request.branch));
      const sha = writeTreeCommit(repository, tree, { parents: [onto], request });
      moveBranch(state, repository, { branch: request.branch, sha, sender: accountNamed(state, request.by) });
      return sha;
    },

    /**
     * What "Update branch" with a rebase does: every commit is replayed with its author and its words, and whoever
     * pressed it is the committer of all.
     */
    updateByRebase: (name: string, request: { by: string; branch: string; onto: string }): string => {
      const repository = repositoryNamed(state, name);
      const { store } = repository;
      const onto = tipOf(repository, request.onto);
      const own = commitsBetween(store, onto, tipOf(repository, request.branch));
      const sha = own.reduce((parent, { tree, parents, author, message }) => {
        const before = commitOf(store, parents[0] ?? "").tree;
        const replayed = mergeTrees(store, before, commitOf(store, parent).tree, tree);
        const committer = sign(request.by);
        return writeCommit(store, { tree: replayed.tree, parents: [parent], author, committer, message }).sha;
      }, onto);
      moveBranch(state, repository, { branch: request.branch, sha, sender: accountNamed(state, request.by) });
      return sha;
    },

    /** Merges a branch into another with a commit of two parents; `files` change more than the merge would. */
    mergeBranch: (name: string, request: CommitRequest & { into: string; from: string }): string => {
      const repository = repositoryNamed(state, name);
      const [into, from] = [tipOf(repository, request.into), tipOf(repository, request.from)];
      const { tree } = mergeCommits(repository, into, from);
      const sha = writeTreeCommit(repository, tree, { parents: [into, from], request });
      moveBranch(state, repository, { branch: request.into, sha, sender: accountNamed(state, request.by) });
      return sha;
    },

    /** Removes a branch. */
    deleteBranch: (name: string, branch: string): void => {
      const repository = repositoryNamed(state, name);
      deleteBranch(state, repository, branch, accountOf(state, repository.ownerId));
    },
  };

  function writeTreeCommit(
    repository: Repository,
    tree: string,
    { parents, request }: { parents: readonly string[]; request: CommitRequest },
  ): string {
    const parent = repository.store.commits.get(parents[0] ?? "");
    const before = readTree(repository.store, parent?.tree ?? null);
    const removed = before.map(({ name: entryName }) => [entryName, null] as const);
    const merged = readTree(repository.store, tree).map((entry) => [entry.name, { entry }] as const);
    const files = { ...Object.fromEntries(removed), ...Object.fromEntries(merged), ...request.files };
    return write(repository, parents, { message: "Merge branches", ...request, files });
  }
}
