import { featureId } from "./feature-id.ts";
import type { Feature } from "./feature.ts";
import { planPathOf, shortNameOf } from "./file-names.ts";
import { foldPath } from "../pull-request/fold-path.ts";

/** A name, and the one feature that bears it; or why there is none. */
export type NamedFeature =
  | { readonly state: "found"; readonly name: string; readonly feature: Feature }
  | { readonly state: "ambiguous"; readonly name: string; readonly paths: readonly string[] }
  | { readonly state: "unknown"; readonly name: string };

const shortId = /^(?:f-\d{1,9}(?:-.*)?|\d{1,5})$/i;

/**
 * The feature a name means: by its path, also with a slash or its plan behind it, else by its folder's name, else by its id,
 * so that `F-1` is never `F-15`. Words that only may be a name are one where a folder bears exactly that name.
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
