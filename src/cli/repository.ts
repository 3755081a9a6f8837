import { execFile } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import { dirname, join, relative, sep, isAbsolute } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const maxListBytes = 256 * 1024 * 1024;
const unlisted: ReadonlySet<string> = new Set([".git", "node_modules"]);

/** The folder of the repository that a folder lies in: the nearest with `.git`, else with `.specify`; else itself. */
export async function findRoot(folder: string): Promise<string> {
  return (await nearestWith(folder, ".git")) ?? (await nearestWith(folder, ".specify")) ?? folder;
}

/** Files below a folder, as `/`-separated paths from there: those Git knows or would add, else all. */
export async function listFiles(folder: string): Promise<readonly string[]> {
  return (
    (await runGit(folder, ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]))?.split("\0") ??
    walk(folder)
  );
}

/** What a Git command prints; `null` where Git or the repository is missing. */
export async function runGit(folder: string, args: readonly string[]): Promise<string | null> {
  try {
    const options = { cwd: folder, maxBuffer: maxListBytes, encoding: "utf8" } as const;
    return (await run("git", ["-C", folder, ...args], options)).stdout;
  } catch {
    return null;
  }
}

/** The same as bytes. */
export async function runGitRaw(folder: string, args: readonly string[]): Promise<Buffer | null> {
  try {
    const options = { cwd: folder, maxBuffer: maxListBytes, encoding: "buffer" } as const;
    return (await run("git", ["-C", folder, ...args], options)).stdout;
  } catch {
    return null;
  }
}

/** A path with `/` between its folders, whatever the system writes. */
export function withSlashes(path: string): string {
  return path.split(sep).join("/");
}

async function nearestWith(start: string, name: string): Promise<string | null> {
  for (let folder = start; ; folder = dirname(folder)) {
    if (await exists(join(folder, name))) return folder;
    if (dirname(folder) === folder) return null;
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function walk(root: string, folder = root): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (!entry.isDirectory()) return [withSlashes(relative(root, path))];
      return unlisted.has(entry.name) ? [] : walk(root, path);
    }),
  );
  return found.flat();
}

/** How a file on disk is named for the reader. */
export type Display = (absolutePath: string, root: string) => string;

/** From where one stands, as one would type it; absolute for what lies in another repository, or on another disk. */
export const fromHere: Display = (path, root) => {
  const here = process.cwd();
  const shown = relative(here, path);
  const isElsewhere = shown.startsWith("..") && relative(root, here).startsWith("..");
  return withSlashes(isElsewhere || isAbsolute(shown) ? path : shown || ".");
};

/** From the root of the repository. */
export const fromRoot: Display = (path, root) => withSlashes(relative(root, path)) || ".";

/** Marked as pure, as making it takes ten milliseconds: a program that sorts nothing leaves it out. */
const collator = /* @__PURE__ */ new Intl.Collator("en", { numeric: true });

/** The order of paths and ids for people: numbers by their value, `F-2` before `F-10`. */
export function inPathOrder(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : Number(a > b));
}
