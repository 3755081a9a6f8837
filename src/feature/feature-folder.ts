import picomatch from "picomatch";
import { foldPath } from "../pull-request/fold-path.ts";

const toolFolder = ".specify";

/** Folders directly under `.specify/` that belong to the tools, with all that is below them. */
const reserved: ReadonlySet<string> = new Set([
  "memory",
  "templates",
  "scripts",
  "extensions",
  "presets",
  "workflows",
  "integrations",
  "harden",
  "review",
  "baselines",
  "brownfield",
  "pipeline",
  "archive",
]);

/** Folders directly under `.specify/` that hold features and are none. */
const shelves: ReadonlySet<string> = new Set(["specs", "features"]);

/** How deep a folder may lie that only a glob names. */
const maxGlobDepth = 64;

type IsNamed = (foldedFolder: string) => boolean;
const matchers = new WeakMap<readonly string[], IsNamed>();

/**
 * Folders that may be a feature a file belongs to, from the path alone; outermost first, spelled as in `path`.
 * Whether one is a feature depends on what it holds: `findFeatures`.
 */
export function candidateFolders(path: string, globs: readonly string[]): readonly string[] {
  const folders = path
    .split("/")
    .slice(0, -1)
    .map((spelling) => ({ spelling, name: foldPath(spelling) }));
  const tool = folders.findIndex(({ name }) => name === toolFolder);
  if (tool === -1 && globs.length === 0) return [];
  const isNamed = matcherOf(globs);
  const candidates: string[] = [];
  let parent = "";
  let end = -1;
  for (const [index, { spelling, name }] of folders.entries()) {
    end += spelling.length + 1;
    const isInTool = parent === toolFolder;
    parent = name;
    if (isInTool && reserved.has(name)) break;
    if (name === toolFolder || (isInTool && shelves.has(name))) continue;
    const isBelowTool = tool !== -1 && index > tool;
    if (isBelowTool || (index < maxGlobDepth && isNamed(foldPath(path.slice(0, end))))) {
      candidates.push(path.slice(0, end));
    }
  }
  return candidates;
}

/** Compiled once for each list: a pull request asks thousands of times. */
function matcherOf(globs: readonly string[]): IsNamed {
  const known = matchers.get(globs);
  if (known !== undefined) return known;
  const options = { dot: true, noextglob: true, nonegate: true, windows: false };
  const matches = globs.map((glob) => picomatch(foldPath(glob), options));
  const isNamed: IsNamed = (folder) => matches.some((match) => match(folder));
  matchers.set(globs, isNamed);
  return isNamed;
}
