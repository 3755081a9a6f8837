import { configPath } from "../config/config-path.ts";
import { candidateFolders, type FeatureGlob } from "../feature/feature-folder.ts";
import { foldPath } from "../pull-request/fold-path.ts";
import { entryText, isKnownPlan, knownEntry } from "./known-layouts.ts";

/** What to say of plans that nobody looks at, beside those that are; paths are from the root. `null`: there are none. */
export function unnamedPlans(paths: readonly string[], features: readonly FeatureGlob[]): string | null {
  const unnamed = paths.filter((path) => isKnownPlan(path) && candidateFolders(path, features).length === 0);
  const [first] = unnamed.toSorted();
  const entry = first === undefined ? null : entryFor(first);
  if (first === undefined || entry === null) return null;
  const many = unnamed.length === 1 ? "One plan is" : `${unnamed.length} plans are`;
  return `${many} not judged, such as \`${first}\`: no setting names the folder. ${lineToAdd(features, entry)}`;
}

/** The line of the config that names one more folder. */
export function lineToAdd(features: readonly FeatureGlob[], entry: FeatureGlob): string {
  return `Add to \`${configPath}\`:\nfeatures: [${[...features, entry].map(entryText).join(", ")}]`;
}

/** The setting that makes the folder of a plan a feature: `specs/*` for `specs/001-x/plan.md`; `null` where none does. */
export function entryFor(path: string): FeatureGlob | null {
  const known = knownEntry(path);
  if (known !== null) return known;
  const folders = path.split("/").slice(0, -1);
  if (foldPath(path.split("/").at(-1) ?? "") !== "plan.md") return null;
  const glob = folders.length > 1 ? [...folders.slice(0, -1), "*"].join("/") : folders.join("/");
  const isNamed = glob !== "" && candidateFolders(path, [glob]).includes(folders.join("/"));
  return isNamed ? glob : null;
}
