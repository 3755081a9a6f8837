import type { Entry, ObjectStore } from "./object-store.ts";
import { diffTrees, type TreeDifference } from "./trees.ts";

/** A changed file as a comparison lists it. */
export interface FileChange {
  readonly status: "added" | "removed" | "modified" | "renamed" | "changed";
  readonly path: string;
  /** The old name of a renamed file. */
  readonly previousPath: string | null;
  readonly before: Entry | null;
  readonly after: Entry | null;
}

const maxSimilarityBytes = 100_000;
const maxSimilarityPairs = 2_500;

/** Files that differ between two trees, by path, with renames found as Git does: equal, or at least half alike. */
export function changedFiles(store: ObjectStore, before: string | null, after: string | null): FileChange[] {
  const differences = diffTrees(store, before, after);
  const added = differences.filter((difference) => difference.before === null);
  const removed = differences.filter((difference) => difference.after === null);
  const oldNames = findRenames(store, removed, added);
  const renamedAway = new Set([...oldNames.values()].map(({ path }) => path));
  return differences
    .filter(({ path, after: now }) => now !== null || !renamedAway.has(path))
    .map((difference) => toChange(difference, oldNames.get(difference.path) ?? null))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

function toChange(difference: TreeDifference, oldName: TreeDifference | null): FileChange {
  const { path, before, after } = difference;
  if (oldName !== null) {
    return { status: "renamed", path, previousPath: oldName.path, before: oldName.before, after };
  }
  const shared = { path, previousPath: null, before, after };
  if (before === null) return { ...shared, status: "added" };
  if (after === null) return { ...shared, status: "removed" };
  return { ...shared, status: before.sha === after.sha ? "changed" : "modified" };
}

function findRenames(
  store: ObjectStore,
  removed: readonly TreeDifference[],
  added: readonly TreeDifference[],
): Map<string, TreeDifference> {
  const left = new Map(removed.map((item) => [item.path, item]));
  const found = new Map<string, TreeDifference>();
  const claim = (path: string, source: TreeDifference): void => {
    found.set(path, source);
    left.delete(source.path);
  };
  for (const item of added) {
    const equal = [...left.values()].filter((old) => old.before?.sha === item.after?.sha);
    const source = equal.find((old) => baseName(old.path) === baseName(item.path)) ?? equal[0];
    if (source !== undefined) claim(item.path, source);
  }
  if (left.size * (added.length - found.size) > maxSimilarityPairs) return found;
  for (const item of added.filter(({ path }) => !found.has(path))) {
    const scored = [...left.values()].map((old) => ({
      old,
      score: similarity(store, old.before, item.after),
    }));
    const best = scored.sort((one, other) => other.score - one.score)[0];
    if (best !== undefined && best.score >= 0.5) claim(item.path, best.old);
  }
  return found;
}

function similarity(store: ObjectStore, one: Entry | null, other: Entry | null): number {
  const before = store.blobs.get(one?.sha ?? "");
  const after = store.blobs.get(other?.sha ?? "");
  if (before === undefined || after === undefined || one?.mode !== other?.mode) return 0;
  const longest = Math.max(before.length, after.length);
  if (longest > maxSimilarityBytes || longest === 0) return 0;
  const counts = new Map<string, number>();
  for (const line of before.toString().split("\n")) counts.set(line, (counts.get(line) ?? 0) + 1);
  let commonBytes = 0;
  for (const line of after.toString().split("\n")) {
    const count = counts.get(line) ?? 0;
    if (count === 0) continue;
    counts.set(line, count - 1);
    commonBytes += Buffer.byteLength(line) + 1;
  }
  return commonBytes / longest;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
