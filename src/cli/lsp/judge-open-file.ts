import { basename, dirname, join, relative } from "node:path";
import type { Config } from "../../config/config.ts";
import { candidatePlaces } from "../../feature/feature-folder.ts";
import { fileNamesOf, pathInFeature } from "../../feature/file-names.ts";
import { featureFinder, findFeatures } from "../../feature/find-features.ts";
import { isGatedPath } from "../../feature/gated-path.ts";
import { foldPath } from "../../pull-request/fold-path.ts";
import type { CheckedFeature } from "../../render/report/check-report.ts";
import { checkTarget } from "../check/check-target.ts";
import { ConfigError, loadConfig } from "../load-config.ts";
import { fromRoot, findRoot, listFiles, withSlashes } from "../repository.ts";
import { UsageError } from "../exit-codes.ts";
import { type Target, targetOfFeature } from "../find-plans.ts";
import { type Judging, TooSlowError } from "../judge.ts";
import { unnamedPlans } from "../known-layouts.ts";

/** Texts as an editor has them, saved or not, by absolute path. */
export type OpenTexts = ReadonlyMap<string, string>;

/** What there is to say of the feature that an open file belongs to. */
export type Opinion =
  | {
      readonly type: "judged";
      /** Of the repository, absolute: the paths in `feature` are from there. */
      readonly root: string;
      readonly feature: CheckedFeature;
      readonly config: Config;
    }
  /** Nobody judges it, though it looks like a plan. */
  | { readonly type: "unnamed"; readonly message: string }
  | { readonly type: "wrong-config"; readonly error: ConfigError }
  | { readonly type: "failed"; readonly message: string };

/**
 * Judges the feature of an open file as `check` would were all saved; `null` for a file that nobody judges. Never
 * rejects.
 */
export async function judgeOpenFile(
  path: string,
  texts: OpenTexts,
  judgeOne: Judging["judge"],
): Promise<Opinion | null> {
  try {
    return await judge(path, texts, judgeOne);
  } catch (error) {
    if (error instanceof ConfigError) return { type: "wrong-config", error };
    if (error instanceof TooSlowError) return { type: "failed", message: sayTooSlow(error) };
    if (error instanceof UsageError) return { type: "failed", message: error.message };
    const why = error instanceof Error ? error.message : String(error);
    return { type: "failed", message: `plan-gate failed itself, nothing is said about the plan: ${why}` };
  }
}

function sayTooSlow({ withinMs }: TooSlowError): string {
  return `The plan and the files beside it were not judged within ${withinMs / 1000} s, so nothing is said about them. Make them shorter, long tables and nested lists first, or run \`plan-gate check\`, which takes its time.`;
}

async function judge(path: string, texts: OpenTexts, judgeOne: Judging["judge"]): Promise<Opinion | null> {
  const root = await findRoot(dirname(path));
  const config = await loadConfig(root, null);
  const target = await targetOf(path, texts, { root, config });
  if (target === null) {
    const message = unnamedPlans([withSlashes(relative(root, path))], config.features);
    return message === null ? null : { type: "unnamed", message };
  }
  const { checked } = await checkTarget(target, judgeOne, fromRoot);
  return checked === null ? null : { type: "judged", root, feature: checked, config };
}

/** The feature with all its files, those that are not saved yet as well. */
async function targetOf(
  path: string,
  texts: OpenTexts,
  { root, config }: Pick<Target, "root" | "config">,
): Promise<Target | null> {
  const name = withSlashes(relative(root, path));
  const [place] = candidatePlaces(name, config.features);
  if (place === undefined) return null;
  const { folder } = fileNamesOf(place);
  const onDisk = await listFiles(join(root, folder)).catch(() => []);
  const open = [...texts]
    .map(([file, text]) => ({ file: withSlashes(relative(root, file)), text }))
    .filter(({ file }) => !file.startsWith("../"));
  const files = new Set([...onDisk.map((file) => `${folder}/${file}`), ...open.map(({ file }) => file)]);
  const features = findFeatures([...files], config.features);
  const find = featureFinder(features);
  const feature = find(name);
  const inside = feature === null ? null : pathInFeature(name, feature);
  if (feature === null || inside === null || !isJudged(inside, feature.form)) return null;
  const within = (file: string) => (find(file)?.path === feature.path ? pathInFeature(file, feature) : null);
  const paths = [...files].flatMap((file) => within(file) ?? []);
  const given = open.flatMap(({ file, text }) => {
    const own = within(file);
    return own === null ? [] : [{ path: own, bytes: Buffer.from(text) }];
  });
  return targetOfFeature(feature, paths, { root, config, given });
}

function isJudged(name: string, form: Parameters<typeof isGatedPath>[2]): boolean {
  return isGatedPath(name, "with-plan", form) || foldPath(basename(name)) === "tasks.md";
}
