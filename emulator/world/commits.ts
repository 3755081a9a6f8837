import {
  type Commit,
  commitOf,
  type Entry,
  type Signature,
  writeBlob,
  writeCommit,
} from "../git/object-store.ts";
import { editTree } from "../git/trees.ts";
import type { Account } from "./people-state.ts";
import type { Repository, State } from "./state.ts";

/** What a commit puts at a path; `null` removes what is there. */
export type FileInput =
  | string
  | Uint8Array
  | null
  | { readonly symlink: string }
  | { readonly submodule: string }
  | { readonly executable: string }
  | { readonly entry: Entry };

/** A commit to make. */
interface CommitInput {
  /** Ids, first the one whose files it starts from; none for a root. */
  readonly parents: readonly string[];
  readonly files: Readonly<Record<string, FileInput>>;
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
}

/** Writes a commit; no branch points to it yet. */
export function createCommit(repository: Repository, input: CommitInput): Commit {
  const [first] = input.parents;
  const base = first === undefined ? null : commitOf(repository.store, first).tree;
  const changes = new Map(
    Object.entries(input.files).map(([path, file]) => [path, entryFor(repository, file)] as const),
  );
  return writeCommit(repository.store, {
    tree: editTree(repository.store, base, changes),
    parents: input.parents,
    author: input.author,
    committer: input.committer,
    message: input.message,
  });
}

/** How an account signs its commits now. */
export function signatureOf(state: State, account: Account): Signature {
  return {
    name: account.name ?? account.login,
    email: account.emails[0] ?? `${account.login}@example.com`,
    date: state.clock.stamp(),
  };
}

function entryFor(repository: Repository, file: FileInput): Entry | null {
  if (file === null) return null;
  const { store } = repository;
  if (typeof file === "string" || file instanceof Uint8Array)
    return { mode: "100644", sha: writeBlob(store, file) };
  if ("symlink" in file) return { mode: "120000", sha: writeBlob(store, file.symlink) };
  if ("submodule" in file) return { mode: "160000", sha: file.submodule };
  if ("executable" in file) return { mode: "100755", sha: writeBlob(store, file.executable) };
  return file.entry;
}
