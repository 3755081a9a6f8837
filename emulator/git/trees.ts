import { type Entry, type ObjectStore, type TreeEntry, writeTree } from "./object-store.ts";

/** A path and what stands there; folders are listed before what is in them. */
export interface PathEntry extends Entry {
  readonly path: string;
}

/** A path that differs between two trees. */
export interface TreeDifference {
  readonly path: string;
  readonly before: Entry | null;
  readonly after: Entry | null;
}

/** Writes a tree that has the changes applied; `null` removes, emptied folders vanish. */
export function editTree(
  store: ObjectStore,
  base: string | null,
  changes: ReadonlyMap<string, Entry | null>,
): string {
  const entries = new Map<string, TreeEntry>(readTree(store, base).map((entry) => [entry.name, entry]));
  const byFolder = new Map<string, Map<string, Entry | null>>();
  for (const [path, entry] of changes) {
    const slash = path.indexOf("/");
    if (slash >= 0) {
      const folder = path.slice(0, slash);
      const below = byFolder.get(folder) ?? new Map<string, Entry | null>();
      byFolder.set(folder, below.set(path.slice(slash + 1), entry));
    } else if (entry === null) entries.delete(path);
    else entries.set(path, { ...entry, name: path });
  }
  for (const [name, below] of byFolder) {
    const folder = entries.get(name);
    const sha = editTree(store, folder?.mode === "040000" ? folder.sha : null, below);
    if (readTree(store, sha).length === 0) entries.delete(name);
    else entries.set(name, { name, mode: "040000", sha });
  }
  return writeTree(store, [...entries.values()]);
}

/** The entries directly in a tree; none for `null`. */
export function readTree(store: ObjectStore, sha: string | null): readonly TreeEntry[] {
  return sha === null ? [] : (store.trees.get(sha) ?? []);
}

/** What stands at a path of a tree; the tree itself at the empty path. */
export function entryAt(store: ObjectStore, tree: string, path: string): Entry | null {
  let entry: Entry = { mode: "040000", sha: tree };
  for (const name of path.split("/").filter((segment) => segment !== "")) {
    const next =
      entry.mode === "040000" ? readTree(store, entry.sha).find((item) => item.name === name) : undefined;
    if (next === undefined) return null;
    entry = next;
  }
  return entry;
}

/** Everything in a tree at any depth, folders included. */
export function listTree(store: ObjectStore, sha: string, prefix = ""): PathEntry[] {
  return readTree(store, sha).flatMap(({ name, mode, sha: id }) => {
    const path = `${prefix}${name}`;
    return mode === "040000"
      ? [{ path, mode, sha: id }, ...listTree(store, id, `${path}/`)]
      : [{ path, mode, sha: id }];
  });
}

/** Files that differ between two trees, folders never, in path order of a walk. */
export function diffTrees(store: ObjectStore, before: string | null, after: string | null): TreeDifference[] {
  return before === after ? [] : walkDifferences(store, before, after, "");
}

function walkDifferences(
  store: ObjectStore,
  before: string | null,
  after: string | null,
  prefix: string,
): TreeDifference[] {
  const olds = new Map(readTree(store, before).map((entry) => [entry.name, entry]));
  const news = new Map(readTree(store, after).map((entry) => [entry.name, entry]));
  const names = [...new Set([...olds.keys(), ...news.keys()])].sort();
  return names.flatMap((name) => {
    const old = olds.get(name) ?? null;
    const now = news.get(name) ?? null;
    if (old?.sha === now?.sha && old?.mode === now?.mode) return [];
    const path = `${prefix}${name}`;
    const below = walkDifferences(store, folderId(old), folderId(now), `${path}/`);
    const [beforeFile, afterFile] = [fileEntry(old), fileEntry(now)];
    if (beforeFile === null && afterFile === null) return below;
    return [{ path, before: beforeFile, after: afterFile }, ...below];
  });
}

function folderId(entry: TreeEntry | null): string | null {
  return entry?.mode === "040000" ? entry.sha : null;
}

function fileEntry(entry: TreeEntry | null): Entry | null {
  return entry === null || entry.mode === "040000" ? null : { mode: entry.mode, sha: entry.sha };
}
