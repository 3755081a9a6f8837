import { foldPath } from "../../pull-request/fold-path.ts";

/** Where GitHub looks for code owners, first match first. */
export const codeownersPaths = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"] as const;

/** What a CODEOWNERS file says about some paths. */
export interface CodeOwners {
  /**
   * By path: `@login`, `@org/team` and e-mail addresses, lower case, in the file's order. The last line that matches
   * decides, also when it names nobody; empty where none matches.
   */
  readonly owners: ReadonlyMap<string, readonly string[]>;
  /**
   * The same as file systems without case read paths and lines: there, `.Specify/plan.md` is what `/.specify/` owns.
   */
  readonly foldedOwners: ReadonlyMap<string, readonly string[]>;
  /** Lines that GitHub skips, in their order. */
  readonly skipped: readonly SkippedLine[];
}

/** A line that counts for nothing. */
export interface SkippedLine {
  /** From 1. */
  readonly line: number;
  /** Such as `` `@alice,` is no login, team or e-mail address ``. Not neutral. */
  readonly why: string;
}

/**
 * Reads CODEOWNERS as GitHub does, by its
 * [documentation](https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners#codeowners-syntax):
 * a line with a pattern or an owner that cannot be is skipped as a whole. Time is linear in the text, which is
 * bounded where it is read; a line that comes close to a path costs at most the square of the path's length.
 */
export function readCodeowners(text: string, paths: readonly string[]): CodeOwners {
  const lines = readLines(text);
  const rules = lines.flatMap((line) => (line?.state === "rule" ? [line] : [])).reverse();
  const folded = rules.map(foldRule);
  const isFolded =
    folded.every((rule, index) => rule === rules[index]) && paths.every((path) => foldPath(path) === path);
  const owners = new Map(paths.map((path) => [path, ownersOf(rules, path)]));
  return {
    owners,
    foldedOwners: isFolded ? owners : new Map(paths.map((path) => [path, ownersOf(folded, foldPath(path))])),
    skipped: lines.flatMap((line, index) =>
      line?.state === "skipped" ? [{ line: index + 1, why: line.why }] : [],
    ),
  };
}

/** Of rules in the order in which the first that matches decides. */
function ownersOf(rules: readonly Rule[], path: string): readonly string[] {
  const segments = path.split("/").map((segment) => Array.from(segment));
  return rules.find(({ pattern }) => matches(pattern, segments))?.owners ?? [];
}

/** Whom the lines name that GitHub does not skip, each once, in the file's order; spelled as in `owners`. */
export function ownersNamed(text: string): readonly string[] {
  return [...new Set(readLines(text).flatMap((line) => (line?.state === "rule" ? line.owners : [])))];
}

function readLines(text: string): readonly (Line | null)[] {
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .map(readLine);
}

interface Rule {
  readonly state: "rule";
  /** The pattern as it is written. */
  readonly word: string;
  readonly pattern: Pattern;
  readonly owners: readonly string[];
}

type Line = Rule | { readonly state: "skipped"; readonly why: string };

/** `null` for an empty line and a comment. */
function readLine(text: string): Line | null {
  const [first, ...owners] = wordsOf(text);
  if (first === undefined) return null;
  const pattern = readPattern(first);
  if (typeof pattern === "string") return { state: "skipped", why: pattern };
  const stranger = owners.find((owner) => !isOwner(owner));
  if (stranger !== undefined)
    return { state: "skipped", why: `\`${shown(stranger)}\` is no login, team or e-mail address` };
  return { state: "rule", word: first, pattern, owners: owners.map((owner) => owner.toLowerCase()) };
}

/** The words of a line up to a comment; a backslash keeps what is behind it within a word, and stays. */
function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  let start: number | null = null;
  let at = 0;
  for (; at < text.length && text[at] !== "#"; at += 1) {
    const isBetween = text[at] === " " || text[at] === "\t";
    if (isBetween && start !== null) words.push(text.slice(start, at));
    start = isBetween ? null : (start ?? at);
    if (text[at] === "\\") at += 1;
  }
  if (start !== null) words.push(text.slice(start, at));
  return words;
}

/** A login, a team with its organization, or an e-mail address, of bounded length. */
function isOwner(word: string): boolean {
  return (
    /^@[a-z0-9][a-z0-9_-]{0,99}$/i.test(word) ||
    /^@[a-z0-9][a-z0-9-]{0,99}\/[a-z0-9_][a-z0-9_.-]{0,99}$/i.test(word) ||
    /^[\w.%+-]{1,100}@[a-z0-9.-]{1,200}\.[a-z]{2,20}$/i.test(word)
  );
}

