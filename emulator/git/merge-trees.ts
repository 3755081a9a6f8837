import { applyPatch, createPatch } from "diff";
import { type Entry, type ObjectStore, writeBlob } from "./object-store.ts";
import { diffTrees, editTree, entryAt, type TreeDifference } from "./trees.ts";

/** The outcome of a three-way merge; the tree is usable only without conflicts. */
export interface TreeMerge {
  readonly tree: string;
  /** Paths both sides changed in ways that do not fit together. */
  readonly conflicts: readonly string[];
}

/** Merges what `theirs` changed since `base` into `ours`, line by line where both changed a file. */
export function mergeTrees(store: ObjectStore, base: string | null, ours: string, theirs: string): TreeMerge {
  const changes = new Map<string, Entry | null>();
  const conflicts: string[] = [];
  for (const difference of diffTrees(store, base, theirs)) {
    const outcome = mergeEntry(store, difference, entryAt(store, ours, difference.path));
    if (outcome === "conflict") conflicts.push(difference.path);
    else changes.set(difference.path, outcome);
  }
  return { tree: editTree(store, ours, changes), conflicts };
}

function mergeEntry(
  store: ObjectStore,
  theirs: TreeDifference,
  ours: Entry | null,
): Entry | null | "conflict" {
  const { before, after } = theirs;
  if (isSame(ours, before) || isSame(ours, after)) return after;
  if (ours === null || before === null || after === null) return "conflict";
  const [oldText, ourText, theirText] = [before, ours, after].map(({ sha }) =>
    store.blobs.get(sha)?.toString(),
  );
  if (oldText === undefined || ourText === undefined || theirText === undefined) return "conflict";
  const merged = applyPatch(ourText, createPatch(theirs.path, oldText, theirText));
  return merged === false ? "conflict" : { mode: after.mode, sha: writeBlob(store, merged) };
}

function isSame(one: Entry | null, other: Entry | null): boolean {
  return one?.sha === other?.sha && one?.mode === other?.mode;
}
