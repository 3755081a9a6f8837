import { collisions } from "../feature/collisions.ts";
import { candidateFolders } from "../feature/feature-folder.ts";
import { findFeatures } from "../feature/find-features.ts";
import { foldPath } from "../pull-request/fold-path.ts";
import { isGatedPath, planText, type SpecGate } from "../feature/gated-path.ts";
import type { Feature } from "../feature/feature.ts";
import type { GatedFile } from "../approval/digest.ts";
import type { Comparison, Tree, TreeEntry } from "../pull-request/content.ts";
import type { Facts } from "../pull-request/snapshot.ts";
import { isSameText } from "./compared-text.ts";
import type { FeatureFailure } from "./decision.ts";
import { couldHoldFeatures, hidingEntries } from "./hiding-entries.ts";
import { asRemoved, type SpecChange, specChange, type SpecText } from "./spec-change.ts";

/** The files of one feature at one commit. */
export interface FeatureFiles {
  /** Gated text, paths from the feature's folder, sorted. */
  readonly gated: readonly GatedFile[];
  readonly plan: TreeEntry | null;
  readonly spec: TreeEntry | null;
  readonly tasks: TreeEntry | null;
  /** `plan.md` is a directory. */
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

/** What counts as gated text, and the texts that were read. */
export interface Gating extends Pick<Facts, "blobs"> {
  /** Of the config: where features may lie. */
  readonly globs: readonly string[];
  readonly spec: SpecGate;
}

/** Folders whose trees must be read to know what was changed: from the changed names alone, both of a rename. */
export function touchedFolders(
  comparison: Pick<Comparison, "files">,
  globs: readonly string[],
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
  const paths = [...trees.head, ...trees.mergeBase].map((entry) => entry.path);
  const changed = changedPaths(comparison);
  const features = findFeatures([...new Set(paths)], gating.globs).filter((feature) =>
    changed.some((path) => isInside(path, feature.path)),
  );
  const renames = findRenames(features, trees, gating);
  const result = new Map<string, ChangedFeature>();
  for (const feature of features) {
    const change = changeOf(feature, trees, { renames, gating });
    if (change === null) continue;
    result.set(feature.path, { feature, change, spec: specOf(feature, change, { trees, gating }) });
  }
  for (const feature of hidingEntries(trees.head, changed, gating.globs))
    result.set(feature.path, { feature, change: behindLink(feature.path), spec: null });
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
export function filesOf(tree: Tree, folder: string, spec: SpecGate): FeatureFiles {
  const inside = tree.filter((entry) => isInside(entry.path, folder));
  const named = (name: string) =>
    inside.find((entry) => foldPath(relative(entry.path, folder)) === name) ?? null;
  const gated = inside
    .map((entry) => ({ path: relative(entry.path, folder), mode: entry.mode, blobId: entry.blobId }))
    .filter((file) => isGatedPath(file.path, spec));
  const isPlanFolder = inside.some((entry) => foldPath(relative(entry.path, folder)).startsWith("plan.md/"));
  return { gated, plan: named("plan.md"), spec: named("spec.md"), tasks: named("tasks.md"), isPlanFolder };
}

/** The specification as a text of its own; a folder in its place with all it holds. */
export function specTextIn(tree: Tree, folder: string): SpecText {
  const { gated } = filesOf(tree, folder, "approved");
  return gated.filter(({ path }) => foldPath(path.split("/", 1).join("")) === "spec.md");
}

function isInside(path: string, folder: string): boolean {
  return foldPath(path).startsWith(`${foldPath(folder)}/`);
}

function relative(path: string, folder: string): string {
  return path.split("/").slice(folder.split("/").length).join("/");
}

/** New folder → old folder, where all gated text is identical, the old is gone and the new is not on the base. */
function findRenames(
  features: readonly Feature[],
  trees: ComparedTrees,
  { spec, blobs }: Gating,
): ReadonlyMap<string, string> {
  const renames = new Map<string, string>();
  const gone = features.filter(({ path }) => isAbsent(trees.head, path) && !isAbsent(trees.mergeBase, path));
  const fresh = features.filter(({ path }) => isAbsent(trees.mergeBase, path) && isAbsent(trees.base, path));
  for (const { path: to } of fresh) {
    const text = filesOf(trees.head, to, spec).gated;
    const from = gone.find(
      (old) =>
        text.length > 0 &&
        isSameText(text, filesOf(trees.mergeBase, old.path, spec).gated, blobs) &&
        isSameText(text, filesOf(trees.base, old.path, spec).gated, blobs) &&
        ![...renames.values()].includes(old.path),
    );
    if (from) renames.set(to, from.path);
  }
  return renames;
}

function isAbsent(tree: Tree, folder: string): boolean {
  return !tree.some((entry) => isInside(entry.path, folder));
}

function changeOf(
  { path }: Feature,
  trees: ComparedTrees,
  { renames, gating }: { readonly renames: ReadonlyMap<string, string>; readonly gating: Gating },
): FeatureChange | null {
  const from = renames.get(path);
  if (from !== undefined) return { type: "renamed", from };
  if ([...renames.values()].includes(path)) return null;
  const clash = collisions(trees.head.map((entry) => entry.path).filter((name) => isInside(name, path)))[0];
  if (clash) return { type: "failed", reason: "names-collide", path: clash.join("` and `") };
  const spec = isPlanned(trees, path) ? planText(gating.spec) : "exists";
  const head = filesOf(trees.head, path, spec);
  const mergeBase = filesOf(trees.mergeBase, path, spec);
  const base = filesOf(trees.base, path, spec);
  const isSame = (one: FeatureFiles, other: FeatureFiles) => isSameText(one.gated, other.gated, gating.blobs);
  if (isSame(head, base) && isSame(head, mergeBase)) return quiet(head, path);
  if (isSame(head, base)) return { type: "unchanged" };
  if (!isSame(head, mergeBase) && !isSame(base, mergeBase))
    return failed("changed-on-base-too", path, "plan.md");
  if (isSame(head, mergeBase)) return { type: "unchanged" };
  if (!isGone(head)) return loud(path, head, mergeBase);
  return goneChange(path, trees, { ...gating, spec: gating.spec === "approved" ? "approved" : spec });
}

/** A feature goes as a whole, its specification with it, by one approval. */
function goneChange(path: string, { mergeBase, base }: ComparedTrees, gating: Gating): FeatureChange {
  const before = filesOf(mergeBase, path, gating.spec).gated;
  return isSameText(before, filesOf(base, path, gating.spec).gated, gating.blobs)
    ? { type: "removed", files: before.map(asRemoved) }
    : failed("changed-on-base-too", path, "plan.md");
}

/** What happens to the specification by itself. */
function specOf(
  { path: folder }: Feature,
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
      folder,
      head: specTextIn(trees.head, folder),
      mergeBase: specTextIn(trees.mergeBase, folder),
      base: specTextIn(trees.base, folder),
      isFeatureGone: isGone(filesOf(trees.head, folder, "exists")),
    },
    gating.blobs,
  );
}

