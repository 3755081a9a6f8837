import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { configPath, misspelledConfigPath } from "../config/config-path.ts";
import type { Config } from "../config/config.ts";
import { parseConfig } from "../config/parse-config.ts";
import { UsageError } from "./exit-codes.ts";
import type { ConfigProblem } from "../config/config-problem.ts";
import { fromHere } from "./repository.ts";

/** The config of a repository, or the file named with `--config`; the defaults where a repository has none. */
export async function loadConfig(root: string, named: string | null): Promise<Config> {
  if (named === null) await refuseMisspelled(root);
  const path = named ?? join(root, configPath);
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (named === null && isMissing(error)) return "";
    throw new UsageError(`The config \`${path}\` cannot be read. Name a file with --config.`);
  });
  const parsed = parseConfig(text);
  if (parsed.state === "valid") return parsed.config;
  throw new ConfigError(path, root, parsed.problems);
}

async function refuseMisspelled(root: string): Promise<void> {
  const names = await Promise.all(
    ["", ".github/"].map(async (folder) => {
      const entries = await readdir(join(root, folder)).catch(() => []);
      return entries.map((name) => `${folder}${name}`);
    }),
  );
  const slip = names.flat().find(misspelledConfigPath);
  if (slip === undefined) return;
  const message = `\`${slip}\` is not read. Rename it to \`${configPath}\`.`;
  throw new ConfigError(join(root, slip), root, [{ line: 1, column: 1, message }]);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}

/** What is wrong in a file of settings, and where: an answer that every format has words for. */
export class ConfigError extends UsageError {
  /** Absolute. */
  readonly file: string;
  /** Root of the repository that it is about, absolute. */
  readonly root: string;
  readonly problems: readonly ConfigProblem[];

  constructor(file: string, root: string, problems: readonly ConfigProblem[]) {
    const shown = fromHere(file, root);
    super(problems.map(({ line, column, message }) => `${shown}:${line}:${column}: ${message}`).join("\n"));
    this.file = file;
    this.root = root;
    this.problems = problems;
  }
}
