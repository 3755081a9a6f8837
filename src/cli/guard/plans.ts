import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { digestOf, type GatedFile } from "../../approval/digest.ts";
import type { FeatureGlob } from "../../feature/feature-folder.ts";
import { findFeatures, findNamed, type NamedFeature } from "../../feature/find-features.ts";
import type { Feature } from "../../feature/feature.ts";
import { foldPath } from "../../pull-request/fold-path.ts";
import { fileNamesOf, pathInFeature, planPathOf } from "../../feature/file-names.ts";
import { isGatedIn, isGatedPath, planText, type SpecGate } from "../../feature/gated-path.ts";
import { isRegular, isSpec, textDigest } from "../../gate/compared-text.ts";
import { ambiguousFeature, notPlanned, nothingNamed, unknownFeature } from "../../gate/plan-problems.ts";
import type { PlanProblem } from "../../gate/decision.ts";
import { type FeatureName, featureTrailers, namedFeatures } from "../../pull-request/feature-names.ts";
import type { CommandAbout } from "../../slash-commands/command.ts";
import { readTexts } from "../changes/read-changes.ts";
import { readFeature, readOne } from "../read-feature.ts";
import { withSlashes } from "../repository.ts";
import { type BaseBranch, type Clone, git, gitPaths } from "./clone.ts";
import { type ClonedFile, filesOfFeatures, stagedEntries, treeEntries } from "./tree-files.ts";

/** Which state of the files is about to become code: those on disk, those staged, or those of a commit. */
export type FilesState =
  { readonly type: "disk" } | { readonly type: "index" } | { readonly type: "commit"; readonly sha: string };

/** Code, and where it says what it implements. */
export interface CodeQuestion {
  readonly clone: Clone;
  readonly base: BaseBranch;
  readonly side: FilesState;
  /** Without `refs/heads/`; empty where there is none. */
  readonly branch: string;
  /** Of the pull request, where it was read. */
  readonly pull: { readonly title: string; readonly body: string } | null;
  /** Of the config: where features may lie. */
  readonly globs: readonly FeatureGlob[];
  /** Of the config: is the specification a part of the text, or a text beside it? */
  readonly spec: SpecGate;
}

/** A feature that the code names, whose plan is not on the base as it is here. */
export interface OpenPlan {
  readonly feature: Feature;
  readonly problem: PlanProblem;
}

/** What the names come to: all problems, those of names and those of plans apart. */
export interface PlansInClone {
  readonly features: readonly Feature[];
  readonly misnamed: readonly PlanProblem[];
  readonly open: readonly OpenPlan[];
}

/** Finds the features that code names, and whether the plan of each stands on the base, unchanged here. */
export async function readPlans(question: CodeQuestion): Promise<PlansInClone> {
  const { clone, base, side, globs } = question;
  const [entries, messages] = await Promise.all([
    filesOfFeatures(clone, { sha: base.sha, globs }),
    readMessages(question),
  ]);
  const basePaths = entries.map(({ path }) => path);
  const names = namedFeatures({
    trailers: [question.pull?.body ?? "", ...messages].flatMap(featureTrailers),
    branch: question.branch,
    title: question.pull?.title ?? "",
  });
  const onBase = findFeatures(basePaths, globs);
  const planned = onBase.filter((feature) => planIn(entries, feature) !== undefined);
  const named = await findHere(names, onBase, async () =>
    findFeatures([...basePaths, ...(await pathsOf(clone.root, side))], globs),
  );
  if (named.length === 0) return { features: [], misnamed: [nothingNamed(planned)], open: [] };
  const found = featuresIn(named);
  const open = await Promise.all(found.map((feature) => openPlan(feature, entries, question)));
  return { features: found, misnamed: named.flatMap((one) => misnaming(one, planned)), open: open.flat() };
}

