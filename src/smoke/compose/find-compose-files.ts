import { access, readFile } from "node:fs/promises";
import { delimiter, dirname, join, resolve } from "node:path";

/** Compose's own names, in its order of preference. */
const baseNames = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"] as const;
const overrideNames = [
  "compose.override.yml",
  "compose.override.yaml",
  "docker-compose.override.yml",
  "docker-compose.override.yaml",
] as const;

/**
 * Finds the compose files as Compose would: `COMPOSE_FILE` from the environment or `.env`, else the first well-known
 * name in the directory or above, with its override beside it. Absolute paths; empty where there is none.
 */
export async function findComposeFiles(
  directory: string,
  env: NodeJS.ProcessEnv,
): Promise<readonly string[]> {
  const named = env["COMPOSE_FILE"] ?? (await composeFileFromDotEnv(directory));
  if (named !== null && named !== "") {
    const separator = env["COMPOSE_PATH_SEPARATOR"] ?? delimiter;
    return named.split(separator).map((path) => resolve(directory, path));
  }
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    const base = await firstExisting(folder, baseNames);
    if (base !== null) {
      const override = await firstExisting(folder, overrideNames);
      return override === null ? [base] : [base, override];
    }
    if (dirname(folder) === folder) return [];
  }
}

async function firstExisting(folder: string, names: readonly string[]): Promise<string | null> {
  for (const name of names) {
    const path = join(folder, name);
    if (await exists(path)) return path;
  }
  return null;
}

/** Whether something is at that path. */
async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

async function composeFileFromDotEnv(directory: string): Promise<string | null> {
  try {
    const text = await readFile(join(directory, ".env"), "utf8");
    const line = text.split(/\r?\n/).find((candidate) => candidate.startsWith("COMPOSE_FILE="));
    return line === undefined ? null : line.slice("COMPOSE_FILE=".length).replace(/^(["'])(.*)\1$/, "$2");
  } catch {
    return null;
  }
}
