const beyondAscii = /[^\p{ASCII}]/u;

/**
 * A path as file systems without case compare it: case-folded and in Unicode normal form C.
 * By upper case first, so that `ß` and `ſ` meet what they are the same as.
 */
export function foldPath(path: string): string {
  if (!beyondAscii.test(path)) return path.toLowerCase();
  return path.normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");
}

/** `path` as seen from `folder`, spelled as it is; `null` where it is not below it. Compares folded. */
export function relativePath(path: string, folder: string): string | null {
  const depth = folder.split("/").length;
  const segments = path.split("/");
  if (segments.length <= depth) return null;
  return foldPath(segments.slice(0, depth).join("/")) === foldPath(folder)
    ? segments.slice(depth).join("/")
    : null;
}
