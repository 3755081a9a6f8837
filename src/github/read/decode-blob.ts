import type { Blob } from "../../pull-request/content.ts";

/** Largest file whose text is looked at. */
const maxBlobBytes = 256 * 1024;

/** The text of a file as GitHub sends it, base64; only strict UTF-8 is text. A byte order mark stays. */
export function decodeBlob(file: { readonly bytes: number; readonly base64: string }): Blob {
  if (file.bytes > maxBlobBytes) return { state: "too-large", bytes: file.bytes };
  const content = Buffer.from(file.base64, "base64");
  const bytes = content.byteLength;
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
export function blobBySize(bytes: number | null): Blob | null {
  return bytes !== null && bytes > maxBlobBytes ? { state: "too-large", bytes } : null;
}
