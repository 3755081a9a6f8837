import { collisions, foldPath } from "../pull-request/fold-path.ts";
import { candidateFolders, type FeatureGlob } from "../feature/feature-folder.ts";
import { findFeatures } from "../feature/find-features.ts";
import { isGatedPath, planText, type SpecGate } from "../feature/gated-path.ts";
import type { Feature, FeaturePlace } from "../feature/feature.ts";
import { fileNamesOf, pathInFeature, specPathOf } from "../feature/file-names.ts";
import type { GatedFile } from "../approval/digest.ts";
import type { Comparison, Tree, TreeEntry } from "../pull-request/content.ts";
import type { Facts } from "../pull-request/snapshot.ts";
import { type ComparedText, isSameText } from "./compared-text.ts";
import type { FeatureFailure } from "./decision.ts";
import { couldHoldFeatures, hidingEntries } from "./hiding-entries.ts";
import { asRemoved, type SpecChange, specChange, type SpecText } from "./spec-change.ts";

/** The files of one feature at one commit. */
export interface FeatureFiles extends ComparedText {
  /** Gated text, paths from the feature's folder, sorted. */
  readonly gated: readonly GatedFile[];
  readonly plan: TreeEntry | null;
  readonly spec: TreeEntry | null;
  readonly tasks: TreeEntry | null;
  /** The plan is a directory. */
  readonly isPlanFolder: boolean;
}

/** The files of a feature that has a plan. */
export interface PlannedFiles extends FeatureFiles {
  readonly plan: TreeEntry;
}

/** What a pull request does to one feature, before anything is judged. */
export type FeatureChange =
  /** `mergeBases`: what it was before, on each branch it is compared with that lacks the new text. */
  | { readonly type: "changed"; readonly head: PlannedFiles; readonly mergeBases: readonly FeatureFiles[] }
  | { readonly type: "unchanged" }
  | { readonly type: "spec-only" }
  | { readonly type: "renamed"; readonly from: string }
  | { readonly type: "removed"; readonly files: readonly GatedFile[] }
  | { readonly type: "failed"; readonly reason: FeatureFailure; readonly path: string };

/** Where a comparison's facts come from: the trees at head, merge base and tip of the base. */
export interface ComparedTrees {
  readonly head: Tree;
  readonly mergeBase: Tree;
  readonly base: Tree;
}

/** A feature that is touched here. */
export interface FeatureHere {
  readonly feature: Feature;
  readonly change: FeatureChange;
}

/** What counts as gated text, and the texts that were read. */
export interface Gating extends Pick<Facts, "blobs"> {
  /** Of the config: where features may lie. */
  readonly globs: readonly FeatureGlob[];
  readonly spec: SpecGate;
}

/** Folders whose trees must be read to know what was changed: from the changed names alone, both of a rename. */
export function touchedFolders(
  comparison: Pick<Comparison, "files">,
  globs: readonly FeatureGlob[],
): readonly string[] {
  const folders = changedPaths(comparison).flatMap((path) => {
    const candidates = candidateFolders(path, globs);
    return candidates.length === 0 && couldHoldFeatures(path, globs) ? [path] : candidates;
  });
  return [...new Set(folders)].sort();
}

/** Every name a comparison touches, old names of renamed files included. */
export function changedPaths({ files }: Pick<Comparison, "files">): readonly string[] {
  return files.flatMap((file) => (file.previousPath === null ? [file.path] : [file.path, file.previousPath]));
}

/** What happens to a feature, and to its specification where that has a gate of its own. */
export interface ChangedFeature {
  readonly feature: Feature;
  readonly change: FeatureChange;
  readonly spec: SpecChange | null;
}

/** Features in which a file was changed, with what happened to each; by path. */
export function featureChanges(
  comparison: Pick<Comparison, "files">,
  trees: ComparedTrees,
  gating: Gating,
): ReadonlyMap<string, ChangedFeature> {
  // What lies beside a plan that only the base has is a part of it once it is merged.
  const paths = [...trees.head, ...trees.mergeBase, ...trees.base].map((entry) => entry.path);
  const changed = changedPaths(comparison);
  const features = findFeatures([...new Set(paths)], gating.globs).filter((feature) =>
    changed.some((path) => pathInFeature(path, feature) !== null),
  );
  const renames = findRenames(features, trees, gating);
  const result = new Map<string, ChangedFeature>();
  for (const feature of features) {
    const change = changeOf(feature, trees, { renames, gating });
    if (change === null) continue;
    result.set(feature.path, { feature, change, spec: specOf(feature, change, { trees, gating }) });
  }
  for (const feature of hidingEntries(trees.head, changed, gating.globs))
    result.set(feature.path, { feature, change: behindLink(feature), spec: null });
  return result;
}

