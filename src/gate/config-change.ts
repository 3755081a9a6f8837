import type { GatedFile } from "../approval/digest.ts";
import { configPath, misspelledConfigPath } from "../config/config-path.ts";
import type { ConfigProblem } from "../config/config-problem.ts";
import { parseConfig } from "../config/parse-config.ts";
import { foldPath } from "../feature/fold-path.ts";
import type { Need } from "../pull-request/need.ts";
import type { Comparison, Tree } from "../pull-request/content.ts";
import type { Facts } from "../pull-request/snapshot.ts";
import { changedPaths } from "./feature-change.ts";
import { misspelling } from "./gate-config.ts";

/** Where GitHub looks for code owners, first match first. */
export const codeownersPaths = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"] as const;

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

/** Does a change of this path change the gate's settings? */
export function isSettingsPath(path: string, ownersDesignate: boolean): boolean {
  if (foldPath(path) === foldPath(configPath) || misspelledConfigPath(path)) return true;
  return ownersDesignate && codeownersPaths.some((owners) => foldPath(owners) === foldPath(path));
}

/** The new config must be read to be validated. */
export function configChangeNeeds(head: Tree): readonly Need[] {
  const entry = head.find(({ path }) => path === configPath);
  return entry ? [{ type: "blob", blobId: entry.blobId }] : [];
}

/** `null` where the comparison leaves the settings alone. */
export function configChange(
  comparison: Comparison,
  trees: { readonly head: Tree; readonly mergeBase: Tree; readonly base: Tree },
  facts: Facts,
  ownersDesignate: boolean,
): ConfigChange | null {
  const paths = [...new Set(changedPaths(comparison))]
    .filter((path) => isSettingsPath(path, ownersDesignate))
    .sort();
  const first = paths[0];
  if (first === undefined) return null;
  const files = paths.map((path) => entryAt(trees.head, path) ?? removed(trees.mergeBase, path));
  const changedOnBaseToo = paths.some(
    (path) =>
      entryAt(trees.base, path)?.blobId !== entryAt(trees.mergeBase, path)?.blobId &&
      entryAt(trees.base, path)?.blobId !== entryAt(trees.head, path)?.blobId,
  );
  return { files, ...newProblems(trees.head, facts, first), changedOnBaseToo };
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

function removed(mergeBase: Tree, path: string): GatedFile {
  return { path, mode: "000000", blobId: entryAt(mergeBase, path)?.blobId ?? "" };
}
