import { createHash } from "node:crypto";

/** Modes Git writes in a tree: file, executable, symlink, submodule, folder. */
export type Mode = "100644" | "100755" | "120000" | "160000" | "040000";

/** What a name in a tree points to. */
export interface Entry {
  readonly mode: Mode;
  /** Blob, tree or (submodule) commit id. */
  readonly sha: string;
}

/** One line of a tree. */
export interface TreeEntry extends Entry {
  /** One path segment. */
  readonly name: string;
}

/** Who and when, as a commit records it. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  /** ISO 8601, UTC, whole seconds. */
  readonly date: string;
}

/** A commit without its id. */
interface CommitContent {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

/** A stored commit. */
export interface Commit extends CommitContent {
  readonly sha: string;
}

/** Git objects of a repository and its forks, by their real SHA-1 ids. */
export interface ObjectStore {
  readonly blobs: Map<string, Buffer>;
  readonly trees: Map<string, readonly TreeEntry[]>;
  readonly commits: Map<string, Commit>;
}

/** A store that knows only the empty tree. */
export function createObjectStore(): ObjectStore {
  const store: ObjectStore = { blobs: new Map(), trees: new Map(), commits: new Map() };
  writeTree(store, []);
  return store;
}

/** Stores bytes and answers their blob id. */
export function writeBlob(store: ObjectStore, content: string | Uint8Array): string {
  const bytes = Buffer.from(content);
  const sha = objectId("blob", bytes);
  store.blobs.set(sha, bytes);
  return sha;
}

/** Stores a tree and answers its id; entries in any order. */
export function writeTree(store: ObjectStore, entries: readonly TreeEntry[]): string {
  const sorted = entries
    .map((entry) => ({ entry, key: Buffer.from(entry.mode === "040000" ? `${entry.name}/` : entry.name) }))
    .sort((one, other) => Buffer.compare(one.key, other.key))
    .map(({ entry }) => ({ name: entry.name, mode: entry.mode, sha: entry.sha }));
  const lines = sorted.flatMap(({ name, mode, sha }) => [
    Buffer.from(`${mode.replace(/^0/, "")} ${name}\0`),
    Buffer.from(sha, "hex"),
  ]);
  const sha = objectId("tree", Buffer.concat(lines));
  store.trees.set(sha, sorted);
  return sha;
}

/** Stores a commit and answers it with its id. */
export function writeCommit(store: ObjectStore, content: CommitContent): Commit {
  const lines = [
    `tree ${content.tree}`,
    ...content.parents.map((parent) => `parent ${parent}`),
    `author ${formatSignature(content.author)}`,
    `committer ${formatSignature(content.committer)}`,
    "",
    content.message,
  ];
  const commit = { ...content, sha: objectId("commit", Buffer.from(lines.join("\n"))) };
  store.commits.set(commit.sha, commit);
  return commit;
}

/** The commit of that id; throws where a caller names one that was never made. */
export function commitOf(store: ObjectStore, sha: string): Commit {
  const commit = store.commits.get(sha);
  if (commit === undefined) throw new Error(`The emulator has no commit ${sha}.`);
  return commit;
}

function objectId(type: "blob" | "tree" | "commit", body: Buffer): string {
  return createHash("sha1").update(`${type} ${body.length}\0`).update(body).digest("hex");
}

function formatSignature({ name, email, date }: Signature): string {
  return `${name} <${email}> ${Math.floor(Date.parse(date) / 1000)} +0000`;
}
