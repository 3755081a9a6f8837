import type { Account } from "./account.ts";

/** One entry of a Git tree; its path is from the root of the repository. */
export interface TreeEntry {
  readonly path: string;
  /** `100644`, `100755` regular; `120000` symlink; `160000` submodule; `040000` directory. */
  readonly mode: string;
  /** Id of the blob, or of the commit for a submodule. */
  readonly blobId: string;
  /** Of a blob, where GitHub told it; `null` for submodules. */
  readonly bytes?: number | null;
}

/** The entries below the folders asked for, at one commit; sorted by path, directories left out. */
export type Tree = readonly TreeEntry[];

export interface ChangedFile {
  readonly path: string;
  /** The old name of a renamed file. */
  readonly previousPath: string | null;
  readonly status: "added" | "removed" | "modified" | "renamed" | "copied" | "changed" | "unchanged";
  /** Blob id at head; of the removed blob when removed. `null` where GitHub names none. */
  readonly blobId: string | null;
}

/** A person as Git and GitHub know them. */
export interface CommitIdentity {
  /** `null` where GitHub cannot say whose e-mail address it is. */
  readonly account: Account | null;
  readonly name: string;
  readonly email: string;
}

export interface Commit {
  readonly sha: string;
  /** First line of the message, at most 300 characters. */
  readonly subject: string;
  readonly parentShas: readonly string[];
  readonly author: CommitIdentity;
  readonly committer: CommitIdentity;
  /** From `Co-authored-by:` trailers. */
  readonly coAuthors: readonly CommitIdentity[];
  /** Values of its lines `Feature:` and `Plan:`. */
  readonly featureTrailers: readonly string[];
}

/** What a three-dot comparison of two commits shows. */
export interface Comparison {
  /** Tip of the base at the moment of reading. */
  readonly baseSha: string;
  readonly mergeBaseSha: string;
  /** Complete, however many: past 300 files it comes from the trees. */
  readonly files: readonly ChangedFile[];
  /** The pull request's commits, oldest first; at most 250. */
  readonly commits: readonly Commit[];
  readonly totalCommits: number;
}

/** What a base has gained since a merge base. */
export interface BaseChanges {
  /** Tip of the base that was compared; `null` where GitHub's answer does not tell. */
  readonly tipSha: string | null;
  readonly mergeBaseSha: string;
  /** Complete, however many. */
  readonly files: readonly ChangedFile[];
}

/** The commit GitHub makes to see whether a pull request can be merged: what merging it would make. */
export type TestMerge =
  | { readonly state: "made"; readonly sha: string; readonly parentShas: readonly string[] }
  | { readonly state: "conflicts" }
  /** GitHub has not got round to it. */
  | { readonly state: "unknown" };

/**
 * `text` only for valid UTF-8; the other states say why there is none. `too-large`: by itself, or all texts together.
 */
export type ReadBlob =
  | { readonly state: "text"; readonly text: string; readonly bytes: number }
  | { readonly state: "not-utf8"; readonly bytes: number }
  | { readonly state: "too-large"; readonly bytes: number };

/** A file's text, or why there is none. `unread`: among so many files that are no text that none of them was kept. */
export type Blob = ReadBlob | { readonly state: "unread"; readonly bytes: 0 };

/** Of all texts of one evaluation together; past it no more are read, and nothing is judged. */
export const maxReadBytes = 4 * 1024 * 1024;

/** A file looked up by path on a branch. */
export interface FileOnBranch {
  readonly path: string;
  readonly blobId: string;
  readonly blob: ReadBlob;
}