function isGone({ spec, tasks, gated }: FeatureFiles): boolean {
  return spec === null && tasks === null && gated.length === 0;
}

/** Is there a plan on any side? Before there is, a specification has nothing to be approved with. */
function isPlanned({ head, mergeBase, base }: ComparedTrees, path: string): boolean {
  return [head, mergeBase, base].some((tree) => {
    const { plan, isPlanFolder } = filesOf(tree, path, "exists");
    return plan !== null || isPlanFolder;
  });
}

/** Gated text is as on the base. */
function quiet(head: FeatureFiles, path: string): FeatureChange {
  if (head.isPlanFolder) return failed("plan-unreadable", path, "plan.md");
  if (head.plan !== null) return { type: "unchanged" };
  return head.tasks === null ? { type: "spec-only" } : failed("tasks-without-plan", path, "tasks.md");
}

/** Gated text was changed here. */
function loud(path: string, head: FeatureFiles, mergeBase: FeatureFiles): FeatureChange {
  const special = head.gated.find((file) => file.mode === "120000" || file.mode === "160000");
  if (special) return failed("plan-unreadable", path, special.path);
  if (head.isPlanFolder) return failed("plan-unreadable", path, "plan.md");
  if (head.plan !== null)
    return { type: "changed", head: { ...head, plan: head.plan }, mergeBases: [mergeBase] };
  if (mergeBase.plan !== null) return failed("plan-removed", path, "plan.md");
  if (head.tasks !== null) return failed("tasks-without-plan", path, "tasks.md");
  return failed("plan-missing", path, "plan.md");
}

function behindLink(path: string): FeatureChange {
  return { type: "failed", reason: "plan-unreadable", path };
}

function failed(reason: FeatureFailure, folder: string, file: string): FeatureChange {
  return { type: "failed", reason, path: `${folder}/${file}` };
}
