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
import type { PullRequest } from "../pull-request/snapshot.ts";
import { isSettingsPath } from "./settings-path.ts";
import type { FeatureHere } from "./named-plans.ts";

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

/**
 * The code that a comparison changes, by either name of a renamed file: what a waiver is bound to. Contracts are code unless
 * they lie in one of the features that are touched, each of which has an outcome of its own.
 */
export function implementationFiles(
  { files }: Pick<Comparison, "files">,
  config: Config,
  touched: readonly FeatureHere[],
): readonly GatedFile[] {
  const holdsFeature = inFeatures(touched.flatMap(placesOf));
  return files
    .filter(({ path, previousPath }) =>
      [path, previousPath].some((name) => name !== null && isImplementation(name, config, holdsFeature)),
    )
    .map(asFile);
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
    if (isGatedIn(path, place, "with-plan"))
      return !path.slice(folder.length + 1).includes("/") || holdsFeature(place);
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

type Matches = (foldedPath: string) => boolean;
const matchers = new WeakMap<readonly string[], Matches>();

/** Does one of the globs match a path that is folded? Compiled once for each list: a pull request asks thousands of times. */
export function pathMatcher(globs: readonly string[]): Matches {
  const known = matchers.get(globs);
  if (known !== undefined) return known;
  const options = { dot: true, noextglob: true, nonegate: true, windows: false };
  const compiled = globs.map((glob) => picomatch(foldPath(glob), options));
  const matches: Matches = (path) => compiled.some((isMatch) => isMatch(path));
  matchers.set(globs, matches);
  return matches;
}
