import { applyPatch, createPatch } from "diff";
import { changedFiles } from "./file-changes.ts";
import { type Entry, type ObjectStore, writeBlob } from "./object-store.ts";
import { landingOf, type RenamedFolders, renamedFolders } from "./renamed-folders.ts";
import { diffTrees, editTree, entryAt } from "./trees.ts";

/** The outcome of a three-way merge; the tree is usable only without conflicts. */
export interface TreeMerge {
  readonly tree: string;
  /** Paths both sides changed in ways that do not fit together. */
  readonly conflicts: readonly string[];
}

/** One of the two trees that are merged, and what became of the base's files in it. */
interface Side {
  readonly tree: string;
  /** Old name → new name. */
  readonly renames: ReadonlyMap<string, string>;
  /** Names that the base has not. */
  readonly fresh: readonly string[];
  readonly folders: RenamedFolders;
}

/**
 * Merges what both sides changed since `base` as Git's `ort` does: line by line where both changed a file, and along
 * renames, so that an edit of the old file lands in the new one and a new file of an old folder in the new folder.
 * (For folders that is `merge.directoryRenames=true`; by default Git asks people first.)
 */
export function mergeTrees(store: ObjectStore, base: string | null, ours: string, theirs: string): TreeMerge {
  const own = readSide(store, base, ours);
  const other = readSide(store, base, theirs);
  const moved = followRenames(store, base, own, other);
  const changes = new Map<string, Entry | null>();
  const conflicts = [...moved.conflicts];
  for (const { path, before, after } of diffTrees(store, moved.base, moved.theirs)) {
    const outcome = mergeEntry(store, path, [before, entryAt(store, moved.ours, path), after]);
    if (outcome === "conflict") conflicts.push(path);
    else changes.set(path, outcome);
  }
  const tree = editTree(store, moved.ours, changes);
  return followFolders(store, { tree, conflicts: [...new Set(conflicts)] }, own, other);
}

function readSide(store: ObjectStore, base: string | null, tree: string): Side {
  const files = base === null ? [] : changedFiles(store, base, tree);
  const renames = new Map<string, string>();
  for (const { path, previousPath } of files) if (previousPath !== null) renames.set(previousPath, path);
  const fresh = files.flatMap(({ path, status }) => (status === "added" || status === "renamed" ? path : []));
  return { tree, renames, fresh, folders: renamedFolders(store, tree, renames) };
}

/** The three trees with every renamed file under its new name, as if it had always been there. */
function followRenames(store: ObjectStore, base: string | null, own: Side, other: Side) {
  const conflicts: string[] = [];
  const edits = { base: new Map<string, Entry | null>(), ours: new Map(), theirs: new Map() };
  const targets = new Set<string>();
  for (const from of new Set([...own.renames.keys(), ...other.renames.keys()])) {
    const names = [own, other].flatMap((side) => side.renames.get(from) ?? []);
    const [to = from] = names;
    if (names.some((name) => name !== to) || targets.has(to)) conflicts.push(to);
    targets.add(to);
    edits.base.set(from, null).set(to, entryAt(store, base ?? "", from));
    for (const [side, edit] of [[own, edits.ours] as const, [other, edits.theirs] as const]) {
      if (side.renames.has(from)) continue;
      const entry = entryAt(store, side.tree, from);
      if (entry === null || entryAt(store, side.tree, to) !== null) conflicts.push(to);
      edit.set(from, null).set(to, entry);
    }
  }
  return {
    base: base === null ? null : editTree(store, base, edits.base),
    ours: editTree(store, own.tree, edits.ours),
    theirs: editTree(store, other.tree, edits.theirs),
    conflicts,
  };
}

/** Moves what one side added to a folder that the other renamed. */
function followFolders(store: ObjectStore, merge: TreeMerge, own: Side, other: Side): TreeMerge {
  const changes = new Map<string, Entry | null>();
  const conflicts = [...merge.conflicts];
  for (const [by, of] of [[own, other] as const, [other, own] as const]) {
    for (const path of of.fresh.filter((name) => !by.fresh.includes(name))) {
      const to = landingOf(path, by.folders, of);
      if (to === null) continue;
      const entry = entryAt(store, merge.tree, path);
      if (to === undefined) conflicts.push(path);
      else if (entry === null || entryAt(store, merge.tree, to) !== null || changes.has(to))
        conflicts.push(to);
      else changes.set(path, null).set(to, entry);
    }
  }
  return { tree: editTree(store, merge.tree, changes), conflicts };
}

function mergeEntry(
  store: ObjectStore,
  path: string,
  [before, ours, theirs]: readonly [Entry | null, Entry | null, Entry | null],
): Entry | null | "conflict" {
  if (isSame(ours, before) || isSame(ours, theirs)) return theirs;
  if (isSame(theirs, before)) return ours;
  if (ours === null || before === null || theirs === null) return "conflict";
  const [oldText, ourText, theirText] = [before, ours, theirs].map(({ sha }) =>
    store.blobs.get(sha)?.toString(),
  );
  if (oldText === undefined || ourText === undefined || theirText === undefined) return "conflict";
  const merged = applyPatch(ourText, createPatch(path, oldText, theirText));
  const mode = theirs.mode === before.mode ? ours.mode : theirs.mode;
  return merged === false ? "conflict" : { mode, sha: writeBlob(store, merged) };
}

function isSame(one: Entry | null, other: Entry | null): boolean {
  return one?.sha === other?.sha && one?.mode === other?.mode;
}
