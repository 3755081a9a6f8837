import { candidatePlaces, type FeatureGlob } from "../feature/feature-folder.ts";
import { isGatedIn, type SpecGate } from "../feature/gated-path.ts";
import type { Tree } from "../pull-request/content.ts";
import { isSettingsPath } from "./settings-path.ts";

/** What makes a path one that people approve. */
export interface GatedText {
  /** Of the config: where features may lie. */
  readonly globs: readonly FeatureGlob[];
  /** CODEOWNERS is a part of the gate's settings. */
  readonly ownersDesignate: boolean;
  readonly spec: SpecGate;
}

/** Would a file of this path be gated text of a feature, or settings of the gate? */
export function isGatedText(path: string, { globs, ownersDesignate, spec }: GatedText): boolean {
  if (isSettingsPath(path, ownersDesignate)) return true;
  return candidatePlaces(path, globs).some((place) => isGatedIn(path, place, spec));
}

/** Mode and blob of all gated text of a tree, by path; `null` for a tree that was not read. */
export function gatedEntries(
  tree: Tree | null | undefined,
  gated: GatedText,
): ReadonlyMap<string, string> | null {
  if (!tree) return null;
  const entries = tree.filter(({ path }) => isGatedText(path, gated));
  return new Map(entries.map(({ path, mode, blobId }) => [path, `${mode} ${blobId}`]));
}
