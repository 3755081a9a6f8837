const beyondAscii = /[^\p{ASCII}]/u;
/** The name that Windows gives `.specify` for programs of old: a folder of that name lands in it. */
const shortName = /(?<=^|\/)specif~\d(?=\/|$)/giu;
/** What the Mac's file system leaves out of names. */
const unseen = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/gu;

/** A path as file systems without case compare it. */
function fold(path: string): string {
  const long = path.includes("~") ? path.replaceAll(shortName, ".specify") : path;
  if (!beyondAscii.test(long)) return long.toLowerCase();
  return long.replaceAll(unseen, "").normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");
}

/** Which paths of a tree are wanted. */
export interface Wanted {
  readonly holds: (path: string) => boolean;
  /** Must one look into this folder to find them all? */
  readonly leadsThrough: (folder: string) => boolean;
}

/** What lies in one of the folders, or is one of them; compared folded. `""` is the root: everything. */
export function createWantedFolders(folders: readonly string[]): Wanted {
  const wanted = folders.map(fold);
  const holds = (path: string): boolean => {
    const folded = fold(path);
    return wanted.some((folder) => folder === "" || folded === folder || folded.startsWith(`${folder}/`));
  };
  return {
    holds,
    leadsThrough: (folder) => {
      const folded = fold(folder);
      return holds(folder) || wanted.some((other) => other.startsWith(`${folded}/`));
    },
  };
}

/** What has one of the names, given folded, or lies in a folder that has; one must look everywhere. */
export function createWantedNames(names: readonly string[]): Wanted {
  const wanted = new Set(names);
  return {
    holds: (path) => path.split("/").some((segment) => wanted.has(fold(segment))),
    leadsThrough: () => true,
  };
}
