import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { digestOf, type GatedFile } from "../approval/digest.ts";
import { foldPath } from "../pull-request/fold-path.ts";
import { openBoxes } from "../feature/feature.ts";
import type { Facts } from "../pull-request/snapshot.ts";

type Blobs = Facts["blobs"];

/** A text as people approve it. */
export interface ComparedText {
  readonly gated: readonly GatedFile[];
  /** Name of the specification in the feature's folder; `null` where there can be none. */
  readonly specName: string | null;
}

/** Is it the specification itself, by its path from the feature's folder? */
export function isSpec({ path }: Pick<GatedFile, "path">, specName: string | null): boolean {
  return specName !== null && foldPath(path) === foldPath(specName);
}

/** A file with a text of its own: no symlink, which would show its target's name, and no submodule. */
export function isRegular<Entry extends { readonly mode: string }>(entry: Entry | null): entry is Entry {
  return entry !== null && (entry.mode === "100644" || entry.mode === "100755");
}

/** What a specification says, whichever of its boxes are ticked: SHA-256 in hex. */
export function specId(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(openBoxes(text))));
}

/**
 * Names a gated text as `digestOf` does, a specification in it by its text with all boxes open, where that was read.
 */
export function textDigest({ gated, specName }: ComparedText, blobs: Blobs): string {
  return digestOf(gated.map((file) => (isSpec(file, specName) ? withOpenBoxes(file, blobs) : file)));
}

/** Equal gated text: the same names, modes and bytes, but for ticks in a specification. */
export function isSameText(one: ComparedText, other: ComparedText, blobs: Blobs): boolean {
  return textDigest(one, blobs) === textDigest(other, blobs);
}

function withOpenBoxes(file: GatedFile, blobs: Blobs): GatedFile {
  const blob = blobs[file.blobId];
  return blob?.state === "text" ? { ...file, blobId: specId(blob.text) } : file;
}
