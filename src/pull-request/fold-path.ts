const beyondAscii = /[^\p{ASCII}]/u;
/** The name that Windows gives `.specify` for programs of old: a folder of that name lands in it. */
const shortName = /(?<=^|\/)specif~\d(?=\/|$)/giu;
/** What the Mac's file system leaves out of names. */
const unseen = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/gu;

/**
 * A path as file systems without case compare it: case-folded and in Unicode normal form C.
 * By upper case first, so that `ß` and `ſ` meet what they are the same as.
 */
export function foldPath(path: string): string {
  const long = path.includes("~") ? path.replaceAll(shortName, ".specify") : path;
  if (!beyondAscii.test(long)) return long.toLowerCase();
  return long.replaceAll(unseen, "").normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");
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
