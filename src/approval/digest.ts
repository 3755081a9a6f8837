import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** One file of a feature's gated text. */
export interface GatedFile {
  /** From the feature's folder, such as `contracts/api.yaml`; of the config, from the root. */
  readonly path: string;
  readonly mode: string;
  readonly blobId: string;
}

/**
 * Names one exact gated text: SHA-256 over `path NUL mode NUL blob id NUL` of its files, sorted by path.
 * 64 hex digits, whatever the order of the files.
 */
export function digestOf(files: readonly GatedFile[]): string {
  const lines = files.map(({ path, mode, blobId }) => `${path}\0${mode}\0${blobId}\0`);
  return bytesToHex(sha256(utf8ToBytes(lines.toSorted().join(""))));
}

/** The digest as people see and type it: its first 12 hex digits. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 12);
}
