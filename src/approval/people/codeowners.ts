import { matchesWildcards } from "./wildcards.ts";

/** GitHub ignores a larger file. */
const maxCharacters = 3 * 1024 * 1024;

/**
 * Owners of a path by a CODEOWNERS file: `@login` and `@org/team`, lower case, in the file's order.
 * The last line whose pattern matches decides, also when it names nobody. E-mail addresses are left out:
 * GitHub does not say whose they are.
 */
export function ownersOf(codeowners: string, path: string): readonly string[] {
  if (codeowners.length > maxCharacters) return [];
  const lines = codeowners.split(/\r\n|\n|\r/).map(wordsOf);
  const last = lines.findLast(([pattern]) => pattern !== undefined && matchesPattern(pattern, path));
  return (last ?? []).slice(1).flatMap((owner) => (owner.startsWith("@") ? [owner.toLowerCase()] : []));
}

/** The words of a line up to a comment; a backslash keeps a space within a word. */
function wordsOf(line: string): readonly string[] {
  const words = line
    .replaceAll("\\ ", "\0")
    .split(/[ \t]+/)
    .filter((word) => word !== "");
  const comment = words.findIndex((word) => word.startsWith("#"));
  const meant = comment === -1 ? words : words.slice(0, comment);
  return meant.map((word) => word.replaceAll("\0", " "));
}

/**
 * Does a pattern, as in .gitignore, match the path of a file or one of the folders it lies in?
 * Time is at most the product of both lengths.
 */
function matchesPattern(pattern: string, path: string): boolean {
  const isFolder = pattern.endsWith("/");
  const parts = pattern.split("/").filter((part) => part !== "");
  if (parts.length === 0) return false;
  const isAnchored = pattern.startsWith("/") || parts.length > 1;
  const anchored = isAnchored ? parts : ["**", ...parts];
  const target = path.split("/");
  const matches = (candidate: readonly string[]) => matchesWildcards(candidate, target, "**", isSegment);
  if (!isFolder && matches(anchored)) return true;
  const isOneLevel = isAnchored && !isFolder && parts.at(-1) === "*";
  return !isOneLevel && matches([...anchored, "**", "*"]);
}

/** `*` stands for any characters within one name, `?` for one. */
function isSegment(pattern: string, segment: string): boolean {
  const isCharacter = (one: string, character: string) => one === "?" || one === character;
  return matchesWildcards(Array.from(pattern), Array.from(segment), "*", isCharacter);
}
