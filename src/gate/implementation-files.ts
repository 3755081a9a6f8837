import picomatch from "picomatch";
import type { GatedFile } from "../approval/digest.ts";
import { ownersDesignate } from "../config/approval-schema.ts";
import type { Config } from "../config/config.ts";
import { candidatePlaces } from "../feature/feature-folder.ts";
import type { FeaturePlace } from "../feature/feature.ts";
import { fileNamesOf, planPathOf, specPathOf } from "../feature/file-names.ts";
import { isGatedIn } from "../feature/gated-path.ts";
import { foldPath } from "../pull-request/fold-path.ts";
import type { ChangedFile, Comparison } from "../pull-request/content.ts";
import type { PullRequest } from "../pull-request/snapshot.ts";
import { isSettingsPath } from "./config-change.ts";

/**
 * Is a file code that waits for an approved plan? Compared folded; specifications, plans, tasks and settings are none, and
 * contracts where their folder may be a feature, which the path alone does not tell.
 */
export function isImplementation(
  path: string,
  config: Config,
  mayBeFeature: (place: FeaturePlace) => boolean = () => true,
): boolean {
  const { paths, require, except } = config.implementation;
  if (require === "off") return false;
  const folded = foldPath(path);
  if (!pathMatcher(paths)(folded) || pathMatcher(except.paths)(folded)) return false;
  return !isPlanning(path, config, mayBeFeature);
}

/**
 * The code that a comparison changes, by either name of a renamed file: what a waiver is bound to. Contracts that come without
 * the plan, the specification or the tasks of their folder are code: no feature may stand there to be approved.
 */
export function implementationFiles(
  { files }: Pick<Comparison, "files">,
  config: Config,
): readonly GatedFile[] {
  const brought = new Set(files.flatMap((file) => (file.status === "removed" ? [] : [foldPath(file.path)])));
  const isBrought = (place: FeaturePlace): boolean =>
    featureFiles(place).some((path) => brought.has(foldPath(path)));
  return files
    .filter(({ path, previousPath }) =>
      [path, previousPath].some((name) => name !== null && isImplementation(name, config, isBrought)),
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

function isPlanning(
  path: string,
  { features, approval }: Config,
  mayBeFeature: (place: FeaturePlace) => boolean,
): boolean {
  const isPlace = (place: FeaturePlace): boolean => {
    const { folder, spec } = fileNamesOf(place);
    if (isGatedIn(path, place, "with-plan"))
      return !path.slice(folder.length + 1).includes("/") || mayBeFeature(place);
    const name = foldPath(path.slice(path.lastIndexOf("/") + 1));
    return spec !== null && (name === foldPath(spec) || name === "tasks.md");
  };
  return isSettingsPath(path, ownersDesignate(approval)) || candidatePlaces(path, features).some(isPlace);
}

/** The files one of which makes a folder a feature. */
function featureFiles(place: FeaturePlace): readonly string[] {
  return [planPathOf(place), specPathOf(place), `${fileNamesOf(place).folder}/tasks.md`];
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
