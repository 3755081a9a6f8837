import { candidatePlaces, type FeatureGlob } from "../../feature/feature-folder.ts";
import { linkModes } from "../../gate/link-modes.ts";
import { type Clone, gitPaths } from "./clone.ts";
import { fieldOf, isListOf, isText, keep, keepingIn, readKept } from "./kept.ts";

/** A file of a tree. */
export interface ClonedFile {
  readonly mode: string;
  readonly blobId: string;
  /** From the root. */
  readonly path: string;
}

/** Which features there may be: of which commit, and where they may lie. */
export interface FeaturesQuestion {
  readonly sha: string;
  readonly globs: readonly FeatureGlob[];
}

/** The files of a commit of the base that lie where a feature may be; none where Git cannot tell. */
export async function filesOfFeatures(
  clone: Pick<Clone, "root" | "gitFolder">,
  { sha, globs }: FeaturesQuestion,
  reader?: URL,
): Promise<readonly ClonedFile[]> {
  const keeping = await keepingIn(clone, "features", { of: `${sha} ${JSON.stringify(globs)}`, reader });
  const kept = await readKept(keeping);
  if (isListOf(kept, isFile)) return kept;
  const all = await listTree(clone.root, sha, null);
  if (all === null) return [];
  const files = all.filter(({ path }) => candidatePlaces(path, globs).length > 0);
  await keep(keeping, files);
  return files;
}

/** The files of a commit below a folder; none where Git cannot tell. */
export async function treeEntries(root: string, sha: string, folder: string): Promise<readonly ClonedFile[]> {
  return (await listTree(root, sha, folder)) ?? [];
}

/** The links and submodules among what is staged, or in a commit; none where Git cannot tell. */
export async function linksIn(root: string, sha: string | null): Promise<readonly string[]> {
  const all = sha === null ? await stagedEntries(root, null) : await listTree(root, sha, null);
  return (all ?? []).filter(({ mode }) => linkModes.has(mode)).map(({ path }) => path);
}

/** What is staged, all of it or below a folder. */
export async function stagedEntries(root: string, folder: string | null): Promise<readonly ClonedFile[]> {
  const below = folder === null ? [] : ["--", `:(literal)${folder}`];
  const lines = await gitPaths(root, ["ls-files", "-z", "--stage", "--full-name", ...below]);
  return (lines ?? []).flatMap((line) => entryIn(line, /^(\d{6}) ([0-9a-f]{40,64}) 0\t(.*)$/s));
}

async function listTree(
  root: string,
  sha: string,
  folder: string | null,
): Promise<readonly ClonedFile[] | null> {
  const below = folder === null ? [] : ["--", folder];
  const lines = await gitPaths(root, ["ls-tree", "-r", "-z", "--full-tree", sha, ...below]);
  return lines?.flatMap((line) => entryIn(line, /^(\d{6}) \w+ ([0-9a-f]{40,64})\t(.*)$/s)) ?? null;
}

function entryIn(line: string, form: RegExp): readonly ClonedFile[] {
  const [, mode, blobId, path] = form.exec(line) ?? [];
  return mode === undefined || blobId === undefined || path === undefined ? [] : [{ mode, blobId, path }];
}

function isFile(value: unknown): value is ClonedFile {
  return ["mode", "blobId", "path"].every((name) => isText(fieldOf(value, name)));
}