/** Those that are on the base or here; the folders of both are looked through. */
export async function allFeatures(
  clone: Clone,
  side: FilesState,
  globs: readonly FeatureGlob[],
): Promise<readonly Feature[]> {
  const { root, base } = clone;
  const [entries, here] = await Promise.all([
    base === null ? [] : filesOfFeatures(clone, { sha: base.sha, globs }),
    pathsOf(root, side),
  ]);
  return findFeatures([...entries.map(({ path }) => path), ...here], globs);
}

/** Of the commits that the base has not; where none was made yet, Git need not be started. */
async function readMessages({ clone, base, side }: CodeQuestion): Promise<readonly string[]> {
  if (side.type !== "commit" && clone.head === base.sha) return [];
  const log = ["log", "--max-count=250", "--format=%B%x00", headOf(side), `^${base.sha}`, "--"];
  return ((await git(clone.root, log)) ?? "").split("\0");
}

/** Among the features of the base, and among those that are only here where that does not find all. */
async function findHere(
  names: readonly FeatureName[],
  onBase: readonly Feature[],
  readAll: () => Promise<readonly Feature[]>,
): Promise<readonly NamedFeature[]> {
  const named = findNamed(names, onBase);
  const isComplete = named.length > 0 && named.every(({ state }) => state === "found");
  return isComplete ? named : findNamed(names, await readAll());
}

function misnaming(named: NamedFeature, planned: readonly Feature[]): readonly PlanProblem[] {
  switch (named.state) {
    case "found":
      return [];
    case "ambiguous":
      return [ambiguousFeature(named.name, named.paths)];
    case "unknown":
      return [unknownFeature(named.name, planned)];
  }
}

function featuresIn(named: readonly NamedFeature[]): readonly Feature[] {
  const found = named.flatMap((one) => (one.state === "found" ? [one.feature] : []));
  return [...new Map(found.map((feature) => [foldPath(feature.path), feature])).values()];
}

async function openPlan(
  feature: Feature,
  entries: readonly ClonedFile[],
  { clone, base, side, spec }: CodeQuestion,
): Promise<readonly OpenPlan[]> {
  if (planIn(entries, feature) === undefined) return [{ feature, problem: notPlanned(feature, base.name) }];
  const here = { clone, feature, side, spec };
  const digest = await digestHere(here);
  if (digest === (await digestIn(clone.root, entries, here))) return [];
  const fork = (await git(clone.root, ["merge-base", base.sha, headOf(side)]))?.trim() ?? base.sha;
  for (const sha of new Set([base.sha, fork])) if (await isTextOf({ ...here, sha })) return [];
  const problem = {
    title: `${feature.id}: the plan is not the one on \`${base.name}\``,
    message: `What is planned in \`${feature.path}\` was changed here. Have the change approved before the code that follows it.`,
  };
  return [{ feature, problem }];
}

/**
 * The digest of a feature's gated text here, or of its plan or its specification alone, where that is a text of its own;
 * `null` where there is none.
 */
export async function digestHere(
  question: Omit<TextQuestion, "sha">,
  part?: CommandAbout,
): Promise<string | null> {
  const { clone, feature, side } = question;
  const { root } = clone;
  const spec = part === "plan" ? planText(question.spec) : question.spec;
  if (side.type === "disk") return digestOnDisk(root, feature, { spec, part });
  const entries =
    side.type === "commit"
      ? await treeEntries(root, side.sha, feature.path)
      : await stagedEntries(root, feature.path);
  return digestIn(root, entries, { feature, spec, part });
}

async function digestOnDisk(
  root: string,
  feature: Feature,
  { spec, part }: { readonly spec: SpecGate; readonly part: CommandAbout | undefined },
): Promise<string | null> {
  const { form } = feature;
  const { folder: path, plan } = fileNamesOf(feature);
  const folder = join(root, path);
  if (form?.type === "file")
    return readOne(folder, plan).then(
      (file) => digestOf([file]),
      () => null,
    );
  const { digest, specDigest } = await readFeature(folder, await filesBelow(folder), { spec, form });
  return part === "spec" ? specDigest : digest;
}

