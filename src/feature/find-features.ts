import { foldPath, isNameOf } from "../pull-request/fold-path.ts";
import { candidatePlaces, type FeatureGlob, hasOwnNames } from "./feature-folder.ts";
import { type Feature, featureId, type FeaturePlace } from "./feature.ts";
import { fileNamesOf, planPathOf, shortNameOf } from "./file-names.ts";

const usualFile = /\/(?:spec|plan|tasks)\.md(?:\/|$)/;
const anyMarkdown = /\.md(?:\/|$)/;
const contracts = "contracts";

/**
 * The features among all known paths, sorted by path: one for each folder that holds its specification, its plan,
 * `plan.md` or `tasks.md`, and one for each file that is a plan by itself. Two spellings of one folder are one
 * feature, under the spelling that sorts first. Nothing below a feature's `contracts/` is a feature: it is part of
 * the text people approve.
 */
export function findFeatures(paths: readonly string[], globs: readonly FeatureGlob[]): readonly Feature[] {
  const places = new Map<string, FeaturePlace>();
  const mayHold = hasOwnNames(globs) ? anyMarkdown : usualFile;
  for (const place of paths.flatMap((path) => placesOf(path, globs, mayHold))) {
    const key = foldPath(place.path);
    const known = places.get(key);
    if (known === undefined || place.path < known.path) places.set(key, place);
  }
  return [...places]
    .filter(([key]) => !isContracts(key, places))
    .map(([, place]) => ({ id: featureId(shortNameOf(place)), ...place }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Finds the feature that a file belongs to, of nested ones the innermost; `null` where there is none. */
export function featureFinder(features: readonly Feature[]): (path: string) => Feature | null {
  const byPath = new Map(features.map((feature) => [foldPath(feature.path), feature]));
  return (path) => {
    let folder = foldPath(path);
    const own = byPath.get(folder);
    if (own?.form?.type === "file") return own;
    for (let slash = folder.lastIndexOf("/"); slash !== -1; slash = folder.lastIndexOf("/")) {
      folder = folder.slice(0, slash);
      const feature = byPath.get(folder);
      if (feature !== undefined) return feature;
    }
    return null;
  };
}

/** The candidates that hold one of their files by this path, or a folder of its name. */
function placesOf(path: string, globs: readonly FeatureGlob[], mayHold: RegExp): readonly FeaturePlace[] {
  if (!mayHold.test(foldPath(path))) return [];
  const segments = path.split("/");
  return candidatePlaces(path, globs).filter((place) => {
    if (place.form?.type === "file") return true;
    const name = segments.at(place.path.split("/").length);
    return name !== undefined && isFileOf(foldPath(name), place);
  });
}

function isFileOf(name: string, place: FeaturePlace): boolean {
  if (name === "plan.md" || name === "tasks.md") return true;
  const { plan, spec } = fileNamesOf(place);
  return isNameOf(name, plan) || (spec !== null && isNameOf(name, spec));
}

function isContracts(folder: string, features: ReadonlyMap<string, FeaturePlace>): boolean {
  const segments = folder.split("/");
  return segments.some(
    (segment, index) => segment === contracts && features.has(segments.slice(0, index).join("/")),
  );
}

/** A name, and the one feature that bears it; or why there is none. */
export type NamedFeature =
  | { readonly state: "found"; readonly name: string; readonly feature: Feature }
  | { readonly state: "ambiguous"; readonly name: string; readonly paths: readonly string[] }
  | { readonly state: "unknown"; readonly name: string };

const shortId = /^(?:f-\d{1,9}(?:-.*)?|\d{1,5})$/i;

/**
 * The feature a name means: by its path, also with a slash or its plan behind it, else by its folder's name, else by
 * its id, so that `F-1` is never `F-15`. Words that only may be a name are one where a folder bears exactly that
 * name.
 */
export function findNamed(
  names: readonly { readonly name: string; readonly isCertain: boolean }[],
  features: readonly Feature[],
): readonly NamedFeature[] {
  const index = indexOf(features);
  return names.flatMap(({ name, isCertain }): readonly NamedFeature[] => {
    const matches = isCertain ? index.meant(name) : index.byFolder(name);
    const [feature, ...others] = matches;
    if (feature === undefined) return isCertain ? [{ state: "unknown", name }] : [];
    if (others.length > 0) return [{ state: "ambiguous", name, paths: matches.map(({ path }) => path) }];
    return [{ state: "found", name, feature }];
  });
}

interface Index {
  readonly meant: (name: string) => readonly Feature[];
  readonly byFolder: (name: string) => readonly Feature[];
}

function indexOf(features: readonly Feature[]): Index {
  const paths = groupBy(features, ({ path }) => foldPath(path));
  const plans = groupBy(features, (feature) => foldPath(planPathOf(feature)));
  const folders = groupBy(features, (feature) => foldPath(shortNameOf(feature)));
  const ids = groupBy(features, ({ id }) => id.toLowerCase());
  const byFolder = (name: string) => folders.get(foldPath(name)) ?? [];
  const meant = (name: string) => {
    const exact = paths.get(folderIn(name)) ?? plans.get(withoutStart(name)) ?? byFolder(name);
    if (exact.length > 0 || !shortId.test(name)) return exact;
    return ids.get(featureId(name).toLowerCase()) ?? [];
  };
  return { meant, byFolder };
}

function folderIn(name: string): string {
  return withoutStart(name)
    .replace(/\/$/, "")
    .replace(/\/plan\.md$/, "");
}

function withoutStart(name: string): string {
  return foldPath(name).replace(/^\.?\//, "");
}

function groupBy(
  features: readonly Feature[],
  keyOf: (feature: Feature) => string,
): ReadonlyMap<string, readonly Feature[]> {
  const groups = new Map<string, Feature[]>();
  for (const feature of features) {
    const key = keyOf(feature);
    groups.set(key, [...(groups.get(key) ?? []), feature]);
  }
  return groups;
}
