/** Where the config lives, on the default branch. */
export const configPath = ".github/plan-gate.yml";

const likelyPaths: ReadonlySet<string> = new Set(
  ["", ".github/"].flatMap((folder) =>
    ["plan-gate", "plan_gate", "plangate", ".plan-gate"].flatMap((name) =>
      [".yml", ".yaml"].map((ending) => `${folder}${name}${ending}`),
    ),
  ),
);

/**
 * Was this file meant to be the config? A file that is merely spelled otherwise is an error:
 * read as "no config", it would open the gate for whoever the defaults name.
 */
export function misspelledConfigPath(path: string): boolean {
  return path !== configPath && likelyPaths.has(path.normalize("NFC").toLowerCase());
}
