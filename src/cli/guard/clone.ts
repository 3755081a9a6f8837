import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { configPath, misspelledConfigPath } from "../../config/config-path.ts";
import { runGit } from "../repository.ts";

/** A repository on disk: where it stands, and what it knows of the base branch. */
export interface Clone {
  /** Absolute. */
  readonly root: string;
  /** Git's own folder of it, absolute. */
  readonly gitFolder: string;
  /** Without `refs/heads/`; `null` where no branch is checked out. */
  readonly branch: string | null;
  /** The commit that is checked out; `null` before the first. */
  readonly head: string | null;
  /** The default branch as this clone knows it; `null` where it knows none. */
  readonly base: BaseBranch | null;
  /** Of the base branch; `null` where that has none, or there is no base. */
  readonly configOnBase: ConfigOnBase | null;
}

/** A branch, and the commit it is at. */
export interface BaseBranch {
  /** Such as `origin/main`. */
  readonly name: string;
  readonly sha: string;
}

/** The text of the config on the base branch, or why it is not read. */
export type ConfigOnBase =
  | { readonly state: "text"; readonly blobId: string; readonly text: string }
  /** What is wrong, as a sentence. */
  | { readonly state: "unread"; readonly problem: string };

/** Where the default branch may be known, best first; short names of the second and third tell what the first stands for. */
const baseRefs = ["origin/HEAD", "origin/main", "origin/master", "main", "master"] as const;

/** What is read of each. */
const parts = ["^{commit}", "^{tree}", ":.github", `:${configPath}`] as const;

/** Looks at a clone; asks nobody. */
export async function openClone(root: string): Promise<Clone> {
  const places = baseRefs.flatMap((ref) =>
    parts.map((part) => `refs/${ref.includes("/") ? "remotes" : "heads"}/${ref}${part}`),
  );
  const [[gitFolder, branch], [checkedOut, ...objects]] = await Promise.all([
    readBranch(root),
    readObjects(root, ["HEAD^{commit}", ...places]),
  ]);
  const head = checkedOut?.id ?? null;
  const bases = baseRefs.flatMap((name, index) => {
    const [commit, tree, folder, file] = objects.slice(index * parts.length, (index + 1) * parts.length);
    return commit && tree ? [{ name, sha: commit.id, tree, folder: folder ?? null, file: file ?? null }] : [];
  });
  const [best] = bases;
  if (best === undefined) return { root, gitFolder, branch, head, base: null, configOnBase: null };
  const { name } = bases.find(({ name: one, sha }) => one !== "origin/HEAD" && sha === best.sha) ?? best;
  const base = { name, sha: best.sha };
  return { root, gitFolder, branch, head, base, configOnBase: findConfig({ ...best, name }) };
}

interface BaseObjects {
  readonly name: string;
  readonly tree: GitObject;
  readonly folder: GitObject | null;
  readonly file: GitObject | null;
}

/** `null` where the base has none. */
function findConfig({ name, tree, folder, file }: BaseObjects): ConfigOnBase | null {
  const inFolder = folder?.type === "tree" ? entriesOf(folder) : [];
  const entries = [
    ...entriesOf(tree),
    ...inFolder.map((entry) => ({ ...entry, name: `.github/${entry.name}` })),
  ];
  const slip = entries.find((entry) => misspelledConfigPath(entry.name));
  if (slip !== undefined)
    return unread(`\`${slip.name}\` on \`${name}\` is not read. Rename it to \`${configPath}\`.`);
  const entry = entries.find((one) => one.name === configPath);
  if (entry === undefined) return null;
  return file === null || !entry.mode.startsWith("100")
    ? unread(`\`${configPath}\` on \`${name}\` is no file.`)
    : { state: "text", blobId: file.id, text: file.bytes.toString("utf8") };
}

function unread(problem: string): ConfigOnBase {
  return { state: "unread", problem };
}

/** Git's folder, and the branch: from the file `HEAD` where it says so, as Git takes longer to start than to answer. */
async function readBranch(root: string): Promise<readonly [string, string | null]> {
  const link = await readFile(join(root, ".git"), "utf8").catch(() => "");
  const [, folder = ".git"] = /^gitdir: (.*)\s*$/.exec(link) ?? [];
  const gitFolder = resolve(root, folder);
  const head = await readFile(join(gitFolder, "HEAD"), "utf8").catch(() => "");
  const [, branch] = /^ref: refs\/heads\/(\S+)\s*$/.exec(head) ?? [];
  if (branch !== undefined && branch !== ".invalid") return [gitFolder, branch];
  if (/^[0-9a-f]{40,64}\s*$/.test(head)) return [gitFolder, null];
  return [gitFolder, (await git(root, ["symbolic-ref", "--quiet", "--short", "HEAD"]))?.trim() ?? null];
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

/** An object of Git's store. */
interface GitObject {
  /** Hex digits. */
  readonly id: string;
  readonly type: string;
  readonly bytes: Buffer;
}

const maxBytes = 64 * 1024 * 1024;

/**
 * Reads objects by names such as `origin/main:.github`, all with one process, as starting one is what takes time; `null` for a
 * name that there is not. Throws where Git cannot be asked.
 */
function readObjects(root: string, names: readonly string[]): Promise<readonly (GitObject | null)[]> {
  return new Promise((resolve, reject) => {
    const args = ["-C", root, "--no-optional-locks", "cat-file", "--batch"];
    const child = execFile("git", args, { encoding: "buffer", maxBuffer: maxBytes }, (error, stdout) => {
      if (error === null) resolve(objectsIn(stdout, names.length));
      else reject(new Error(`Git cannot read this clone: ${error.message.split("\n", 1).join("")}`));
    });
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(`${names.join("\n")}\n`);
  });
}

/** Entries of a tree object: `<mode> <name> NUL <id as bytes>`, again and again. */
function entriesOf({ id, bytes }: GitObject): readonly { readonly mode: string; readonly name: string }[] {
  const entries: { readonly mode: string; readonly name: string }[] = [];
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(0x20, at);
    const end = bytes.indexOf(0, space);
    if (space === -1 || end === -1) break;
    entries.push({
      mode: bytes.toString("latin1", at, space),
      name: bytes.toString("utf8", space + 1, end),
    });
    at = end + 1 + id.length / 2;
  }
  return entries;
}

/** `<id> <type> <size> LF <bytes> LF` for each object that is there, one line for each that is not. */
function objectsIn(answer: Buffer, count: number): readonly (GitObject | null)[] {
  let at = 0;
  return Array.from({ length: count }, () => {
    const end = answer.indexOf(0x0a, at);
    const [, id, type, size] = /^([0-9a-f]{40,64}) (\w+) (\d+)$/.exec(answer.toString("utf8", at, end)) ?? [];
    at = end + 1;
    if (id === undefined || type === undefined) return null;
    const bytes = answer.subarray(at, at + Number(size));
    at += bytes.length + 1;
    return { id, type, bytes };
  });
}
