import { configFileNames } from "../config/config-path.ts";
import { type FeatureGlob, ownNames } from "../feature/feature-folder.ts";
import { gatedNames } from "../feature/gated-path.ts";
import type { Need } from "../pull-request/need.ts";

const usual: readonly string[] = [...gatedNames("with-plan"), ...configFileNames, "codeowners"];

/**
 * Asks for everything in a commit that has the name of gated text, of a specification or of settings, under whatever path.
 */
export function namedEntriesNeed(commitSha: string, globs: readonly FeatureGlob[]): Need {
  return { type: "named-entries", commitSha, names: [...new Set([...usual, ...ownNames(globs)])] };
}
