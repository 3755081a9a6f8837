import { candidateFolders, candidatePlaces, type FeatureGlob, mayLeadTo } from "../feature/feature-folder.ts";
import { type Feature, featureId } from "../feature/feature.ts";
import { foldPath } from "../pull-request/fold-path.ts";
import { pathInFeature } from "../feature/file-names.ts";
import { isGatedIn } from "../feature/gated-path.ts";
import type { Tree } from "../pull-request/content.ts";
import { linkModes } from "./link-modes.ts";

/** Could features lie below this path, were it a folder? */
export function couldHoldFeatures(path: string, globs: readonly FeatureGlob[]): boolean {
  return candidateFolders(`${path}/feature/plan.md`, globs).length > 0 || mayLeadTo(path, globs);
}

/**
 * Changed links and submodules where a feature or its folder belongs: whoever follows them reads plans that
 * the gate cannot see. Each as a feature of its own.
 */
export function hidingEntries(
  head: Tree,
  changed: readonly string[],
  globs: readonly FeatureGlob[],
): readonly Feature[] {
  const names = new Set(changed.map(foldPath));
  const links = head.filter(({ path, mode }) => linkModes.has(mode) && names.has(foldPath(path)));
  return links
    .filter(({ path }) => couldHoldFeatures(path, globs) && !isJudgedFile(path, globs))
    .map(({ path }) => ({ id: featureId(path), path }));
}

/** A file of a feature, which is judged with it. */
function isJudgedFile(path: string, globs: readonly FeatureGlob[]): boolean {
  return candidatePlaces(path, globs).some((place) => {
    const inside = pathInFeature(path, place);
    return isGatedIn(path, place, "with-plan") || (inside !== null && foldPath(inside) === "tasks.md");
  });
}
