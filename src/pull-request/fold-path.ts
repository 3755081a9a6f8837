const shortForm = /^([^~]{1,6})~([1-9]\d{0,5})(?:\.([^.~]{1,3}))?$/;

interface Shortened {
  readonly name: string;
  /** What the short name may begin with: the first letters, or two of them and a checksum. */
  readonly starts: readonly string[];
  readonly ending: string | undefined;
}

/**
 * Reads the short names that Windows gives some long ones for programs of old, such as `SPECIF~1` or `SP07CB~1` for
 * `.specify`, as [Git does for its own files](https://github.com/git/git/blob/v2.47.0/path.c): whatever is written to
 * a short name lands in the long one. Names in lower case; answers the long one, and any other name as it is.
 */
export function shortNameReader(names: readonly string[]): (name: string) => string {
  const known = names.filter(hasShortName).map(shorten);
  return (name) => {
    const [, start, digits, ending] = shortForm.exec(name) ?? [];
    if (start === undefined || digits === undefined) return name;
    const meant = known.find(
      (long) =>
        long.ending === ending &&
        long.starts.some((full) => start === full.slice(0, Math.min(6, 7 - digits.length))),
    );
    return meant?.name ?? name;
  };
}

/** At most eight letters, a dot and three letters need none. */
const fits = /^[^.]{1,8}(?:\.[^.]{1,3})?$/;

function hasShortName(name: string): boolean {
  return !fits.test(name);
}

function shorten(name: string): Shortened {
  const plain = name.replace(/^\./, "");
  const dot = plain.lastIndexOf(".");
  const base = (dot === -1 ? plain : plain.slice(0, dot)).replaceAll(".", "");
  const checksum = checksumOf(name).toString(16).padStart(4, "0");
  return {
    name,
    starts: [base.slice(0, 6), `${base.slice(0, 2)}${checksum}`],
    ending: dot === -1 ? undefined : plain.slice(dot + 1, dot + 4),
  };
}

/** As Windows counts it once the first letters are taken; 16 bits. */
function checksumOf(name: string): number {
  const letters = Array.from(name, (letter) => Number(letter.codePointAt(0)));
  const sum = letters.reduce((known, letter) => (known * 37 + letter) & 0xffff, 0);
  const spread = Math.abs(Math.imul(sum, 314159269));
  const rest = BigInt(spread) - ((BigInt(spread) * 1152921497n) >> 60n) * 1000000007n;
  const bits = Number(BigInt.asUintN(16, rest));
  return ((bits & 0xf000) >> 12) | ((bits & 0xf00) >> 4) | ((bits & 0xf0) << 4) | ((bits & 0xf) << 12);
}

const beyondAscii = /[^\p{ASCII}]/u;
/** What nobody sees, and file systems leave out of names or out of account. */
const unseen = /\p{Default_Ignorable_Code_Point}/gu;
/** Of names with more than eight letters, or with a dot in front. */
const longNames = [".specify", ".github", "plan-gate.yml", "contracts", "data-model.md", "quickstart.md"];
const longNameOf = shortNameReader(longNames);
/** A dot or a blank at the end of a name, or what names a stream of a file. */
const mayEndOtherwise = /[. ](?:\/|$)|:/;

/**
 * A path as file systems without case compare it: case-folded and in Unicode normal form C, by upper case first, so
 * that `ß` and `ſ` meet what they are the same as. Without what the Mac leaves out of names, and on Windows what is
 * behind them, with the long name for a short one.
 */
export function foldPath(path: string): string {
  const folded = foldCase(path);
  if (!mayEndOtherwise.test(folded) && !folded.includes("~")) return folded;
  return folded
    .split("/")
    .map((name) => longNameOf(withoutEnding(name)))
    .join("/");
}

/** Does a name, folded, stand for another one, also by a short name that Windows may give that? */
export function isNameOf(foldedName: string, meant: string): boolean {
  const long = foldPath(meant);
  return foldedName === long || (foldedName.includes("~") && shortNameReader([long])(foldedName) === long);
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

interface Name {
  /** Path up to this name, as first seen. */
  readonly path: string;
  readonly spelling: string;
  readonly names: Map<string, Name>;
}

/**
 * Files and folders that are two on one file system and one on another: groups of two or more
 * paths that differ in case or Unicode form only, each group sorted, the groups by their first path.
 */
export function collisions(paths: readonly string[]): readonly (readonly string[])[] {
  const names = new Map<string, Name>();
  const groups = new Map<Name, Set<string>>();
  for (const path of paths) addPath(path, names, groups);
  return [...groups.values()]
    .map((group) => [...group].sort())
    .sort((a, b) => (a.join("\n") < b.join("\n") ? -1 : 1));
}

function addPath(path: string, root: Map<string, Name>, groups: Map<Name, Set<string>>): void {
  let names = root;
  let end = -1;
  for (const spelling of path.split("/")) {
    end += spelling.length + 1;
    const folded = foldPath(spelling);
    const known = names.get(folded) ?? { path: path.slice(0, end), spelling, names: new Map<string, Name>() };
    names.set(folded, known);
    if (known.spelling !== spelling) {
      groups.set(known, (groups.get(known) ?? new Set([known.path])).add(path.slice(0, end)));
    }
    names = known.names;
  }
}
