import { stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { configPath } from "../config/config-path.ts";
import type { Config } from "../config/config.ts";
import { candidateFolders } from "../feature/feature-folder.ts";
import { featureId } from "../feature/feature-id.ts";
import { featureFinder, findFeatures } from "../feature/find-features.ts";
import { foldPath, relativePath } from "../feature/fold-path.ts";
import { UsageError } from "./exit-codes.ts";
import { loadConfig } from "./load-config.ts";
import { findRoot, listFiles, withSlashes } from "./repository.ts";

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

/**
 * Finds what to judge: plans named directly, feature folders, or all features of a repository. Sorted by path, each once.
 * Throws a `UsageError` for a folder without a feature, unless it may be empty.
 */
export async function findTargets({
  cwd,
  paths,
  configFile,
  mayBeEmpty,
}: Search): Promise<readonly Target[]> {
  const configs = new Map<string, Promise<Config>>();
  const configOf = (root: string): Promise<Config> => {
    const known =
      configs.get(root) ?? loadConfig(root, configFile === null ? null : resolve(cwd, configFile));
    configs.set(root, known);
    return known;
  };
  const places = paths.length === 0 ? [await findRoot(cwd)] : paths.map((path) => resolve(cwd, path));
  const targets: Target[] = [];
  for (const [index, place] of places.entries()) {
    const stats = await stat(place).catch(() => null);
    if (stats === null) throw new UsageError(`\`${paths[index] ?? place}\` does not exist.`);
    const folder = stats.isDirectory() ? place : dirname(place);
    const root = await findRoot(folder);
    const context = { root, config: await configOf(root) };
    const found = stats.isDirectory()
      ? await targetsBelow(folder, context, paths.length > 0)
      : [await targetOfFile(place, context)];
    if (found.length === 0 && !mayBeEmpty) {
      throw new UsageError(await whyEmpty(folder, paths[index] ?? place, context));
    }
    targets.push(...found);
  }
  const byPlace = new Map(targets.map((target) => [join(target.folder, target.loneFile ?? ""), target]));
  return [...byPlace].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, target]) => target);
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

async function targetsBelow(folder: string, context: Context, isNamed: boolean): Promise<readonly Target[]> {
  const paths = await listFiles(folder);
  const prefix = withSlashes(relative(context.root, folder));
  const fromRoot = new Map(paths.map((path) => [prefix === "" ? path : `${prefix}/${path}`, path]));
  const features = findFeatures([...fromRoot.keys()], context.config.features);
  const holdsPlan = paths.some((path) => ["plan.md", "spec.md", "tasks.md"].includes(foldPath(path)));
  if (isNamed && holdsPlan && (features.length === 0 || isFeature(folder, context))) {
    return [
      {
        ...context,
        id: featureId(withSlashes(folder)),
        folder,
        paths,
        loneFile: null,
        isFeature: isFeature(folder, context),
      },
    ];
  }
  const find = featureFinder(features);
  const files = new Map<string, string[]>();
  for (const path of fromRoot.keys()) {
    const owner = find(path)?.path;
    const name = owner === undefined ? null : relativePath(path, owner);
    if (owner !== undefined && name !== null) files.set(owner, [...(files.get(owner) ?? []), name]);
  }
  return features.map(({ id, path }) => ({
    ...context,
    id,
    folder: join(context.root, path),
    paths: files.get(path) ?? [],
    loneFile: null,
    isFeature: true,
  }));
}

/** Why a folder has nothing to judge; the setting to add where plans lie in folders that none names. */
async function whyEmpty(folder: string, shown: string, { root, config }: Context): Promise<string> {
  const prefix = withSlashes(relative(root, folder));
  for (const path of (await listFiles(folder)).toSorted()) {
    const plan = prefix === "" ? path : `${prefix}/${path}`;
    const glob = globFor(plan);
    if (glob === null) continue;
    const line = `features: ${JSON.stringify([...config.features, glob])}`;
    return `No setting names the folder of \`${plan}\`. Add to \`${configPath}\`:\n${line}`;
  }
  return `There is no feature in \`${shown}\`. Name the folder of the plans; --allow-empty is for where none are expected.`;
}

/** The setting that makes the folder of a plan a feature: `specs/*` for `specs/001-x/plan.md`; `null` where none does. */
function globFor(path: string): string | null {
  const folders = path.split("/").slice(0, -1);
  if (foldPath(basename(path)) !== "plan.md") return null;
  const glob = folders.length > 1 ? [...folders.slice(0, -1), "*"].join("/") : folders.join("/");
  const isNamed = glob !== "" && candidateFolders(path, [glob]).includes(folders.join("/"));
  return isNamed ? glob : null;
}

function isFeature(folder: string, { root, config }: Context): boolean {
  const path = withSlashes(relative(root, folder));
  return candidateFolders(`${path}/plan.md`, config.features).includes(path);
}
