import { z } from "zod";
import type { Blob } from "../../pull-request/snapshot.ts";
import { decodeBlob } from "../decode-blob.ts";
import { remember } from "../object-caches.ts";
import { cacheKey, type ReadContext } from "../read-context.ts";

const blobShape = z.object({ content: z.string(), encoding: z.literal("base64"), size: z.number() });

/** The content of a file by its blob id. */
export async function answerBlob({ session, caches }: ReadContext, blobId: string): Promise<Blob> {
  return remember(caches, { kind: "blob", key: cacheKey(session, blobId) }, async () => {
    const { value } = await session.send({
      route: "GET /repos/{owner}/{repo}/git/blobs/{file_sha}",
      parameters: { file_sha: blobId },
      schema: blobShape,
    });
    return decodeBlob({ bytes: value.size, base64: value.content });
  });
}
