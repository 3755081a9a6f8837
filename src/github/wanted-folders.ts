const beyondAscii = /[^\p{ASCII}]/u;

/** A path as file systems without case compare it. */
function fold(path: string): string {
  if (!beyondAscii.test(path)) return path.toLowerCase();
  return path.normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");
}

/** Which paths lie in one of the folders, or are one of them; compared folded. `""` is the root: everything. */
export interface WantedFolders {
  readonly holds: (path: string) => boolean;
  /** Must one look into this folder to find them all? */
  readonly leadsThrough: (folder: string) => boolean;
}

export function createWantedFolders(folders: readonly string[]): WantedFolders {
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
