import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { nearestWord } from "../config/nearest-word.ts";
import { quoteValue } from "../config/config-problem.ts";
import { featureId } from "../feature/feature.ts";
import { findFeatures } from "../feature/find-features.ts";
import { UsageError } from "./exit-codes.ts";
import { loadConfig } from "./load-config.ts";
import { findRoot, listFiles } from "./repository.ts";

/** What was typed, and where one stands. */
export interface Typed {
  readonly cwd: string;
  /** Paths, and ids of features. */
  readonly paths: readonly string[];
  /** File named with `--config`. */
  readonly configFile: string | null;
}

/**
 * Where the files and folders lie that were named, absolute; a feature may be named by its id, such as `F-15`.
 * Throws a `UsageError` for what is neither.
 */
export async function placesOf({ cwd, paths, configFile }: Typed): Promise<readonly string[]> {
  const places: string[] = [];
  for (const path of paths) {
    const place = resolve(cwd, path);
    places.push((await exists(place)) ? place : await folderById(path, cwd, configFile));
  }
  return places;
}

async function folderById(typed: string, cwd: string, configFile: string | null): Promise<string> {
  const root = await findRoot(cwd);
  const config = await loadConfig(root, configFile === null ? null : resolve(cwd, configFile));
  const features = findFeatures(await listFiles(root), config.features);
  const wanted = featureId(typed).toLowerCase();
  const [feature, ...others] = features.filter(
    ({ id }) => !typed.includes("/") && id.toLowerCase() === wanted,
  );
  if (feature === undefined) {
    const ids = new Map(features.map(({ id }) => [id.toLowerCase(), id]));
    const nearest = nearestWord(typed, [...ids.keys()]);
    const advice = nearest === null ? "." : `, did you mean ${quoteValue(ids.get(nearest) ?? nearest)}?`;
    throw new UsageError(`${quoteValue(typed)} does not exist${advice}`);
  }
  if (others.length > 0) {
    const paths = [feature, ...others].map(({ path }) => `\`${path}\``).join(", ");
    throw new UsageError(
      `${quoteValue(typed)} is the id of several features. Name one by its folder: ${paths}.`,
    );
  }
  return join(root, feature.path);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
