import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { configPath, misspelledConfigPath } from "../config/config-path.ts";
import type { Config } from "../config/config.ts";
import { parseConfig } from "../config/parse-config.ts";
import { ConfigError } from "./config-error.ts";
import { UsageError } from "./exit-codes.ts";

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
