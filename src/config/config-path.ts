/** Where the config lives, on the default branch. */
export const configPath = ".github/plan-gate.yml";

/** Names that a config is likely to be given, in lower case. */
export const configFileNames: readonly string[] = [
  "plan-gate",
  "plan_gate",
  "plangate",
  ".plan-gate",
].flatMap((name) => [`${name}.yml`, `${name}.yaml`]);

/** Where a config is likely to be put, rightly or not. */
export const likelyConfigPaths: readonly string[] = ["", ".github/"].flatMap((folder) =>
  configFileNames.map((name) => `${folder}${name}`),
);

const likelyPaths: ReadonlySet<string> = new Set(likelyConfigPaths);

/**
 * Was this file meant to be the config? A file that is merely spelled otherwise is an error:
 * read as "no config", it would open the gate for whoever the defaults name.
 */
export function misspelledConfigPath(path: string): boolean {
  return path !== configPath && likelyPaths.has(path.normalize("NFC").toLowerCase());
}
