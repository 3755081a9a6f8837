import { stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { Config } from "../config/config.ts";
import { candidateFolders } from "../feature/feature-folder.ts";
import { featureId } from "../feature/feature-id.ts";
import { featureFinder, findFeatures } from "../feature/find-features.ts";
import { foldPath, relativePath } from "../feature/fold-path.ts";
import { UsageError } from "./exit-codes.ts";
import { loadConfig } from "./load-config.ts";
import { findRoot, listFiles, withSlashes } from "./repository.ts";
import { globFor, lineToAdd, unnamedPlans } from "./unnamed-plans.ts";

/** A folder or a file to judge, not yet read. */
export interface Target {
  readonly id: string;
  /** Folder on disk, absolute. */
  readonly folder: string;
  /** Files below it, from there. */
  readonly paths: readonly string[];
  /** Named directly, and not called `plan.md`: judged by itself. */
  readonly loneFile: string | null;
  /** Part of a feature, so that a specification is expected. */
  readonly isFeature: boolean;
  /** Root of the repository it lies in, absolute. */
  readonly root: string;
  readonly config: Config;
}

/** Where to look, and how. */
export interface Search {
  readonly cwd: string;
  /** As given; empty for the repository that `cwd` lies in. */
  readonly paths: readonly string[];
  /** File named with `--config`. */
  readonly configFile: string | null;
  /** A place without any feature is an answer, not a slip. */
  readonly mayBeEmpty: boolean;
}

/** What there is to judge. */
export interface Found {
  /** Sorted by path, each once. */
  readonly targets: readonly Target[];
  /** What to say of plans beside them that are not judged. */
  readonly notes: readonly string[];
}

/**
 * Finds what to judge: plans named directly, feature folders, or all features of a repository.
 * Throws a `UsageError` for a folder without a feature, unless it may be empty.
 */
export async function findTargets({ cwd, paths, configFile, mayBeEmpty }: Search): Promise<Found> {
  const configs = new Map<string, Promise<Config>>();
  const configOf = (root: string): Promise<Config> => {
    const known =
      configs.get(root) ?? loadConfig(root, configFile === null ? null : resolve(cwd, configFile));
    configs.set(root, known);
    return known;
  };
  const places = paths.length === 0 ? [await findRoot(cwd)] : paths.map((path) => resolve(cwd, path));
  const targets: Target[] = [];
  const notes = new Set<string>();
  for (const [index, place] of places.entries()) {
    const stats = await stat(place).catch(() => null);
    if (stats === null) throw new UsageError(`\`${paths[index] ?? place}\` does not exist.`);
    const folder = stats.isDirectory() ? place : dirname(place);
    const root = await findRoot(folder);
    const context = { root, config: await configOf(root) };
    const { found, note } = stats.isDirectory()
      ? await targetsBelow(folder, context, paths.length > 0)
      : { found: [await targetOfFile(place, context)], note: null };
    if (found.length === 0 && !mayBeEmpty) {
      throw new UsageError(await whyEmpty(folder, paths[index] ?? place, context));
    }
    targets.push(...found);
    if (note !== null) notes.add(note);
  }
  const byPlace = new Map(targets.map((target) => [join(target.folder, target.loneFile ?? ""), target]));
  const sorted = [...byPlace].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, target]) => target);
  return { targets: sorted, notes: [...notes] };
}

type Context = Pick<Target, "root" | "config">;

async function targetOfFile(file: string, context: Context): Promise<Target> {
  const name = basename(file);
  if (!/\.(?:md|markdown)$/i.test(name)) {
    throw new UsageError(`\`${name}\` is no Markdown file. Name a plan, a feature's folder or a repository.`);
  }
  const folder = dirname(file);
  if (foldPath(name) !== "plan.md") {
    return { ...context, id: name, folder, paths: [name], loneFile: name, isFeature: false };
  }
  const paths = [...new Set([...(await listFiles(folder)), name])];
  return {
    ...context,
    id: featureId(withSlashes(folder)),
    folder,
    paths,
    loneFile: null,
    isFeature: isFeature(folder, context),
  };
}

interface Below {
  readonly found: readonly Target[];
  readonly note: string | null;
}

async function targetsBelow(folder: string, context: Context, isNamed: boolean): Promise<Below> {
  const paths = await listFiles(folder);
  const prefix = withSlashes(relative(context.root, folder));
  const fromRoot = new Map(paths.map((path) => [prefix === "" ? path : `${prefix}/${path}`, path]));
  const features = findFeatures([...fromRoot.keys()], context.config.features);
  const holdsPlan = paths.some((path) => ["plan.md", "spec.md", "tasks.md"].includes(foldPath(path)));
  if (isNamed && holdsPlan && (features.length === 0 || isFeature(folder, context))) {
    const id = featureId(withSlashes(folder));
    const target = { ...context, id, folder, paths, loneFile: null, isFeature: isFeature(folder, context) };
    return { found: [target], note: null };
  }
  const find = featureFinder(features);
  const files = new Map<string, string[]>();
  for (const path of fromRoot.keys()) {
    const owner = find(path)?.path;
    const name = owner === undefined ? null : relativePath(path, owner);
    if (owner !== undefined && name !== null) files.set(owner, [...(files.get(owner) ?? []), name]);
  }
  const found = features.map(({ id, path }) => ({
    ...context,
    id,
    folder: join(context.root, path),
    paths: files.get(path) ?? [],
    loneFile: null,
    isFeature: true,
  }));
  return { found, note: unnamedPlans([...fromRoot.keys()], context.config.features) };
}

/** Why a folder has nothing to judge; the setting to add where plans lie in folders that none names. */
async function whyEmpty(folder: string, shown: string, { root, config }: Context): Promise<string> {
  const prefix = withSlashes(relative(root, folder));
  for (const path of (await listFiles(folder)).toSorted()) {
    const plan = prefix === "" ? path : `${prefix}/${path}`;
    const glob = globFor(plan);
    if (glob === null) continue;
    return `No setting names the folder of \`${plan}\`. ${lineToAdd(config.features, glob)}`;
  }
  return `There is no feature in \`${shown}\`. Name the folder of the plans; --allow-empty is for where none are expected.`;
}

function isFeature(folder: string, { root, config }: Context): boolean {
  const path = withSlashes(relative(root, folder));
  return candidateFolders(`${path}/plan.md`, config.features).includes(path);
}
