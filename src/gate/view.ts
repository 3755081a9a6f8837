import { ownersDesignate } from "../config/owners-designate.ts";
import type { Config } from "../config/config.ts";
import { defaultConfig } from "../config/config.ts";
import type { Comparison, Tree } from "../pull-request/content.ts";
import type { PullRequest, PullRequestSnapshot } from "../pull-request/snapshot.ts";
import type { Feature } from "../feature/feature.ts";
import { configChange, type ConfigChange, settingsIn, type SettingsComparison } from "./config-change.ts";
import { settingsPlaces } from "./settings-path.ts";
import {
  changedPaths,
  type ComparedTrees,
  type FeatureChange,
  featureChanges,
  stricterChange,
  touchedFolders,
} from "./feature-change.ts";
import { gatedEntries, type GatedText } from "./gated-text.ts";
import { type GateConfig, readGateConfig } from "./gate-config.ts";
import { hidingPlaces } from "./implementation-files.ts";
import { pullRequestsOfHead } from "./situation.ts";
import { type SpecChange, stricterSpec } from "./spec-change.ts";

/** One head, with the pull requests it belongs to and the settings that judge them. */
export interface HeadView {
  readonly pull: PullRequest;
  readonly pullRequests: readonly [PullRequest, ...PullRequest[]];
  readonly gateConfig: GateConfig;
  /** The settings in force; the defaults where the config cannot be read, and then nothing passes. */
  readonly config: Config;
  /** Folders and files whose tree entries are read, the same for every commit. */
  readonly folders: readonly string[];
  /** Changed paths behind which code would lie, were they links: their entries are read as well. */
  readonly hiding: readonly string[];
}

/** A base and how the head differs from it. */
export interface ComparedBase {
  readonly branch: string;
  readonly comparison: Comparison;
  /** The default branch beside another base: the pull request does not go there. */
  readonly isBeside?: boolean;
}

/** Branches a pull request is compared with: its base, and the default branch. */
export function basesOf(pull: PullRequest): readonly string[] {
  return [...new Set([pull.baseRef, pull.repository.defaultBranch])];
}

/** One open pull request of a head, and what that is judged by. */
export interface PullAtHead {
  readonly snapshot: PullRequestSnapshot;
  readonly pull: PullRequest;
  readonly view: HeadView;
}

/** The same, with all that it is compared with. */
export interface ComparedPull extends PullAtHead {
  readonly compared: Compared;
}

/** How a pull request differs from all it is compared with. */
export interface Compared {
  readonly withBase: ComparedBase;
  /** The same where the base is the default branch. */
  readonly withDefault: ComparedBase;
  /** Each once. */
  readonly all: readonly ComparedBase[];
}

/** The comparisons alone. */
export function comparisonsIn({ all }: Compared): readonly Comparison[] {
  return all.map(({ comparison }) => comparison);
}

/** The pull request's comparisons; `undefined` before all were read, `null` where GitHub cannot compare. */
export function comparisonsOf(snapshot: PullRequestSnapshot, pull: PullRequest): Compared | null | undefined {
  const compare = (branch: string): ComparedBase | null | undefined => {
    const comparison = snapshot.facts.comparisons[`${branch}...${pull.headSha}`];
    return comparison && { branch, comparison, isBeside: branch !== pull.baseRef };
  };
  const withBase = compare(pull.baseRef);
  const withDefault = compare(pull.repository.defaultBranch);
  if (withBase === undefined || withDefault === undefined) return undefined;
  if (withBase === null || withDefault === null) return null;
  const isSame = withBase.branch === withDefault.branch;
  return { withBase, withDefault, all: isSame ? [withBase] : [withBase, withDefault] };
}

/** `undefined` before the settings or a comparison were read. */
export function viewHead(
  snapshot: PullRequestSnapshot,
  pull: PullRequest,
  gateConfig = readGateConfig(snapshot.facts, pull.repository),
): HeadView | undefined {
  if (gateConfig === undefined) return undefined;
  const config = gateConfig.state === "valid" ? gateConfig.config : defaultConfig;
  const pullRequests = pullRequestsOfHead(snapshot, pull);
  const folders = new Set<string>();
  const hiding = new Set<string>();
  for (const other of pullRequests) {
    const compared = comparisonsOf(snapshot, other);
    if (compared === undefined) return undefined;
    for (const { comparison } of compared?.all ?? []) {
      for (const folder of gatedFolders(comparison, config)) folders.add(folder);
      for (const place of hidingPlaces(comparison, config)) hiding.add(place);
    }
  }
  const read = { folders: [...folders].sort(), hiding: [...hiding].sort() };
  return { pull, pullRequests, gateConfig, config, ...read };
}

/** Folders of touched features; with any of them, or changed settings, the places where settings live. */
function gatedFolders(comparison: Comparison, config: Config): readonly string[] {
  const features = touchedFolders(comparison, config.features);
  const isSettings = settingsIn([comparison], ownersDesignate(config.approval));
  const touchesSettings = changedPaths(comparison).some(isSettings);
  return features.length > 0 || touchesSettings ? [...features, ...settingsPlaces] : [];
}

/** Commits whose entries must be known before it is known what is code; none where no link could hide any. */
export function hidingCommits(
  { headSha }: PullRequest,
  { hiding }: HeadView,
  compared: Compared,
): readonly string[] {
  if (hiding.length === 0) return [];
  return [headSha, ...comparisonsIn(compared).map(({ mergeBaseSha }) => mergeBaseSha)];
}