/** Names of folders and of the file at the end, from the root. */
type Pattern = readonly PatternSegment[];

type PatternSegment =
  /** Any number of names, none included. */
  | "any"
  /** One name. */
  | readonly Letter[];

/** A letter that means itself, `*` for any number of letters, `?` for one. */
type Letter = "many" | "one" | { readonly letter: string };

/** Why it is none, where it is none. */
function readPattern(word: string): Pattern | string {
  const fault = patternFault(word);
  if (fault !== null) return `\`${shown(word)}\` ${fault}`;
  const names = word.split("/");
  const isFolder = names.length > 1 && names.at(-1) === "";
  const isAnchored = names.length - (isFolder ? 1 : 0) > 1;
  const inner = names.slice(names[0] === "" ? 1 : 0, isFolder ? -1 : undefined);
  if (inner.length === 0) return [[]];
  const last = inner.at(-1);
  return [
    ...(isAnchored ? [] : ["any" as const]),
    ...inner.map((name) => (name === "**" ? "any" : readName(name))),
    ...(isFolder || last === "**" ? inside : last === "*" ? [] : (["any"] as const)),
  ];
}

/** Something in the folder, however deep. */
const inside = ["any", ["many"]] as const;

function patternFault(word: string): string | null {
  const bare = word.replaceAll(/\\./gsu, "x");
  if (bare.startsWith("!")) return "begins with `!`: CODEOWNERS takes nothing back";
  if (bare.includes("***")) return "has three stars in a row";
  if (bare.includes("[")) return "has a `[`, which stands for itself only behind a backslash";
  return bare.endsWith("\\") ? "ends with a backslash" : null;
}

function readName(name: string): readonly Letter[] {
  if (name === "*") return ["one", "many"];
  return [...name.matchAll(/\\(.)|\*+|./gsu)].map(([found, escaped]): Letter => {
    if (escaped !== undefined) return { letter: escaped };
    if (found.startsWith("*")) return "many";
    return found === "?" ? "one" : { letter: found };
  });
}

/** The very same rule where folding changes nothing. */
function foldRule(rule: Rule): Rule {
  return foldPath(rule.word) === rule.word ? rule : { ...rule, pattern: rule.pattern.map(foldSegment) };
}

/** A name as a whole, so that it meets its other spellings; letter by letter where some may be any. */
function foldSegment(segment: PatternSegment): PatternSegment {
  if (segment === "any") return segment;
  const letters = segment.map((letter) => (typeof letter === "object" ? letter.letter : null));
  if (letters.includes(null))
    return segment.flatMap((letter) =>
      typeof letter === "object" ? lettersOf(foldPath(letter.letter)) : [letter],
    );
  return lettersOf(foldPath(letters.join("")));
}

function lettersOf(text: string): readonly Letter[] {
  return Array.from(text, (letter) => ({ letter }));
}

function matches(pattern: Pattern, names: readonly (readonly string[])[]): boolean {
  return matchesAll(pattern, names, {
    isMany: (segment) => segment === "any",
    isOne: (segment, name) =>
      segment !== "any" &&
      matchesAll(segment, name, {
        isMany: (letter) => letter === "many",
        isOne: (letter, character) =>
          typeof letter === "object" ? letter.letter === character : letter === "one",
      }),
  });
}

/**
 * Does a sequence match a pattern some of whose items stand for any number of items? The last of these takes as little
 * as it can, and more where the rest does not fit: that is enough, as nothing before it could do better.
 */
function matchesAll<One, Item>(
  pattern: readonly One[],
  items: readonly Item[],
  means: { readonly isMany: (one: One) => boolean; readonly isOne: (one: One, item: Item) => boolean },
): boolean {
  let at = 0;
  let reached = 0;
  let retry: { readonly at: number; readonly reached: number } | null = null;
  while (reached < items.length) {
    const one = pattern[at];
    const item = items[reached];
    if (one !== undefined && means.isMany(one)) {
      at += 1;
      retry = { at, reached };
    } else if (one !== undefined && item !== undefined && means.isOne(one, item)) {
      at += 1;
      reached += 1;
    } else if (retry === null) {
      return false;
    } else {
      retry = { at: retry.at, reached: retry.reached + 1 };
      ({ at, reached } = retry);
    }
  }
  return pattern.slice(at).every(means.isMany);
}

/** Another's words in a sentence. */
function shown(word: string): string {
  return word.replaceAll("`", "'").slice(0, 100);
}
