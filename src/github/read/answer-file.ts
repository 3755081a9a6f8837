import { z } from "zod";
import type { FileOnBranch, ReadBlob } from "../../pull-request/content.ts";
import { absentAsNull, GitHubError } from "../client/github-error.ts";
import { remember } from "../client/object-caches.ts";
import { decodeBlob } from "./decode-blob.ts";
import { cacheKey, isCommitSha, type ReadContext } from "./read-context.ts";

const fileShape = z.object({
  type: z.literal("file"),
  sha: z.string(),
  size: z.number(),
  encoding: z.enum(["base64", "none"]),
  content: z.string(),
});
const otherShape = z.object({ type: z.enum(["dir", "symlink", "submodule"]), sha: z.string() });
const folderShape = z.array(z.unknown()).transform(() => ({ type: "dir" as const, sha: "" }));

/**
 * A file by its path on a branch or at a commit; `null` where nothing is there. A folder, a submodule or a symlink
 * that leads nowhere counts as a file without text (`not-utf8`, 0 bytes): it is there, and it cannot be read.
 */
export async function answerFile(context: ReadContext, need: FilePlace): Promise<FileOnBranch | null> {
  const { session, refs } = context;
  const found = await readFile(context, { ...need, ref: refs.of(need.ref) });
  if (found !== null) return found;
  const commitSha = await refs.fallback(session, need.ref);
  const atCommit = commitSha === null ? null : await readFile(context, { ...need, ref: commitSha });
  if (atCommit !== null) refs.useShort();
  return atCommit;
}

interface FilePlace {
  readonly ref: string;
  readonly path: string;
}

/** What a commit holds never changes; that it holds nothing is not kept, since GitHub may not know it all yet. */
async function readFile(context: ReadContext, { path, ref }: FilePlace): Promise<FileOnBranch | null> {
  const { session, caches } = context;
  const key = cacheKey(session, `${ref} ${path}`);
  const kept = isCommitSha(ref) ? caches.stores.file.get(key) : undefined;
  if (isCommitSha(ref)) caches.onLookup("file", kept !== undefined);
  if (kept !== undefined) return kept;
  const found = await askForFile(context, { path, ref });
  if (isCommitSha(ref) && found !== null) caches.stores.file.set(key, found);
  return found;
}

async function askForFile(
  { session, caches }: ReadContext,
  { path, ref }: FilePlace,
): Promise<FileOnBranch | null> {
  const answer = await absentAsNull(
    session
      .send({
        route: "GET /repos/{owner}/{repo}/contents/{path}",
        parameters: { path, ref },
        schema: z.union([fileShape, otherShape, folderShape]),
      })
      .catch((error: unknown) => {
        throw isCommitSha(ref) && isOfUnknownCommit(error) ? commitBehind(ref, error) : error;
      }),
  );
  if (answer === null) return null;
  const found = answer.value;
  if (found.type !== "file") return { path, blobId: found.sha, blob: { state: "not-utf8", bytes: 0 } };
  const blob: ReadBlob =
    found.encoding === "none"
      ? { state: "too-large", bytes: found.size }
      : decodeBlob({ bytes: found.size, base64: found.content });
  caches.stores.blob.set(cacheKey(session, found.sha), blob);
  return { path, blobId: found.sha, blob };
}

/** Right after a push: a commit that GitHub does not know yet is another thing than a file that is not there. */
function isOfUnknownCommit(error: unknown): boolean {
  return error instanceof GitHubError && error.refusal?.said.startsWith("No commit found") === true;
}

function commitBehind(sha: string, cause: unknown): GitHubError {
  return new GitHubError(`GitHub does not show the files of the commit ${sha} yet.`, {
    code: "behind",
    hint: "Nothing to do: it is looked at again within seconds.",
    retryable: true,
    cause,
  });
}

const blobShape = z.object({ content: z.string(), encoding: z.literal("base64"), size: z.number() });

/**
 * The content of a file by its blob id. A comparison names a submodule's commit like a blob, and GitHub has no such
 * blob: that is no text, and nothing to keep in mind.
 */
export async function answerBlob(context: ReadContext, blobId: string): Promise<ReadBlob> {
  return (await absentAsNull(readBlob(context, blobId))) ?? { state: "not-utf8", bytes: 0 };
}

async function readBlob({ session, caches }: ReadContext, blobId: string): Promise<ReadBlob> {
  return remember(caches, { kind: "blob", key: cacheKey(session, blobId) }, async () => {
    const { value } = await session.send({
      route: "GET /repos/{owner}/{repo}/git/blobs/{file_sha}",
      parameters: { file_sha: blobId },
      schema: blobShape,
    });
    return decodeBlob({ bytes: value.size, base64: value.content });
  });
}
