import { codeownersPaths } from "../approval/people/codeowners.ts";
import { configPath, likelyConfigPaths, misspelledConfigPath } from "../config/config-path.ts";
import { foldPath } from "../pull-request/fold-path.ts";

/** Folders and files in which the gate's settings lie, or what may be meant as such. */
export const settingsPlaces: readonly string[] = [".github", ...codeownersPaths, ...likelyConfigPaths];

/** Does a change of this path change the gate's settings? */
export function isSettingsPath(path: string, ownersDesignate: boolean): boolean {
  if (foldPath(path) === foldPath(configPath) || misspelledConfigPath(path)) return true;
  return ownersDesignate && codeownersPaths.some((owners) => foldPath(owners) === foldPath(path));
}
