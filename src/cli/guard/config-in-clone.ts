import { configPath } from "../../config/config-path.ts";
import type { Config } from "../../config/config.ts";
import { ownersDesignate } from "../../config/owners-designate.ts";
import { parseConfig } from "../../config/parse-config.ts";
import { UsageError } from "../exit-codes.ts";
import { loadConfig } from "../load-config.ts";
import type { GuardSettings, SettingsInClone } from "./guard-settings.ts";

/** Reads the text of a config on a branch. */
export function parseOnBranch(text: string, branch: string): SettingsInClone {
  const parsed = parseConfig(text);
  if (parsed.state === "valid") return { state: "valid", settings: settingsOf(parsed.config) };
  const problems = parsed.problems.map(
    ({ line, column, message }) => `${configPath}:${line}:${column} on ${branch}: ${message}`,
  );
  return { state: "broken", problems };
}

/** Reads the config in the folder. */
export async function parseInFolder(root: string): Promise<SettingsInClone> {
  try {
    return { state: "valid", settings: settingsOf(await loadConfig(root, null)) };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { state: "broken", problems: error.message.split("\n") };
  }
}

function settingsOf({ features, spec, approval, implementation }: Config): GuardSettings {
  const { paths, require, except } = implementation;
  return {
    features,
    spec,
    approval: { codeowners: ownersDesignate(approval), branches: [] },
    implementation: { paths, require, except: { paths: except.paths } },
  };
}
