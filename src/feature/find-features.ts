import { candidateFolders } from "./feature-folder.ts";
import { featureId } from "./feature-id.ts";
import type { Feature } from "./feature.ts";
import { foldPath } from "../pull-request/fold-path.ts";

const holdsFile = /\/(?:spec|plan|tasks)\.md(?:\/|$)/;
const contracts = "contracts";

/**
 * The features among all known paths, sorted by path: one for each folder that holds `spec.md`, `plan.md` or `tasks.md`.
 * Two spellings of one folder are one feature, under the spelling that sorts first.
 * Nothing below a feature's `contracts/` is a feature: it is part of the text people approve.
 */
export function findFeatures(paths: readonly string[], globs: readonly string[]): readonly Feature[] {
  const folders = new Map<string, string>();
  for (const folder of paths.flatMap((path) => foldersOf(path, globs))) {
    const key = foldPath(folder);
    const known = folders.get(key);
    if (known === undefined || folder < known) folders.set(key, folder);
  }
  return [...folders]
    .filter(([key]) => !isContracts(key, folders))
    .map(([, path]) => ({ id: featureId(path), path }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Finds the feature whose folder encloses a path most closely; `null` where none does. */
export function featureFinder(features: readonly Feature[]): (path: string) => Feature | null {
  const byFolder = new Map(features.map((feature) => [foldPath(feature.path), feature]));
  return (path) => {
    let folder = foldPath(path);
    for (let slash = folder.lastIndexOf("/"); slash !== -1; slash = folder.lastIndexOf("/")) {
      folder = folder.slice(0, slash);
      const feature = byFolder.get(folder);
      if (feature !== undefined) return feature;
    }
    return null;
  };
}

/** The candidate folders that hold one of the three files by this path, or a folder of its name. */
function foldersOf(path: string, globs: readonly string[]): readonly string[] {
  if (!holdsFile.test(foldPath(path))) return [];
  const segments = path.split("/");
  return candidateFolders(path, globs).filter((folder) => {
    const name = segments.at(folder.split("/").length);
    return name !== undefined && holdsFile.test(`/${foldPath(name)}`);
  });
}

function isContracts(folder: string, features: ReadonlyMap<string, string>): boolean {
  const segments = folder.split("/");
  return segments.some(
    (segment, index) => segment === contracts && features.has(segments.slice(0, index).join("/")),
  );
}
