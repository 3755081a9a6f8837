import { stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { Config } from "../config/config.ts";
import { candidatePlaces } from "../feature/feature-folder.ts";
import { type Feature, featureId, type FeaturePlace } from "../feature/feature.ts";
import { fileNamesOf, pathInFeature } from "../feature/file-names.ts";
import { featureFinder, findFeatures } from "../feature/find-features.ts";
import { foldPath } from "../pull-request/fold-path.ts";
import { UsageError } from "./exit-codes.ts";
import { ignoreFile, readLeftOut, type IsLeftOut } from "./left-out.ts";
import { loadConfig } from "./load-config.ts";
import { placesOf } from "./places.ts";
import type { FolderForm, GivenFile } from "./read-feature.ts";
import { inPathOrder, findRoot, listFiles, withSlashes } from "./repository.ts";
import { entryFor, lineToAdd, unnamedPlans } from "./known-layouts.ts";

/** A folder or a file to judge, not yet read. */
export interface Target {
  readonly id: string;
  /** Folder on disk, absolute. */
  readonly folder: string;
  /** Files below it, from there. */
  readonly paths: readonly string[];
  /** A plan by itself: as the config says, or named directly and not the plan of its folder. */
  readonly loneFile: string | null;
  /** Part of a feature, so that a specification is expected. */
  readonly isFeature: boolean;
  /** How the files in the folder are called; absent: as usual. */
  readonly form?: FolderForm | undefined;
  /** Root of the repository it lies in, absolute. */
  readonly root: string;
  readonly config: Config;
  /** What stands for some of the files. */
  readonly given: readonly GivenFile[];
}

/** Where to look, and how. */
export interface PlanSearch {
  readonly cwd: string;
  /** Paths and ids as given; empty for the repository that `cwd` lies in. */
  readonly paths: readonly string[];
  /** File named with `--config`. */
  readonly configFile: string | null;
  /** A place without any feature is an answer, not a slip. */
  readonly mayBeEmpty: boolean;
}

/** What there is to judge. */
export interface FoundPlans {
  /** Sorted by path, each once. */
  readonly targets: readonly Target[];
  /** What to say of plans beside them that are not judged. */
  readonly notes: readonly string[];
}

/**
 * Finds what to judge: plans named directly, feature folders, or all features of a repository.
 * Throws a `UsageError` for a folder without a feature, unless it may be empty.
 */
export async function findTargets({ cwd, paths, configFile, mayBeEmpty }: PlanSearch): Promise<FoundPlans> {
  const configs = new Map<string, Promise<FindContext>>();
  const contextOf = (root: string): Promise<FindContext> => {
    const known =
      configs.get(root) ?? readContext(root, configFile === null ? null : resolve(cwd, configFile));
    configs.set(root, known);
    return known;
  };
  const places = paths.length === 0 ? [await findRoot(cwd)] : await placesOf({ cwd, paths, configFile });
  const targets: Target[] = [];
  const notes = new Set<string>();
  for (const [index, place] of places.entries()) {
    const isFolder = (await stat(place)).isDirectory();
    const folder = isFolder ? place : dirname(place);
    const context = await contextOf(await findRoot(folder));
    const { found, leftOut, note } = isFolder
      ? await targetsBelow(folder, context, paths.length > 0)
      : { found: [await targetOfFile(place, context, [])], leftOut: 0, note: null };
    if (leftOut > 0) notes.add(sayLeftOut(leftOut));
    if (found.length === 0 && !mayBeEmpty) {
      throw new UsageError(await whyEmpty(folder, paths[index] ?? place, context));
    }
    targets.push(...found);
    if (note !== null) notes.add(note);
  }
  const byPlace = new Map(targets.map((target) => [join(target.folder, target.loneFile ?? ""), target]));
  const sorted = [...byPlace].sort(([a], [b]) => inPathOrder(a, b)).map(([, target]) => target);
  return { targets: sorted, notes: [...notes] };
}

/** What to judge of a text that is not, or not yet, on the disk as it is: with the files beside where it would be. */
export async function targetOfText(
  cwd: string,
  { path, bytes }: { readonly path: string; readonly bytes: Buffer },
  configFile: string | null,
): Promise<Target> {
  const root = await findRoot(dirname(path));
  const context = await readContext(root, configFile === null ? null : resolve(cwd, configFile));
  return targetOfFile(path, context, [{ path: basename(path), bytes }]);
}

interface FindContext extends Pick<Target, "root" | "config"> {
  readonly isLeftOut: IsLeftOut;
}

async function readContext(root: string, configFile: string | null): Promise<FindContext> {
  return { root, config: await loadConfig(root, configFile), isLeftOut: await readLeftOut(root) };
}

function sayLeftOut(count: number): string {
  const what = count === 1 ? "One feature is" : `${count} features are`;
  return `${what} left out by \`${ignoreFile}\`. The gate judges what a pull request changes all the same.`;
}

async function targetOfFile(
  file: string,
  { root, config }: FindContext,
  given: readonly GivenFile[],
): Promise<Target> {
  const name = basename(file);
  if (!/\.(?:md|markdown)$/i.test(name)) {
    throw new UsageError(`\`${name}\` is no Markdown file. Name a plan, a feature's folder or a repository.`);
  }
  const folder = dirname(file);
  const common = { root, config, given, folder };
  const place = placeOf(folder, { root, config });
  const form = place?.form?.type === "named" ? place.form : undefined;
  const { plan } = form ?? { plan: "plan.md" };
  if (foldPath(name) !== foldPath(plan)) {
    const [own] = findFeatures([withSlashes(relative(root, file))], config.features);
    const id = own?.form?.type === "file" ? own.id : name;
    return { ...common, id, paths: [name], loneFile: name, isFeature: false };
  }
  const around = given.length === 0 ? await listFiles(folder) : await listFiles(folder).catch(() => []);
  const paths = [...new Set([...around, name])];
  const id = featureId(withSlashes(folder));
  return { ...common, id, paths, form, loneFile: null, isFeature: place !== undefined };
}

interface Below {
  readonly found: readonly Target[];
  /** How many features nobody wants to hear of. */
  readonly leftOut: number;
  readonly note: string | null;
}

async function targetsBelow(folder: string, context: FindContext, isNamed: boolean): Promise<Below> {
  const paths = await listFiles(folder);
  const prefix = withSlashes(relative(context.root, folder));
  const fromRoot = new Map(paths.map((path) => [prefix === "" ? path : `${prefix}/${path}`, path]));
  const features = findFeatures([...fromRoot.keys()], context.config.features);
  const { root, config, isLeftOut } = context;
  const common = { root, config, given: [] };
  const place = placeOf(folder, context);
  const form = place?.form?.type === "named" ? place.form : undefined;
  const own = ["tasks.md", foldPath(form?.plan ?? "plan.md"), foldPath(form?.spec ?? "spec.md")];
  const holdsPlan = paths.some((path) => own.includes(foldPath(path)));
  if (isNamed && holdsPlan && (features.length === 0 || place !== undefined)) {
    const id = featureId(withSlashes(folder));
    const target = { ...common, id, folder, paths, form, loneFile: null, isFeature: place !== undefined };
    return { found: [target], leftOut: 0, note: null };
  }
  const find = featureFinder(features);
  const files = new Map<string, string[]>();
  for (const path of fromRoot.keys()) {
    const owner = find(path);
    const name = owner === null ? null : pathInFeature(path, owner);
    if (owner !== null && name !== null) files.set(owner.path, [...(files.get(owner.path) ?? []), name]);
  }
  const kept = features.filter(({ path }) => !isLeftOut(path));
  const found = kept.map((feature) => targetOfFeature(feature, files.get(feature.path) ?? [], common));
  const note = unnamedPlans(
    [...fromRoot.keys()].filter((path) => !isLeftOut(path)),
    config.features,
  );
  return { found, leftOut: features.length - kept.length, note };
}

/** What to judge of a feature, by its files from its folder. */
export function targetOfFeature(
  feature: Feature,
  paths: readonly string[],
  common: Pick<Target, "root" | "config" | "given">,
): Target {
  const { id, form } = feature;
  const names = fileNamesOf(feature);
  const folder = join(common.root, names.folder);
  return form?.type === "file"
    ? { ...common, id, folder, paths, loneFile: names.plan, isFeature: false }
    : { ...common, id, folder, paths, loneFile: null, isFeature: true, form };
}

/** Why a folder has nothing to judge; the setting to add where plans lie in folders that none names. */
async function whyEmpty(
  folder: string,
  shown: string,
  { root, config, isLeftOut }: FindContext,
): Promise<string> {
  const prefix = withSlashes(relative(root, folder));
  for (const path of (await listFiles(folder)).toSorted()) {
    const plan = prefix === "" ? path : `${prefix}/${path}`;
    const entry = entryFor(plan);
    if (entry === null || isLeftOut(plan)) continue;
    return `No setting names the folder of \`${plan}\`. ${lineToAdd(config.features, entry)}`;
  }
  return `There is no feature in \`${shown}\`. Name the folder of the plans; --allow-empty is for where none are expected.`;
}

/** The folder as a feature may lie there; `undefined` where none may. */
function placeOf(
  folder: string,
  { root, config }: Pick<Target, "root" | "config">,
): FeaturePlace | undefined {
  const path = withSlashes(relative(root, folder));
  return candidatePlaces(`${path}/plan.md`, config.features).find((place) => place.path === path);
}
