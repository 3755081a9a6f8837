import { codeownersPaths } from "../approval/people/codeowners.ts";
import { configFileNames, configPath, misspelledConfigPath } from "../config/config-path.ts";
import { type FeatureGlob, ownNames } from "../feature/feature-folder.ts";
import { gatedNames } from "../feature/gated-path.ts";
import { foldPath } from "../pull-request/fold-path.ts";
import type { Need } from "../pull-request/need.ts";

const names: ReadonlySet<string> = new Set([...gatedNames("with-plan"), "tasks.md"]);
const owners: ReadonlySet<string> = new Set(codeownersPaths.map(foldPath));

/** Can a change of these files on a base branch change a verdict, where plans have the usual names? */
export function changesGate(paths: readonly string[]): boolean {
  return paths.some(mattersOnBase);
}

/** Can one of these files be a plan or a specification under a name that only the config knows? */
export function changesText(paths: readonly string[]): boolean {
  return paths.some((path) => /\.md(?:\/|$)/.test(foldPath(path)));
}

/** Folders of features are not known here: files count by their names. */
function mattersOnBase(path: string): boolean {
  const folded = foldPath(path);
  if (folded === configPath || misspelledConfigPath(path) || owners.has(folded)) return true;
  const segments = folded.split("/");
  return segments.includes("contracts") || segments.slice(-1).some((name) => names.has(name));
}

const usual: readonly string[] = [...gatedNames("with-plan"), ...configFileNames, "codeowners"];

/**
 * Asks for everything in a commit that has the name of gated text, of a specification or of settings, under whatever
 * path.
 */
export function namedEntriesNeed(commitSha: string, globs: readonly FeatureGlob[]): Need {
  return { type: "named-entries", commitSha, names: [...new Set([...usual, ...ownNames(globs)])] };
}
