import { createHash } from "node:crypto";
import { z } from "zod";
import { askGraphQL } from "../client/graphql.ts";
import { type Blob, maxReadBytes } from "../../pull-request/content.ts";
import type { Facts } from "../../pull-request/snapshot.ts";
import { answerBlob } from "./answer-file.ts";
import { readBytes } from "./decode-blob.ts";
import { cacheKey, type ReadContext } from "./read-context.ts";

/** So many texts are read together; before the next ones it is looked at how much there is already. */
const textsAtOnce = 20;

/**
 * Of more texts than that, so many are read with a request each, where GitHub's answer about many did not prove them:
 * whoever pushes hundreds of files must not spend the limit of an installation.
 */
const maxSingles = 40;
const unread: Blob = { state: "unread", bytes: 0 };

/**
 * Texts by their blob ids, as long as there is room for more in bytes and in requests. Past it all are said to be too
 * large, or unread, those read last too: what is not judged need not be kept.
 */
export async function answerTexts(
  context: ReadContext,
  blobIds: readonly string[],
  knownBytes: number,
): Promise<Facts["blobs"]> {
  const blobs = new Map<string, Blob>();
  const areMany = blobIds.length > textsAtOnce;
  let bytes = knownBytes;
  let singles = 0;
  for (let at = 0; at < blobIds.length; at += textsAtOnce) {
    const some = blobIds.slice(at, at + textsAtOnce);
    if (areMany) {
      await rememberProven(context, some);
      singles += unknownOf(context, some).length;
      if (singles > maxSingles) return Object.fromEntries(blobIds.map((id) => [id, unread]));
    }
    const read = await Promise.all(some.map(async (id) => [id, await answerBlob(context, id)] as const));
    for (const [id, blob] of read) blobs.set(id, blob);
    bytes += bytesOf(Object.fromEntries(read));
    if (bytes > maxReadBytes) return tooMuch(blobIds, blobs);
  }
  return Object.fromEntries(blobs);
}

/** Of texts; what is none does not count. */
export function bytesOf(blobs: Facts["blobs"]): number {
  return Object.values(blobs).reduce((sum, blob) => sum + (blob?.state === "text" ? blob.bytes : 0), 0);
}

function tooMuch(blobIds: readonly string[], read: ReadonlyMap<string, Blob>): Facts["blobs"] {
  const tooLarge = (id: string): Blob => ({
    state: "too-large",
    bytes: read.get(id)?.bytes ?? maxReadBytes,
  });
  return Object.fromEntries(blobIds.map((id) => [id, tooLarge(id)]));
}

function unknownOf({ session, caches }: ReadContext, blobIds: readonly string[]): readonly string[] {
  return blobIds.filter((id) => !caches.stores.blob.has(cacheKey(session, id)));
}

const blobShape = z.object({ text: z.string().nullish() });
const answerShape = z.object({ repository: z.record(z.string(), blobShape.nullable()).nullable() });

/**
 * Asks for texts in one request and keeps those that are, byte for byte, what their ids name: GitHub cuts long ones,
 * and shows what is no UTF-8 as if it were.
 */
async function rememberProven(context: ReadContext, blobIds: readonly string[]): Promise<void> {
  const { session, caches } = context;
  const unknown = unknownOf(context, blobIds).filter((id) => /^[0-9a-f]{40}$/u.test(id));
  if (unknown.length === 0) return;
  const fields = unknown.map((id) => `b${id}: object(oid: "${id}") { ... on Blob { text } }`);
  const { repository } = await askGraphQL(session, {
    query: `query ($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { ${fields.join(" ")} } }`,
    variables: { owner: session.owner, repo: session.repo },
    schema: answerShape,
  });
  for (const id of unknown) {
    const content = Buffer.from(repository?.[`b${id}`]?.text ?? "");
    if (blobIdOf(content) === id) caches.stores.blob.set(cacheKey(session, id), readBytes(content));
  }
}

/** [Git's name](https://git-scm.com/book/en/v2/Git-Internals-Git-Objects) of a file's content. */
function blobIdOf(content: Buffer): string {
  return createHash("sha1").update(`blob ${content.byteLength}\0`).update(content).digest("hex");
}
