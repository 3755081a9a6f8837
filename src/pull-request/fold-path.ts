import { shortNameReader } from "./short-names.ts";

const beyondAscii = /[^\p{ASCII}]/u;
/** What nobody sees, and file systems leave out of names or out of account. */
const unseen = /\p{Default_Ignorable_Code_Point}/gu;
/** Of names with more than eight letters, or with a dot in front. */
const longNames = [".specify", ".github", "contracts", "data-model.md", "quickstart.md"];
const longNameOf = shortNameReader(longNames);
/** A dot or a blank at the end of a name, or what names a stream of a file. */
const mayEndOtherwise = /[. ](?:\/|$)|:/;

/**
 * A path as file systems without case compare it: case-folded and in Unicode normal form C, by upper case first, so that
 * `ß` and `ſ` meet what they are the same as. Without what the Mac leaves out of names, and on Windows what is behind them,
 * with the long name for a short one.
 */
export function foldPath(path: string): string {
  const folded = foldCase(path);
  if (!mayEndOtherwise.test(folded) && !folded.includes("~")) return folded;
  return folded
    .split("/")
    .map((name) => longNameOf(withoutEnding(name)))
    .join("/");
}

function foldCase(path: string): string {
  if (!beyondAscii.test(path)) return path.toLowerCase();
  return path.replaceAll(unseen, "").normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");
}

/** `plan.md. `, `plan.md::$data` → `plan.md`; other names may hold a colon. A name of dots and blanks alone stays. */
function withoutEnding(name: string): string {
  const colon = name.indexOf(":");
  const file = trimmed(colon === -1 ? name : name.slice(0, colon));
  if (colon !== -1 && !file.endsWith(".md") && !longNames.includes(longNameOf(file))) return name;
  return file === "" ? name : file;
}

function trimmed(name: string): string {
  let end = name.length;
  while (end > 0 && (name[end - 1] === "." || name[end - 1] === " ")) end -= 1;
  return name.slice(0, end);
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
