import { configPath, misspelledConfigPath } from "../../config/config-path.ts";
import type { Config } from "../../config/config.ts";
import { parseConfig } from "../../config/parse-config.ts";
import { UsageError } from "../exit-codes.ts";
import { loadConfig } from "../load-config.ts";
import { runGit } from "../repository.ts";

/** A repository on disk: where it stands, and what it knows of the base branch. */
export interface Clone {
  /** Absolute. */
  readonly root: string;
  /** Without `refs/heads/`; `null` where no branch is checked out. */
  readonly branch: string | null;
  /** The default branch as this clone knows it; `null` where it knows none. */
  readonly base: Base | null;
}

/** A branch, and the commit it is at. */
export interface Base {
  /** Such as `origin/main`. */
  readonly name: string;
  readonly sha: string;
}

/** The config that counts in a clone: the defaults, which hold no code back, where neither the base nor the folder has one. */
export type ConfigInClone =
  | { readonly state: "valid"; readonly config: Config }
  /** What is wrong, a line each. */
  | { readonly state: "broken"; readonly problems: readonly string[] };

const baseRefs = [
  "refs/remotes/origin/HEAD",
  "refs/remotes/origin/main",
  "refs/remotes/origin/master",
  "refs/heads/main",
  "refs/heads/master",
];

/** Looks at a clone; asks nobody. */
export async function openClone(root: string): Promise<Clone> {
  const format = "--format=%(refname)%00%(objectname)%00%(symref)";
  const [refs, branch] = await Promise.all([
    git(root, ["for-each-ref", format, ...baseRefs]),
    git(root, ["symbolic-ref", "--quiet", "--short", "HEAD"]),
  ]);
  return { root, branch: branch?.trim() ?? null, base: baseIn(refs ?? "") };
}

function baseIn(refs: string): Base | null {
  const known = new Map(
    refs.split("\n").map((line) => {
      const [ref = "", sha = "", target = ""] = line.split("\0");
      return [ref, { name: (target === "" ? ref : target).replace(/^refs\/(?:remotes|heads)\//, ""), sha }];
    }),
  );
  const ref = baseRefs.find((one) => known.has(one));
  return (ref === undefined ? undefined : known.get(ref)) ?? null;
}

/** The config of the base branch, as at the merge; where the base has none, that of the folder. */
export async function readConfig({ root, base }: Clone): Promise<ConfigInClone> {
  const onBase = base === null ? null : await readConfigAt(root, base);
  return onBase ?? readConfigInFolder(root);
}

async function readConfigAt(root: string, { name, sha }: Base): Promise<ConfigInClone | null> {
  const [top, folder, text] = await Promise.all([
    git(root, ["ls-tree", "-z", "--full-tree", sha]),
    git(root, ["ls-tree", "-z", "--full-tree", sha, ".github/"]),
    git(root, ["cat-file", "blob", `${sha}:${configPath}`]),
  ]);
  if (top === null || folder === null) return broken(`${name} cannot be read in this clone.`);
  const entries = [...entriesIn(top), ...entriesIn(folder)];
  const slip = entries.find(({ path }) => misspelledConfigPath(path));
  if (slip !== undefined)
    return broken(`\`${slip.path}\` on \`${name}\` is not read. Rename it to \`${configPath}\`.`);
  const entry = entries.find(({ path }) => path === configPath);
  if (entry === undefined) return null;
  if (text === null || !entry.mode.startsWith("100"))
    return broken(`\`${configPath}\` on \`${name}\` is no file.`);
  const parsed = parseConfig(text);
  if (parsed.state === "valid") return parsed;
  return {
    state: "broken",
    problems: parsed.problems.map(
      ({ line, column, message }) => `${configPath} on ${name}, line ${line}:${column}: ${message}`,
    ),
  };
}

async function readConfigInFolder(root: string): Promise<ConfigInClone> {
  try {
    return { state: "valid", config: await loadConfig(root, null) };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { state: "broken", problems: error.message.split("\n") };
  }
}

function broken(problem: string): ConfigInClone {
  return { state: "broken", problems: [problem] };
}

/** An entry of a tree, with its path from the root. */
export interface Entry {
  readonly mode: string;
  readonly path: string;
}

/** Reads what `git ls-tree -z` prints. */
export function entriesIn(listing: string): readonly Entry[] {
  return listing
    .split("\0")
    .filter((line) => line !== "")
    .map((line) => ({ mode: line.slice(0, 6), path: line.slice(line.indexOf("\t") + 1) }));
}

/** What a Git command prints, taking no lock; `null` where it fails. */
export function git(root: string, args: readonly string[]): Promise<string | null> {
  return runGit(root, ["--no-optional-locks", ...args]);
}

/** Paths that Git lists with `-z`; `null` where it fails. */
export async function gitPaths(root: string, args: readonly string[]): Promise<readonly string[] | null> {
  const listing = await git(root, args);
  return listing === null ? null : listing.split("\0").filter((path) => path !== "");
}
