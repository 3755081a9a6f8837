import { readFile } from "node:fs/promises";
import { join } from "node:path";
import picomatch from "picomatch";
import { globProblem } from "../config/fields.ts";
import { quoteValue } from "../config/config-problem.ts";
import { foldPath } from "../pull-request/fold-path.ts";
import { ConfigError } from "./load-config.ts";
import { UsageError } from "./exit-codes.ts";

/** Where a repository names the folders that nobody wants to hear of on a desk. */
export const ignoreFile = ".plan-gateignore";

const maxBytes = 64 * 1024;
const maxGlobs = 200;

/** Is a folder, by its path from the root, left out? */
export type IsLeftOut = (folder: string) => boolean;

/**
 * Reads what a repository leaves out when it is searched. What is named is judged all the same, as is all by the
 * gate.
 */
export async function readLeftOut(root: string): Promise<IsLeftOut> {
  const file = join(root, ignoreFile);
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null) return () => false;
  if (text.length > maxBytes) throw new UsageError(`\`${ignoreFile}\` is over 64 KiB. Make it shorter.`);
  const lines = text.split(/\r?\n/).map((line, index) => ({ glob: globOf(line), line: index + 1 }));
  const globs = lines.filter(({ glob }) => glob !== "");
  const problems = globs.flatMap(({ glob, line }, index) => {
    const expected = index < maxGlobs ? globProblem(glob) : `at most ${maxGlobs} globs`;
    const message = `${quoteValue(glob)} leaves nothing out, expected ${String(expected)}.`;
    return expected === null ? [] : [{ line, column: 1, message }];
  });
  if (problems.length > 0) throw new ConfigError(file, root, problems.slice(0, 20));
  const options = { dot: true, noextglob: true, nonegate: true, windows: false };
  const matchers = globs.map(({ glob }) => picomatch(foldPath(glob), options));
  return (folder) =>
    foldersAround(foldPath(folder)).some((path) => matchers.some((matches) => matches(path)));
}

function globOf(line: string): string {
  const glob = line.trim();
  return glob.startsWith("#") ? "" : glob.replace(/\/$/, "");
}

/** `a`, `a/b`, `a/b/c`. */
function foldersAround(path: string): readonly string[] {
  const segments = path.split("/");
  return segments.map((_, index) => segments.slice(0, index + 1).join("/"));
}
