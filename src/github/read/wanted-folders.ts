import { foldPath } from "../../pull-request/fold-path.ts";

/** Which paths of a tree are wanted. */
export interface Wanted {
  readonly holds: (path: string) => boolean;
  /** Must one look into this folder to find them all? */
  readonly leadsThrough: (folder: string) => boolean;
}

/** What lies in one of the folders, or is one of them; compared folded. `""` is the root: everything. */
export function createWantedFolders(folders: readonly string[]): Wanted {
  const wanted = folders.map(foldPath);
  const holds = (path: string): boolean => {
    const folded = foldPath(path);
    return wanted.some((folder) => folder === "" || folded === folder || folded.startsWith(`${folder}/`));
  };
  return {
    holds,
    leadsThrough: (folder) => {
      const folded = foldPath(folder);
      return holds(folder) || wanted.some((other) => other.startsWith(`${folded}/`));
    },
  };
}

/**
 * What has one of the names, given folded, or lies in a folder that has; `*.md` stands for all names that end so.
 * One must look everywhere.
 */
export function createWantedNames(names: readonly string[]): Wanted {
  const wanted = new Set(names);
  const endings = names.filter((name) => name.startsWith("*")).map((name) => name.slice(1));
  const isWanted = (name: string) => wanted.has(name) || endings.some((ending) => name.endsWith(ending));
  return {
    holds: (path) => path.split("/").some((segment) => isWanted(foldPath(segment))),
    leadsThrough: () => true,
  };
}