/** The change that asks most of a pull request decides. */
const rank = { unchanged: 0, "spec-only": 1, renamed: 2, removed: 3, changed: 4, failed: 5 } as const;

/** The stricter of what one head does to a feature on two branches; of equals, all that either asks. */
export function stricterChange(one: FeatureChange, other: FeatureChange): FeatureChange {
  if (one.type === "changed" && other.type === "changed")
    return { ...one, mergeBases: [...one.mergeBases, ...other.mergeBases] };
  if (one.type === "removed" && other.type === "removed") {
    const files = [...one.files, ...other.files];
    return {
      type: "removed",
      files: [...new Map(files.map((file) => [`${file.path}\0${file.blobId}`, file])).values()],
    };
  }
  return rank[other.type] > rank[one.type] ? other : one;
}

/** The files of a feature in a tree. */
export function filesOf(tree: Tree, place: FeaturePlace, spec: SpecGate): FeatureFiles {
  const { plan: planName, spec: specName } = fileNamesOf(place);
  const inside = tree.flatMap((entry) => {
    const path = pathInFeature(entry.path, place);
    return path === null ? [] : [{ path, name: foldPath(path), entry }];
  });
  const named = (name: string) => inside.find((file) => file.name === foldPath(name))?.entry ?? null;
  const gated = inside
    .filter(({ path }) => isGatedPath(path, spec, place.form))
    .map(({ path, entry }) => ({ path, mode: entry.mode, blobId: entry.blobId }));
  return {
    gated,
    specName,
    plan: named(planName),
    spec: specName === null ? null : named(specName),
    tasks: specName === null ? null : named("tasks.md"),
    isPlanFolder: inside.some(({ name }) => name.startsWith(`${foldPath(planName)}/`)),
  };
}

/** The specification as a text of its own; a folder in its place with all it holds. */
export function specTextIn(tree: Tree, place: FeaturePlace): SpecText {
  const { gated, specName } = filesOf(tree, place, "approved");
  const isInPlace = ({ path }: GatedFile) =>
    specName !== null && foldPath(path.split("/", 1).join("")) === foldPath(specName);
  return { gated: gated.filter(isInPlace), specName };
}

/** New folder → old folder, where all gated text is identical, the old is gone and the new is not on the base. */
function findRenames(
  features: readonly Feature[],
  trees: ComparedTrees,
  { spec, blobs }: Gating,
): ReadonlyMap<string, string> {
  const renames = new Map<string, string>();
  const gone = features.filter((one) => isAbsent(trees.head, one) && !isAbsent(trees.mergeBase, one));
  const fresh = features.filter((one) => isAbsent(trees.mergeBase, one) && isAbsent(trees.base, one));
  for (const to of fresh) {
    const text = filesOf(trees.head, to, spec);
    const from = gone.find(
      (old) =>
        text.gated.length > 0 &&
        hasSameNames(old, to) &&
        isSameText(text, filesOf(trees.mergeBase, old, spec), blobs) &&
        isSameText(text, filesOf(trees.base, old, spec), blobs) &&
        ![...renames.values()].includes(old.path),
    );
    if (from) renames.set(to.path, from.path);
  }
  return renames;
}

/** Elsewhere another file may be the plan: then it is no longer the text that was approved as one. */
function hasSameNames(one: FeaturePlace, other: FeaturePlace): boolean {
  const [names, others] = [fileNamesOf(one), fileNamesOf(other)];
  return foldPath(names.plan) === foldPath(others.plan) && names.spec === others.spec;
}

function isAbsent(tree: Tree, place: FeaturePlace): boolean {
  return !tree.some((entry) => pathInFeature(entry.path, place) !== null);
}

