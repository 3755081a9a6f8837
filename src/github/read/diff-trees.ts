import type { ChangedFile, TreeEntry } from "../../pull-request/content.ts";

/** What differs between two lists of entries, both sorted by path. A rename shows as a removal and an addition. */
export function diffTrees(before: readonly TreeEntry[], after: readonly TreeEntry[]): readonly ChangedFile[] {
  const old = new Map(before.map((entry) => [entry.path, entry]));
  const kept = new Set(after.map(({ path }) => path));
  const changes: ChangedFile[] = [];
  for (const { path, mode, blobId } of after) {
    const was = old.get(path);
    if (was === undefined) changes.push({ path, previousPath: null, status: "added", blobId });
    else if (was.blobId !== blobId) changes.push({ path, previousPath: null, status: "modified", blobId });
    else if (was.mode !== mode) changes.push({ path, previousPath: null, status: "changed", blobId });
  }
  for (const { path, blobId } of before) {
    if (!kept.has(path)) changes.push({ path, previousPath: null, status: "removed", blobId });
  }
  return changes.sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0));
}
