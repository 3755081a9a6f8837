import type { Config } from "../config/config.ts";
import { defaultConfig } from "../config/config.ts";
import type { Comparison, PullRequest, PullRequestSnapshot, Tree } from "../pull-request/snapshot.ts";
import type { Feature } from "../feature/feature.ts";
import { codeownersPaths, configChange, type ConfigChange, isSettingsPath } from "./config-change.ts";
import {
  changedPaths,
  type ComparedTrees,
  type FeatureChange,
  featureChanges,
  touchedFolders,
} from "./feature-change.ts";
import { type GateConfig, readGateConfig } from "./gate-config.ts";
import { pullRequestsOfHead } from "./situation.ts";

/** One head, with the pull requests it belongs to and the settings that judge them. */
export interface HeadView {
  readonly pull: PullRequest;
  readonly pullRequests: readonly PullRequest[];
  readonly gateConfig: GateConfig;
  /** The settings in force; the defaults where the config cannot be read, and then nothing passes. */
  readonly config: Config;
  /** Folders and files whose tree entries are read, the same for every commit. */
  readonly folders: readonly string[];
}

/** A base and how the head differs from it. */
export interface ComparedBase {
  readonly branch: string;
  readonly comparison: Comparison;
}

/** Branches a pull request is compared with: its base, and the default branch. */
export function basesOf(pull: PullRequest): readonly string[] {
  return [...new Set([pull.baseRef, pull.repository.defaultBranch])];
}

/** The pull request's comparisons; `undefined` before all were read, `null` where GitHub cannot compare. */
export function comparisonsOf(
  snapshot: PullRequestSnapshot,
  pull: PullRequest,
): readonly ComparedBase[] | null | undefined {
  const compared: ComparedBase[] = [];
  for (const branch of basesOf(pull)) {
    const comparison = snapshot.facts.comparisons[`${branch}...${pull.headSha}`];
    if (comparison === undefined) return undefined;
    if (comparison === null) return null;
    compared.push({ branch, comparison });
  }
  return compared;
}

/** `undefined` before the settings or a comparison were read. */
export function viewHead(snapshot: PullRequestSnapshot, pull: PullRequest): HeadView | undefined {
  const gateConfig = readGateConfig(snapshot.facts, pull.repository);
  if (gateConfig === undefined) return undefined;
  const config = gateConfig.state === "valid" ? gateConfig.config : defaultConfig;
  const pullRequests = pullRequestsOfHead(snapshot, pull);
  const folders = new Set<string>();
  for (const other of pullRequests) {
    const compared = comparisonsOf(snapshot, other);
    if (compared === undefined) return undefined;
    for (const { comparison } of compared ?? [])
      for (const folder of gatedFolders(comparison, config)) folders.add(folder);
  }
  return { pull, pullRequests, gateConfig, config, folders: [...folders].sort() };
}

/** Folders of touched features; with any of them, or changed settings, the places where settings live. */
function gatedFolders(comparison: Comparison, config: Config): readonly string[] {
  const features = touchedFolders(comparison, config.features);
  const touchesSettings = changedPaths(comparison).some((path) =>
    isSettingsPath(path, config.approval.codeowners),
  );
  return features.length > 0 || touchesSettings ? [...features, ".github", ...codeownersPaths] : [];
}

/** What a pull request changes that is gated. */
export interface GatedChanges {
  /** By folder, over all bases: the one that asks most. */
  readonly features: readonly {
    readonly feature: Feature;
    readonly change: FeatureChange;
    readonly base: ComparedBase;
  }[];
  readonly config: ConfigChange | null;
}

/** Of a pull request that touches neither features nor settings. */
export const nothingChanged: GatedChanges = { features: [], config: null };

/** `undefined` before the trees were read. */
export function gatedChanges(
  snapshot: PullRequestSnapshot,
  compared: readonly ComparedBase[],
  view: HeadView,
): GatedChanges | undefined {
  const features = new Map<string, GatedChanges["features"][number]>();
  let config: ConfigChange | null = null;
  for (const base of compared) {
    const trees = treesOf(snapshot, base.comparison, view.pull.headSha);
    if (trees === undefined) return undefined;
    const changes = featureChanges(base.comparison, trees, view.config.features);
    for (const [path, { feature, change }] of changes) {
      const known = features.get(path);
      if (!known || rank[change.type] > rank[known.change.type])
        features.set(path, { feature, change, base });
    }
    config ??= configChange(base.comparison, trees, snapshot.facts, view.config.approval.codeowners);
  }
  return { features: [...features.values()], config };
}

/** The change that asks most of a pull request decides. */
const rank = { unchanged: 0, "spec-only": 1, renamed: 2, removed: 3, changed: 4, failed: 5 } as const;

function treesOf(
  { facts }: PullRequestSnapshot,
  comparison: Comparison,
  headSha: string,
): ComparedTrees | undefined {
  const head: Tree | undefined = facts.trees[headSha];
  const mergeBase = facts.trees[comparison.mergeBaseSha];
  const base = facts.trees[comparison.baseSha];
  return head && mergeBase && base ? { head, mergeBase, base } : undefined;
}
