import picomatch from "picomatch";
import type { GatedFile } from "../approval/digest.ts";
import { ownersDesignate, type OwnersSettings } from "../config/owners-designate.ts";
import type { Config } from "../config/config.ts";
import { candidatePlaces, type FeatureGlob } from "../feature/feature-folder.ts";
import type { FeaturePlace } from "../feature/feature.ts";
import { fileNamesOf } from "../feature/file-names.ts";
import { isGatedIn } from "../feature/gated-path.ts";
import { foldPath } from "../pull-request/fold-path.ts";
import type { ChangedFile, Comparison } from "../pull-request/content.ts";
import type { Facts, PullRequest } from "../pull-request/snapshot.ts";
import { linkModes } from "./link-modes.ts";
import { isSettingsPath } from "./settings-path.ts";
import type { FeatureHere } from "./feature-change.ts";

/** What of the config tells code from plans. */
export interface CodeSettings {
  readonly features: readonly FeatureGlob[];
  readonly approval: OwnersSettings;
  readonly implementation: Pick<Config["implementation"], "require"> & {
    readonly paths: readonly string[];
    readonly except: { readonly paths: readonly string[] };
  };
}

/** Does a feature lie in this place, so that the contracts in it are judged with its plan? */
export type HoldsFeature = (place: FeaturePlace) => boolean;

/**
 * Is a file code that waits for an approved plan? Compared folded; specifications, plans, tasks and settings are none, and
 * contracts are none where a feature holds them, which the path alone does not tell.
 */
export function isImplementation(path: string, config: CodeSettings, holdsFeature: HoldsFeature): boolean {
  const { paths, require, except } = config.implementation;
  if (require === "off") return false;
  const folded = foldPath(path);
  if (!pathMatcher(paths)(folded) || pathMatcher(except.paths)(folded)) return false;
  return !isPlanning(path, config, holdsFeature);
}

/** Asks by the folder, however it is spelled. */
export function inFeatures(features: readonly FeaturePlace[]): HoldsFeature {
  const folders = new Set(features.map(({ path }) => foldPath(path)));
  return ({ path }) => folders.has(foldPath(path));
}

/** What is known of a comparison beside the names of its files. */
export interface CodeAround {
  readonly touched: readonly FeatureHere[];
  /** With the modes of what `mayHideCode`. */
  readonly trees: Facts["trees"];
}

/**
 * The code that a comparison changes, by either name of a renamed file: what a waiver is bound to. Contracts are code unless
 * they lie in one of the features that are touched, each of which has an outcome of its own. A link or a submodule is code
 * where code could lie behind it.
 */
export function implementationFiles(
  { files }: Pick<Comparison, "files">,
  config: Config,
  { touched, trees }: CodeAround,
): readonly GatedFile[] {
  if (config.implementation.require === "off") return [];
  const holdsFeature = inFeatures(touched.flatMap(placesOf));
  const isLink = linkFinder(trees);
  const isCode = (name: string): boolean =>
    isImplementation(name, config, holdsFeature) || (mayHideCode(name, config) && isLink(name));
  return files.flatMap((file): readonly GatedFile[] => {
    const isMovedAway = file.previousPath !== null && isCode(file.previousPath);
    if (!isCode(file.path) && !isMovedAway) return [];
    const gone = { path: file.previousPath ?? "", mode: "moved away", blobId: "" };
    return isMovedAway ? [asFile(file), gone] : [asFile(file)];
  });
}

/** Changed paths that are no code by their names, and lead to some if they are links or submodules. */
export function hidingPlaces({ files }: Pick<Comparison, "files">, config: CodeSettings): readonly string[] {
  const names = files.flatMap(({ path, previousPath }) => [
    path,
    ...(previousPath === null ? [] : [previousPath]),
  ]);
  return [...new Set(names)].filter((name) => mayHideCode(name, config));
}

/** Could code lie below this path, were it a folder, though it is none by its own name? */
export function mayHideCode(path: string, config: CodeSettings): boolean {
  const { paths, require, except } = config.implementation;
  if (require === "off") return false;
  const folded = foldPath(path);
  if (pathMatcher(paths)(folded) || pathMatcher(except.paths)(folded)) return false;
  return paths.some((glob) => leadsTo(folded, foldPath(glob))) && !isPlanning(path, config, () => true);
}

/** Segment by segment; where braces hold a `/`, the glob is taken to lead anywhere. */
function leadsTo(path: string, glob: string): boolean {
  if (/\{[^}]*\//.test(glob)) return true;
  const [names, globs] = [path.split("/"), glob.split("/")];
  for (const [index, name] of names.entries()) {
    const segment = globs[index];
    if (segment === "**") return true;
    if (segment === undefined || !picomatch.isMatch(name, segment, globOptions)) return false;
  }
  return globs.length > names.length;
}

/** Asks whether a path is a link or a submodule in one of the trees. */
function linkFinder(trees: Facts["trees"]): (path: string) => boolean {
  const entries = Object.values(trees).flat();
  const links = entries.flatMap((entry) =>
    entry !== undefined && linkModes.has(entry.mode) ? [foldPath(entry.path)] : [],
  );
  const names = new Set(links);
  return (path) => names.has(foldPath(path));
}

/** Opened by one of the accounts that need no plan, and every commit in it is that account's. */
export function isExceptedAuthor(
  pull: PullRequest,
  { commits, totalCommits }: Pick<Comparison, "commits" | "totalCommits">,
  config: Config,
): boolean {
  const { author } = pull;
  const excepted = config.implementation.except.authors.map((login) => login.toLowerCase());
  if (author === null || !excepted.includes(author.login.toLowerCase())) return false;
  return (
    commits.length === totalCommits && commits.every((commit) => commit.author.account?.id === author.id)
  );
}

function isPlanning(path: string, { features, approval }: CodeSettings, holdsFeature: HoldsFeature): boolean {
  const isPlace = (place: FeaturePlace): boolean => {
    const { folder, spec } = fileNamesOf(place);
    const isDeeper = path.slice(folder.length + 1).includes("/");
    if (isDeeper ? isGatedIn(path, place, "exists") : isGatedIn(path, place, "with-plan"))
      return !isDeeper || holdsFeature(place);
    const name = foldPath(path.slice(path.lastIndexOf("/") + 1));
    return spec !== null && (name === foldPath(spec) || name === "tasks.md");
  };
  return isSettingsPath(path, ownersDesignate(approval)) || candidatePlaces(path, features).some(isPlace);
}

/** Where a feature lies, and where it lay before it was renamed. */
function placesOf({ feature, change }: FeatureHere): readonly FeaturePlace[] {
  return change.type === "renamed" ? [feature, { ...feature, path: change.from }] : [feature];
}

function asFile({ path, status, blobId }: ChangedFile): GatedFile {
  return { path, mode: status, blobId: blobId ?? "" };
}

const globOptions = { dot: true, noextglob: true, nonegate: true, windows: false };

type Matches = (foldedPath: string) => boolean;
const matchers = new WeakMap<readonly string[], Matches>();

/** Does one of the globs match a path that is folded? Compiled once for each list: a pull request asks thousands of times. */
export function pathMatcher(globs: readonly string[]): Matches {
  const known = matchers.get(globs);
  if (known !== undefined) return known;
  const compiled = globs.map((glob) => picomatch(foldPath(glob), globOptions));
  const matches: Matches = (path) => compiled.some((isMatch) => isMatch(path));
  matchers.set(globs, matches);
  return matches;
}
