/** Modes of entries of a tree behind which lies what the tree does not hold: links and submodules. */
export const linkModes: ReadonlySet<string> = new Set(["120000", "160000"]);
