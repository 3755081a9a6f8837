import type { GatedFile } from "../approval/digest.ts";
import { configPath, misspelledConfigPath } from "../config/config-path.ts";
import type { ConfigProblem } from "../config/config-problem.ts";
import { parseConfig } from "../config/parse-config.ts";
import type { Need } from "../pull-request/need.ts";
import type { Comparison, Tree } from "../pull-request/content.ts";
import type { Facts } from "../pull-request/snapshot.ts";
import { changedPaths, type ComparedTrees } from "./feature-change.ts";
import { misspelling } from "./gate-config.ts";
import { isSettingsPath } from "./settings-path.ts";

/** A pull request's change of the gate's own settings. */
export interface ConfigChange {
  /** The settings at head, from the root of the repository; a removed file has mode `000000`. */
  readonly files: readonly GatedFile[];
  /** What is wrong with the new config. */
  readonly problems: readonly ConfigProblem[];
  /** File that the problems are about. */
  readonly path: string;
  readonly changedOnBaseToo: boolean;
}

/**
 * Which changed paths are settings. CODEOWNERS is one where owners designate, and where the config is changed beside
 * it: the new one may let them.
 */
export function settingsIn(
  comparisons: readonly Comparison[],
  ownersDesignate: boolean,
): (path: string) => boolean {
  const isConfigChanged = comparisons.flatMap(changedPaths).some((path) => isSettingsPath(path, false));
  return (path) => isSettingsPath(path, ownersDesignate || isConfigChanged);
}

/** The new config must be read to be validated. */
export function configChangeNeeds(head: Tree): readonly Need[] {
  const entry = head.find(({ path }) => path === configPath);
  return entry ? [{ type: "blob", blobId: entry.blobId }] : [];
}

/** A base, how the head differs from it, and the trees on the way. */
export interface SettingsComparison {
  readonly comparison: Comparison;
  readonly trees: ComparedTrees;
}

/** What may have changed the settings. */
export interface SettingsQuestion {
  readonly compared: readonly SettingsComparison[];
  readonly head: Tree;
  /** CODEOWNERS is a part of them. */
  readonly ownersDesignate: boolean;
}

/** Over all bases; `null` where none of the comparisons touches the settings. */
export function configChange(
  { compared, head, ownersDesignate }: SettingsQuestion,
  facts: Facts,
): ConfigChange | null {
  const isSettings = settingsIn(
    compared.map(({ comparison }) => comparison),
    ownersDesignate,
  );
  const changed = compared.flatMap(({ comparison }) => changedPaths(comparison));
  const paths = [...new Set(changed)].filter(isSettings).sort();
  const first = paths[0];
  if (first === undefined) return null;
  const files = paths.flatMap((path) => entryAt(head, path) ?? removed(compared, path));
  const changedOnBaseToo = compared.some(({ trees }) => paths.some((path) => isMovedOnBase(trees, path)));
  return { files, ...newProblems(head, facts, first), changedOnBaseToo };
}

/** All three differ: the merge would make settings that nobody saw. */
function isMovedOnBase({ base, mergeBase, head }: ComparedTrees, path: string): boolean {
  const [there, before, here] = [base, mergeBase, head].map((tree) => entryAt(tree, path)?.blobId);
  return there !== before && there !== here && here !== before;
}

function newProblems(head: Tree, facts: Facts, firstPath: string): Pick<ConfigChange, "problems" | "path"> {
  const misspelled = head.find(({ path }) => misspelledConfigPath(path));
  if (misspelled) return { path: misspelled.path, problems: [misspelling(misspelled.path)] };
  const entry = head.find(({ path }) => path === configPath);
  if (!entry) return { path: firstPath, problems: [] };
  const blob = facts.blobs[entry.blobId];
  const isRegular = entry.mode === "100644" || entry.mode === "100755";
  if (!isRegular || blob?.state !== "text")
    return { path: configPath, problems: [{ line: 1, column: 1, message: unreadableMessage }] };
  const parsed = parseConfig(blob.text);
  return { path: configPath, problems: parsed.state === "valid" ? [] : parsed.problems };
}

const unreadableMessage = `\`${configPath}\` is not a regular UTF-8 file of at most 64 KiB. Write it as plain text.`;

function entryAt(tree: Tree, path: string): GatedFile | null {
  return tree.find((entry) => entry.path === path) ?? null;
}

/** Of another mode, on each branch that has it. */
function removed(compared: readonly SettingsComparison[], path: string): readonly GatedFile[] {
  const were = compared.flatMap(({ trees }) => entryAt(trees.mergeBase, path)?.blobId ?? []);
  const blobIds = were.length === 0 ? [""] : [...new Set(were)];
  return blobIds.map((blobId) => ({ path, mode: "000000", blobId }));
}
