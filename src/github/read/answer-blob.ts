import { z } from "zod";
import type { Blob } from "../../pull-request/content.ts";
import { decodeBlob } from "./decode-blob.ts";
import { absentAsNull } from "../client/github-error.ts";
import { remember } from "../client/object-caches.ts";
import { cacheKey, type ReadContext } from "./read-context.ts";

const blobShape = z.object({ content: z.string(), encoding: z.literal("base64"), size: z.number() });

/**
 * The content of a file by its blob id. A comparison names a submodule's commit like a blob, and GitHub has no such
 * blob: that is no text, and nothing to keep in mind.
 */
export async function answerBlob(context: ReadContext, blobId: string): Promise<Blob> {
  return (await absentAsNull(readBlob(context, blobId))) ?? { state: "not-utf8", bytes: 0 };
}

async function readBlob({ session, caches }: ReadContext, blobId: string): Promise<Blob> {
  return remember(caches, { kind: "blob", key: cacheKey(session, blobId) }, async () => {
    const { value } = await session.send({
      route: "GET /repos/{owner}/{repo}/git/blobs/{file_sha}",
      parameters: { file_sha: blobId },
      schema: blobShape,
    });
    return decodeBlob({ bytes: value.size, base64: value.content });
  });
}
