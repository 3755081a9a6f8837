import { GitHubError } from "../client/github-error.ts";
import { remember } from "../client/object-caches.ts";
import { cacheKey, type ReadContext } from "./read-context.ts";
import {
  readTree,
  type WholeTree,
  createWantedFolders,
  createWantedNames,
  type Wanted,
} from "./read-tree.ts";
import { blobBySize } from "./decode-blob.ts";
import type { Tree } from "../../pull-request/content.ts";

/** The entries in the folders at a commit. Files too large to be read are known as such from here on. */
export async function answerTree(
  context: ReadContext,
  { commitSha, folders }: { readonly commitSha: string; readonly folders: readonly string[] },
): Promise<Tree> {
  const id = JSON.stringify([commitSha, ...[...new Set(folders)].sort()]);
  return readOnce(context, { commitSha, id, wanted: createWantedFolders(folders) });
}

/**
 * The entries with one of the names at a commit, wherever they are; `null` where the tree is too large for that, or
 * the commit is gone.
 */
export async function answerNamedEntries(
  context: ReadContext,
  { commitSha, names }: { readonly commitSha: string; readonly names: readonly string[] },
): Promise<Tree | null> {
  try {
    const id = JSON.stringify([commitSha, "named", ...names]);
    return await readOnce(context, { commitSha, id, wanted: createWantedNames(names) });
  } catch (error) {
    if (error instanceof GitHubError && ["too-large", "not-found"].includes(error.code)) return null;
    throw error;
  }
}

interface AskedTree {
  readonly commitSha: string;
  /** Name of the answer in the cache. */
  readonly id: string;
  readonly wanted: Wanted;
}

async function readOnce(
  { session, caches }: ReadContext,
  { commitSha, id, wanted }: AskedTree,
): Promise<Tree> {
  const { entries } = await remember(
    caches,
    { kind: "tree", key: cacheKey(session, id) },
    async (): Promise<WholeTree> => ({ entries: await readTree(session, commitSha, wanted) }),
  );
  for (const { blobId, bytes } of entries) {
    const blob = blobBySize(bytes);
    if (blob !== null) caches.stores.blob.set(cacheKey(session, blobId), blob);
  }
  return entries.map(({ path, mode, blobId, bytes }) => ({
    path,
    mode,
    blobId,
    ...(bytes !== null && { bytes }),
  }));
}