function changeOf(
  feature: Feature,
  trees: ComparedTrees,
  { renames, gating }: { readonly renames: ReadonlyMap<string, string>; readonly gating: Gating },
): FeatureChange | null {
  const { path } = feature;
  const from = renames.get(path);
  if (from !== undefined) return { type: "renamed", from };
  if ([...renames.values()].includes(path)) return null;
  const names = trees.head.map((entry) => entry.path).filter((name) => pathInFeature(name, feature) !== null);
  const clash = collisions(names)[0] ?? shownAlike(names);
  if (clash) return { type: "failed", reason: "names-collide", path: clash.join("` and `") };
  const spec = isPlanned(trees, feature) ? planText(gating.spec) : "exists";
  const head = filesOf(trees.head, feature, spec);
  const mergeBase = filesOf(trees.mergeBase, feature, spec);
  const base = filesOf(trees.base, feature, spec);
  const isSame = (one: FeatureFiles, other: FeatureFiles) => isSameText(one, other, gating.blobs);
  if (isSame(head, base) && isSame(head, mergeBase)) return quiet(head, feature);
  if (isSame(head, base)) return { type: "unchanged" };
  if (!isSame(head, mergeBase) && !isSame(base, mergeBase)) return failed("changed-on-base-too", feature);
  if (isSame(head, mergeBase)) return { type: "unchanged" };
  if (!isGone(head)) return loud(feature, head, mergeBase);
  return goneChange(feature, trees, { ...gating, spec: gating.spec === "approved" ? "approved" : spec });
}

/** A feature goes as a whole, its specification with it, by one approval. */
function goneChange(feature: Feature, { mergeBase, base }: ComparedTrees, gating: Gating): FeatureChange {
  const before = filesOf(mergeBase, feature, gating.spec);
  return isSameText(before, filesOf(base, feature, gating.spec), gating.blobs)
    ? { type: "removed", files: before.gated.map(asRemoved) }
    : failed("changed-on-base-too", feature);
}

/** What happens to the specification by itself. */
function specOf(
  feature: Feature,
  change: FeatureChange,
  { trees, gating }: { readonly trees: ComparedTrees; readonly gating: Gating },
): SpecChange | null {
  const isTold =
    change.type === "renamed" ||
    change.type === "removed" ||
    (change.type === "failed" && change.reason === "names-collide");
  if (gating.spec !== "approved" || isTold) return null;
  return specChange(
    {
      path: specPathOf(feature),
      head: specTextIn(trees.head, feature),
      mergeBase: specTextIn(trees.mergeBase, feature),
      base: specTextIn(trees.base, feature),
      isFeatureGone: isGone(filesOf(trees.head, feature, "exists")),
    },
    gating.blobs,
  );
}

function isGone({ spec, tasks, gated }: FeatureFiles): boolean {
  return spec === null && tasks === null && gated.length === 0;
}

/** Two files under one path: bytes of a name that are no UTF-8 are shown as one character, whatever they are. */
function shownAlike(names: readonly string[]): readonly string[] | null {
  const known = new Set<string>();
  for (const name of names) {
    if (known.has(name)) return [name, name];
    known.add(name);
  }
  return null;
}

/** Is there a plan on any side? Before there is, a specification has nothing to be approved with. */
function isPlanned({ head, mergeBase, base }: ComparedTrees, place: FeaturePlace): boolean {
  return [head, mergeBase, base].some((tree) => {
    const { plan, isPlanFolder } = filesOf(tree, place, "exists");
    return plan !== null || isPlanFolder;
  });
}

/** Gated text is as on the base. */
function quiet(head: FeatureFiles, feature: Feature): FeatureChange {
  if (head.isPlanFolder) return failed("plan-unreadable", feature);
  if (head.plan !== null) return { type: "unchanged" };
  return head.tasks === null ? { type: "spec-only" } : failed("tasks-without-plan", feature, "tasks.md");
}

/** Gated text was changed here. */
function loud(feature: Feature, head: FeatureFiles, mergeBase: FeatureFiles): FeatureChange {
  const special = head.gated.find((file) => file.mode === "120000" || file.mode === "160000");
  if (special) return failed("plan-unreadable", feature, special.path);
  if (head.isPlanFolder) return failed("plan-unreadable", feature);
  if (head.plan !== null)
    return { type: "changed", head: { ...head, plan: head.plan }, mergeBases: [mergeBase] };
  if (mergeBase.plan !== null) return failed("plan-removed", feature);
  if (head.tasks !== null) return failed("tasks-without-plan", feature, "tasks.md");
  return failed("plan-missing", feature);
}

function behindLink({ path }: Feature): FeatureChange {
  return { type: "failed", reason: "plan-unreadable", path };
}

/** Without a file, the plan is meant. */
function failed(reason: FeatureFailure, feature: Feature, file?: string): FeatureChange {
  const { folder, plan } = fileNamesOf(feature);
  return { type: "failed", reason, path: `${folder}/${file ?? plan}` };
}
