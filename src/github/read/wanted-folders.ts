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

/** What has one of the names, given folded, or lies in a folder that has; one must look everywhere. */
export function createWantedNames(names: readonly string[]): Wanted {
  const wanted = new Set(names);
  return {
    holds: (path) => path.split("/").some((segment) => wanted.has(foldPath(segment))),
    leadsThrough: () => true,
  };
}
