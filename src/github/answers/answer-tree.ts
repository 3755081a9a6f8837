import { remember } from "../object-caches.ts";
import { cacheKey, type ReadContext } from "../read-context.ts";
import { readTree, type WholeTree } from "../read-tree.ts";
import { createWantedFolders } from "../wanted-folders.ts";
import { blobBySize } from "../decode-blob.ts";
import type { Tree } from "../../pull-request/content.ts";

/** The entries in the folders at a commit. Files too large to be read are known as such from here on. */
export async function answerTree(
  { session, caches }: ReadContext,
  need: { readonly commitSha: string; readonly folders: readonly string[] },
): Promise<Tree> {
  const wanted = createWantedFolders(need.folders);
  const id = JSON.stringify([need.commitSha, ...[...new Set(need.folders)].sort()]);
  const { entries } = await remember(
    caches,
    { kind: "tree", key: cacheKey(session, id) },
    async (): Promise<WholeTree> => {
      return { entries: await readTree(session, need.commitSha, wanted) };
    },
  );
  for (const { blobId, bytes } of entries) {
    const blob = blobBySize(bytes);
    if (blob !== null) caches.stores.blob.set(cacheKey(session, blobId), blob);
  }
  return entries.map(({ path, mode, blobId }) => ({ path, mode, blobId }));
}
