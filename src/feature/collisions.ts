import { foldPath } from "../pull-request/fold-path.ts";

interface Name {
  /** Path up to this name, as first seen. */
  readonly path: string;
  readonly spelling: string;
  readonly names: Map<string, Name>;
}

/**
 * Files and folders that are two on one file system and one on another: groups of two or more
 * paths that differ in case or Unicode form only, each group sorted, the groups by their first path.
 */
export function collisions(paths: readonly string[]): readonly (readonly string[])[] {
  const names = new Map<string, Name>();
  const groups = new Map<Name, Set<string>>();
  for (const path of paths) addPath(path, names, groups);
  return [...groups.values()]
    .map((group) => [...group].sort())
    .sort((a, b) => (a.join("\n") < b.join("\n") ? -1 : 1));
}

function addPath(path: string, root: Map<string, Name>, groups: Map<Name, Set<string>>): void {
  let names = root;
  let end = -1;
  for (const spelling of path.split("/")) {
    end += spelling.length + 1;
    const folded = foldPath(spelling);
    const known = names.get(folded) ?? { path: path.slice(0, end), spelling, names: new Map<string, Name>() };
    names.set(folded, known);
    if (known.spelling !== spelling) {
      groups.set(known, (groups.get(known) ?? new Set([known.path])).add(path.slice(0, end)));
    }
    names = known.names;
  }
}
