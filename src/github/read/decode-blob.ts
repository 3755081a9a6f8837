// Apart from what asks GitHub: the guard, which starts before every edit, reads files by it.
import type { ReadBlob } from "../../pull-request/content.ts";

/** Largest file whose text is looked at. */
const maxBlobBytes = 256 * 1024;

/** The text of a file as GitHub sends it, base64. */
export function decodeBlob(file: { readonly bytes: number; readonly base64: string }): ReadBlob {
  return blobBySize(file.bytes) ?? readBytes(Buffer.from(file.base64, "base64"));
}

/** The text of a file; only strict UTF-8 is text. A byte order mark stays. */
export function readBytes(content: Uint8Array): ReadBlob {
  const bytes = content.byteLength;
  if (bytes > maxBlobBytes) return { state: "too-large", bytes };
  try {
    return {
      state: "text",
      text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content),
      bytes,
    };
  } catch {
    return { state: "not-utf8", bytes };
  }
}

/** A file too large to be worth asking for; `null` where it must be read. */
export function blobBySize(bytes: number | null): ReadBlob | null {
  return bytes !== null && bytes > maxBlobBytes ? { state: "too-large", bytes } : null;
}