/** What a pull request changes that is gated. */
export interface GatedChanges {
  /** By folder, over all bases: the one that asks most. */
  readonly features: readonly {
    readonly feature: Feature;
    readonly change: FeatureChange;
    /** The branch that asks most. */
    readonly base: ComparedBase;
    /** What stands at the tips of all branches it is compared with. */
    readonly tips: readonly Tree[];
  }[];
  /** Specifications that have a gate of their own, over all bases the same. */
  readonly specs: readonly {
    readonly feature: Feature;
    readonly change: SpecChange;
    readonly base: ComparedBase;
  }[];
  readonly config: ConfigChange | null;
  /** All that was read of the head. */
  readonly head: Tree;
}

/** Of a pull request that touches neither features nor settings. */
export const nothingChanged: GatedChanges = { features: [], specs: [], config: null, head: [] };

/** `undefined` before the trees were read. */
export function gatedChanges(
  snapshot: PullRequestSnapshot,
  compared: Compared,
  view: HeadView,
): GatedChanges | undefined {
  const features = new Map<string, Omit<GatedChanges["features"][number], "tips">>();
  const specs = new Map<string, GatedChanges["specs"][number]>();
  const settings: SettingsComparison[] = [];
  const head = snapshot.facts.trees[view.pull.headSha];
  const { features: globs, spec } = view.config;
  const gating = { globs, spec, blobs: snapshot.facts.blobs };
  if (head === undefined) return undefined;
  for (const base of compared.all) {
    const trees = treesOf(snapshot, base.comparison, head);
    if (trees === undefined) return undefined;
    const changes = featureChanges(base.comparison, trees, gating);
    for (const [path, { feature, change, spec: ownSpec }] of changes) {
      const knownSpec = specs.get(path);
      const stricterOne = stricterSpec(knownSpec?.change ?? null, ownSpec);
      const isKnown = knownSpec !== undefined && knownSpec.change.type === stricterOne?.type;
      if (stricterOne !== null)
        specs.set(path, { feature, change: stricterOne, base: isKnown ? knownSpec.base : base });
      const known = features.get(path);
      const stricter = known ? stricterChange(known.change, change) : change;
      const isKept = known !== undefined && known.change.type === stricter.type;
      features.set(path, { feature, change: stricter, base: isKept ? known.base : base });
    }
    settings.push({ comparison: base.comparison, trees });
  }
  const asked = { compared: settings, head, ownersDesignate: ownersDesignate(view.config.approval) };
  const config = configChange(asked, snapshot.facts);
  const tips = settings.map(({ trees }) => trees.base);
  return {
    features: [...features.values()].map((feature) => ({ ...feature, tips })),
    specs: [...specs.values()],
    config,
    head,
  };
}

/**
 * The commits whose people took part. A base that does not require the check itself may hold what nobody has judged,
 * so the commits since the default branch count as well: moving the pull request there changes nobody's part in it.
 */
export function commitsSince(
  { enforcement }: Pick<PullRequestSnapshot["facts"], "enforcement">,
  { withBase, withDefault }: Compared,
): Pick<Comparison, "commits" | "totalCommits"> {
  const isAlone = basesThatCount(enforcement, { withBase, withDefault }).length === 1;
  return isAlone ? withBase.comparison : joined({ withBase, withDefault });
}

/**
 * The same for gated text. A base that requires the check stands for itself only as far as it has the default branch's
 * text: whoever may make a branch under a name that a rule covers can put text into it that nobody has judged.
 */
export function commitsOfText(
  { enforcement, trees }: PullRequestSnapshot["facts"],
  compared: Compared,
  gated: GatedText,
): Pick<Comparison, "commits" | "totalCommits"> {
  const [own, other] = [compared.withBase, compared.withDefault].map(({ comparison }) =>
    gatedEntries(trees[comparison.mergeBaseSha], gated),
  );
  const isSame =
    own?.size === other?.size && [...(own ?? [])].every(([path, text]) => other?.get(path) === text);
  return isSame ? commitsSince({ enforcement }, compared) : joined(compared);
}

function joined({
  withBase,
  withDefault,
}: Pick<Compared, "withBase" | "withDefault">): Pick<Comparison, "commits" | "totalCommits"> {
  const own = withBase.comparison;
  const other = withDefault.comparison;
  const commits = new Map([...other.commits, ...own.commits].map((commit) => [commit.sha, commit]));
  const isWhole = [own, other].every((one) => one.commits.length >= one.totalCommits);
  return { commits: [...commits.values()], totalCommits: commits.size + (isWhole ? 0 : 1) };
}

/**
 * A base that requires the check itself stands for itself alone; before any other one, the default branch counts as
 * well.
 */
export function basesThatCount(
  enforcement: PullRequestSnapshot["facts"]["enforcement"],
  { withBase, withDefault }: Pick<Compared, "withBase" | "withDefault">,
): readonly ComparedBase[] {
  const isGuarded =
    Object.hasOwn(enforcement, withBase.branch) &&
    enforcement[withBase.branch]?.state === "required-and-bound";
  return withDefault.branch === withBase.branch || isGuarded ? [withBase] : [withBase, withDefault];
}

function treesOf(
  { facts }: PullRequestSnapshot,
  comparison: Comparison,
  head: Tree,
): ComparedTrees | undefined {
  const mergeBase = facts.trees[comparison.mergeBaseSha];
  const base = facts.trees[comparison.baseSha];
  return mergeBase && base ? { head, mergeBase, base } : undefined;
}