/** The digest of a feature's gated text among these entries; `null` where there is none. */
async function digestIn(
  root: string,
  entries: readonly ClonedFile[],
  {
    feature,
    spec,
    part,
  }: Pick<TextQuestion, "feature" | "spec"> & { readonly part?: CommandAbout | undefined },
): Promise<string | null> {
  const specName = fileNamesOf(feature).spec;
  const all = gatedIn(entries, feature, spec);
  const gated = all.filter((file) => part !== "spec" || isSpec(file, specName));
  if (gated.length === 0) return null;
  const specs = gated.filter((file) => isSpec(file, specName) && isRegular(file));
  return textDigest({ gated, specName }, await readTexts(root, specs, []));
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = found.filter((one) => !one.isDirectory()).map((one) => join(one.parentPath, one.name));
  return files.map((file) => withSlashes(relative(folder, file)));
}

function gatedIn(entries: readonly ClonedFile[], feature: Feature, spec: SpecGate): readonly GatedFile[] {
  return entries.flatMap(({ path, mode, blobId }) => {
    const name = pathInFeature(path, feature);
    return name !== null && isGatedPath(name, spec, feature.form) ? [{ path: name, mode, blobId }] : [];
  });
}

/** Where the gated text of a feature is compared with that of a commit. */
export interface TextQuestion {
  readonly clone: Clone;
  readonly feature: Feature;
  readonly sha: string;
  readonly side: FilesState;
  readonly spec: SpecGate;
}

/** Is the gated text here the one of that commit, but for ticks in a specification? False where Git cannot tell. */
export async function isTextOf(question: TextQuestion): Promise<boolean> {
  if (await isUnchanged(question)) return true;
  if (question.spec === "exists") return false;
  const { clone, sha, feature } = question;
  const then = await digestIn(clone.root, await treeEntries(clone.root, sha, feature.path), question);
  return then === (await digestHere(question));
}

/** Is it so byte for byte? */
async function isUnchanged({ clone: { root }, feature, sha, side, spec }: TextQuestion): Promise<boolean> {
  const below = ["--", `:(literal)${feature.path}`];
  const options = ["-z", "--name-only", "--no-renames", "--no-ext-diff", "--ignore-submodules=none"];
  const lists = await Promise.all([
    gitPaths(root, ["diff", ...options, ...diffSides(sha, side), ...below]),
    side.type === "disk" ? gitPaths(root, ["ls-files", "-z", "--others", "--full-name", ...below]) : [],
  ]);
  return lists.every((paths) => paths !== null && !paths.some((one) => isGatedIn(one, feature, spec)));
}

function diffSides(sha: string, side: FilesState): readonly string[] {
  switch (side.type) {
    case "disk":
      return [sha];
    case "index":
      return ["--cached", sha];
    case "commit":
      return [sha, side.sha];
  }
}

async function pathsOf(root: string, side: FilesState): Promise<readonly string[]> {
  const args =
    side.type === "commit"
      ? ["ls-tree", "-r", "-z", "--name-only", "--full-tree", side.sha]
      : ["ls-files", "-z", "--cached", ...(side.type === "disk" ? ["--others", "--exclude-standard"] : [])];
  return (await gitPaths(root, args)) ?? [];
}

function headOf(side: FilesState): string {
  return side.type === "commit" ? side.sha : "HEAD";
}

function planIn(entries: readonly ClonedFile[], feature: Feature): ClonedFile | undefined {
  const planPath = foldPath(planPathOf(feature));
  return entries.find(({ path }) => foldPath(path) === planPath);
}

/** Does every name mean a feature whose plan stands on the base? */
export function isSettled({ misnamed, open }: Pick<PlansInClone, "misnamed" | "open">): boolean {
  return misnamed.length === 0 && open.length === 0;
}

/** All that keeps code back. */
export function problemsOf({ misnamed, open }: PlansInClone): readonly PlanProblem[] {
  return [...misnamed, ...open.map(({ problem }) => problem)];
}
