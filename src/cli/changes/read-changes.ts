import { lstat, readFile, readlink } from "node:fs/promises";
import { join } from "node:path";
import { foldPath } from "../../pull-request/fold-path.ts";
import type { ComparedTrees } from "../../gate/feature-change.ts";
import { blobBySize, readBytes } from "../../github/read/decode-blob.ts";
import type { Blob, ChangedFile, Tree, TreeEntry } from "../../pull-request/content.ts";
import { blobIdOf } from "../read-feature.ts";
import { runGit, runGitRaw } from "../repository.ts";
import type { BaseCommit } from "./find-base.ts";

/** Files that differ from where the work began, committed or not, new ones included. */
export async function readChangedFiles(
  root: string,
  { mergeBase }: BaseCommit,
): Promise<readonly ChangedFile[]> {
  const differ = ["diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", mergeBase, "--"];
  const fresh = ["ls-files", "-z", "--others", "--exclude-standard"];
  const lists = await Promise.all([runGit(root, differ), runGit(root, fresh)]);
  const paths = new Set(lists.flatMap((list) => (list ?? "").split("\0")).filter((path) => path !== ""));
  return [...paths].sort().map((path) => ({ path, previousPath: null, status: "changed", blobId: null }));
}

/** The entries below some folders: as they are on disk, where the work began, and at the tip of the base. */
export async function readTrees(
  root: string,
  base: BaseCommit,
  within: { readonly folders: readonly string[]; readonly changed: readonly ChangedFile[] },
): Promise<ComparedTrees> {
  const isWithin = insideAny(within.folders);
  const mergeBase = (await readTree(root, base.mergeBase)).filter(({ path }) => isWithin(path));
  const tip = base.sha === base.mergeBase ? mergeBase : await readTree(root, base.sha);
  const changed = new Set(within.changed.map(({ path }) => path));
  const onDisk = await Promise.all([...changed].filter(isWithin).map((path) => entryOnDisk(root, path)));
  const head = [
    ...mergeBase.filter(({ path }) => !changed.has(path)),
    ...onDisk.flatMap((entry) => entry ?? []),
  ];
  return {
    head: head.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    mergeBase,
    base: tip.filter(({ path }) => isWithin(path)),
  };
}

/** The texts of entries, by blob id: from the disk where they are as they lie there, else from Git. */
export async function readTexts(
  root: string,
  entries: readonly TreeEntry[],
  changed: readonly ChangedFile[],
): Promise<Readonly<Record<string, Blob>>> {
  const onDisk = new Set(changed.map(({ path }) => path));
  const texts = new Map<string, Blob>();
  for (const { path, blobId, bytes } of entries) {
    if (texts.has(blobId)) continue;
    const blob =
      blobBySize(bytes ?? null) ?? (await readText(root, { path: onDisk.has(path) ? path : null, blobId }));
    if (blob !== null) texts.set(blobId, blob);
  }
  return Object.fromEntries(texts);
}

async function readText(
  root: string,
  { path, blobId }: { readonly path: string | null; readonly blobId: string },
): Promise<Blob | null> {
  if (path !== null) {
    const content = await readFile(join(root, path)).catch(() => null);
    if (content !== null && blobIdOf(content) === blobId) return readBytes(content);
  }
  const content = await runGitRaw(root, ["cat-file", "blob", blobId]);
  return content === null ? null : readBytes(content);
}

async function readTree(root: string, commit: string): Promise<Tree> {
  const list = (await runGit(root, ["ls-tree", "-r", "-z", "--long", "--full-tree", commit])) ?? "";
  return list.split("\0").flatMap((line) => {
    const [, mode, blobId, size, path] = /^(\d+) \w+ ([0-9a-f]+) +(\d+|-)\t(.+)$/s.exec(line) ?? [];
    if (mode === undefined || blobId === undefined || path === undefined) return [];
    return [{ path, mode, blobId, bytes: size === "-" ? null : Number(size) }];
  });
}

/** A file as Git would keep it; `null` where it is gone. */
async function entryOnDisk(root: string, path: string): Promise<TreeEntry | null> {
  const place = join(root, path);
  const stats = await lstat(place).catch(() => null);
  if (stats === null) return null;
  if (stats.isSymbolicLink()) {
    return { path, mode: "120000", blobId: blobIdOf(Buffer.from(await readlink(place))), bytes: stats.size };
  }
  if (!stats.isFile()) return { path, mode: "160000", blobId: "", bytes: null };
  const mode = (stats.mode & 0o100) === 0 ? "100644" : "100755";
  return { path, mode, blobId: blobIdOf(await readFile(place)), bytes: stats.size };
}

function insideAny(folders: readonly string[]): (path: string) => boolean {
  const folded = folders.map(foldPath);
  return (path) => {
    const name = foldPath(path);
    return folded.some((folder) => name === folder || name.startsWith(`${folder}/`));
  };
}
