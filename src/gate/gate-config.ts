import { type Config, defaultConfig } from "../config/config.ts";
import { configPath, misspelledConfigPath } from "../config/config-path.ts";
import type { ConfigProblem } from "../config/config-problem.ts";
import { parseConfig } from "../config/parse-config.ts";
import type { Need } from "../pull-request/need.ts";
import type { FileOnBranch } from "../pull-request/content.ts";
import type { Facts, Repository } from "../pull-request/snapshot.ts";
import { namedEntriesNeed } from "./gated-names.ts";

/**
 * The settings that judge, always from the default branch: as they are at the commit that the head is compared with.
 * By the branch's name GitHub may still show older ones.
 */
export type GateConfig =
  | { readonly state: "valid"; readonly config: Config; readonly isMissing: boolean }
  | { readonly state: "invalid"; readonly path: string; readonly problems: readonly ConfigProblem[] };

/** `undefined` before the file was read, and where there is none, what else may be meant as one. */
export function readGateConfig(facts: Facts, repository: Repository): GateConfig | undefined {
  const tip = tipOfDefault(facts, repository);
  const file = facts.files[`${tip ?? repository.defaultBranch}:${configPath}`];
  if (file === undefined) return undefined;
  if (file === null) return misspelledOrMissing(facts, tip);
  return parse(file);
}

function parse(file: FileOnBranch): GateConfig {
  if (file.blob.state !== "text") return unreadable(file.path, file.blob.state);
  const parsed = parseConfig(file.blob.text);
  switch (parsed.state) {
    case "valid":
      return { state: "valid", config: parsed.config, isMissing: false };
    case "invalid":
      return { state: "invalid", path: configPath, problems: parsed.problems };
  }
}

/** What the settings seem to be before all was read: to ask by, and never to decide by. */
export function presumedGateConfig(facts: Facts, repository: Repository): GateConfig | undefined {
  const file = facts.files[`${repository.defaultBranch}:${configPath}`];
  const presumed = file === null ? missing : file === undefined ? undefined : parse(file);
  return readGateConfig(facts, repository) ?? presumed;
}

/**
 * The config at the commit that is compared with. Where there seems to be none, files that may be meant as one are
 * looked for there.
 */
export function settingsNeeds(facts: Facts, repository: Repository): readonly Need[] {
  const tip = tipOfDefault(facts, repository);
  if (tip === null) return [];
  const refs = [repository.defaultBranch, tip];
  const isMissing = refs.some((ref) => facts.files[`${ref}:${configPath}`] === null);
  const file: Need = { type: "file", ref: tip, path: configPath };
  return isMissing ? [file, namedEntriesNeed(tip, defaultConfig.features)] : [file];
}

const missing: GateConfig = { state: "valid", config: defaultConfig, isMissing: true };

function misspelledOrMissing(facts: Facts, tip: string | null): GateConfig | undefined {
  if (tip === null) return missing;
  const entries = facts.namedEntries[tip];
  if (entries === undefined) return undefined;
  if (entries?.some(({ path }) => path === configPath) === true) return unreadable(configPath, "not-shown");
  const entry = entries?.find(({ path }) => misspelledConfigPath(path));
  if (entry === undefined) return missing;
  return { state: "invalid", path: entry.path, problems: [misspelling(entry.path)] };
}

/** `null` where no comparison with the default branch tells. */
function tipOfDefault({ comparisons }: Facts, { defaultBranch }: Repository): string | null {
  const found = Object.entries(comparisons).find(([range]) => range.startsWith(`${defaultBranch}...`));
  return found?.[1]?.baseSha ?? null;
}

/** The one problem of a config at the wrong place. */
export function misspelling(path: string): ConfigProblem {
  return {
    line: 1,
    column: 1,
    message: `\`${path}\` is not read. Rename it to \`${configPath}\`.`,
  };
}

const unreadableBecause = {
  "not-utf8": "is not a regular file in UTF-8. Save it as UTF-8 text.",
  "too-large": "is larger than 64 KiB. Shorten it.",
  "not-shown": "is there, but GitHub does not show its text. Comment `/recheck-plan` in a minute.",
} as const;

function unreadable(path: string, why: keyof typeof unreadableBecause): GateConfig {
  const message = `\`${path}\` ${unreadableBecause[why]}`;
  return { state: "invalid", path, problems: [{ line: 1, column: 1, message }] };
}
