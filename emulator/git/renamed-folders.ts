import type { ObjectStore } from "./object-store.ts";
import { entryAt } from "./trees.ts";

/** Old folder → new folder, `""` for the root; `null` where its files went to several alike. */
export type RenamedFolders = ReadonlyMap<string, string | null>;

/** Folders of which nothing is left in a tree, each with the one that most of its files went to. */
export function renamedFolders(
  store: ObjectStore,
  tree: string,
  renames: ReadonlyMap<string, string>,
): RenamedFolders {
  const counts = new Map<string, Map<string, number>>();
  for (const [from, to] of renames) {
    for (const [before, after] of folderPairs(from, to)) {
      const goals = counts.get(before) ?? new Map<string, number>();
      counts.set(before, goals.set(after, (goals.get(after) ?? 0) + 1));
    }
  }
  const found = new Map<string, string | null>();
  for (const [before, goals] of counts) {
    const [best, second] = [...goals].sort(([, one], [, other]) => other - one);
    if (best === undefined || entryAt(store, tree, before) !== null) continue;
    found.set(before, best[1] === second?.[1] ? null : best[0]);
  }
  return found;
}

/** What one side added, and the folders it renamed itself. */
interface Adding {
  readonly fresh: readonly string[];
  readonly folders: RenamedFolders;
}

/**
 * Where a file lands that one side added, by the folders the other renamed; `null` where it stays, `undefined` where
 * Git cannot tell. Only folders count that a file was added to directly: Git looks at no others.
 */
export function landingOf(
  path: string,
  by: RenamedFolders,
  { fresh, folders: own }: Adding,
): string | null | undefined {
  const names = path.split("/");
  for (let length = names.length - 1; length > 0; length -= 1) {
    const folder = names.slice(0, length).join("/");
    const goal = by.get(folder);
    const isAddedTo = fresh.some((name) => name.slice(0, name.lastIndexOf("/")) === folder);
    if (goal === null && isAddedTo && !own.has(folder)) return undefined;
    if (typeof goal === "string" && isAddedTo && !own.has(folder)) {
      return [...(goal === "" ? [] : [goal]), ...names.slice(length)].join("/");
    }
  }
  return null;
}

/** The folders of a renamed file, and those above as long as they are called the same; never the root as the old one. */
function folderPairs(from: string, to: string): readonly (readonly [string, string])[] {
  const before = from.split("/").slice(0, -1);
  const after = to.split("/").slice(0, -1);
  const pairs: (readonly [string, string])[] = [];
  while (before.length > 0) {
    const pair = [before.join("/"), after.join("/")] as const;
    if (pair[0] !== pair[1]) pairs.push(pair);
    const isAlike = before.pop() === after.pop();
    if (!isAlike) break;
  }
  return pairs;
}
