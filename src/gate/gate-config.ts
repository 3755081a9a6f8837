import { type Config, defaultConfig } from "../config/config.ts";
import { configPath, misspelledConfigPath } from "../config/config-path.ts";
import type { ConfigProblem } from "../config/config-problem.ts";
import { parseConfig } from "../config/parse-config.ts";
import type { Facts, Repository } from "../pull-request/snapshot.ts";

/** The settings that judge, always from the default branch. */
export type GateConfig =
  | { readonly state: "valid"; readonly config: Config; readonly isMissing: boolean }
  | { readonly state: "invalid"; readonly path: string; readonly problems: readonly ConfigProblem[] };

/** `undefined` before the file was read. */
export function readGateConfig(facts: Facts, repository: Repository): GateConfig | undefined {
  const file = facts.files[`${repository.defaultBranch}:${configPath}`];
  if (file === undefined) return undefined;
  if (file === null) return misspelledOnDefaultBranch(facts, repository) ?? missing;
  if (file.blob.state !== "text") return unreadable(file.path, file.blob.state);
  const parsed = parseConfig(file.blob.text);
  switch (parsed.state) {
    case "valid":
      return { state: "valid", config: parsed.config, isMissing: false };
    case "invalid":
      return { state: "invalid", path: configPath, problems: parsed.problems };
  }
}

const missing: GateConfig = { state: "valid", config: defaultConfig, isMissing: true };

function misspelledOnDefaultBranch(facts: Facts, repository: Repository): GateConfig | null {
  const tip = Object.entries(facts.comparisons).find(([range]) =>
    range.startsWith(`${repository.defaultBranch}...`),
  )?.[1];
  const tree = tip ? facts.trees[tip.baseSha] : undefined;
  const entry = tree?.find(({ path }) => misspelledConfigPath(path));
  if (!entry) return null;
  return { state: "invalid", path: entry.path, problems: [misspelling(entry.path)] };
}

/** The one problem of a config at the wrong place. */
export function misspelling(path: string): ConfigProblem {
  return {
    line: 1,
    column: 1,
    message: `\`${path}\` is not read. Rename it to \`${configPath}\`.`,
  };
}

function unreadable(path: string, state: "not-utf8" | "too-large"): GateConfig {
  const message =
    state === "not-utf8"
      ? `\`${path}\` is not a regular file in UTF-8. Save it as UTF-8 text.`
      : `\`${path}\` is larger than 64 KiB. Shorten it.`;
  return { state: "invalid", path, problems: [{ line: 1, column: 1, message }] };
}
