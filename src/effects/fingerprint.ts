import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { CheckRunContent } from "./effect.ts";

/** SHA-256 over all that a check run shows but its annotations, 64 hex digits. */
export function fingerprint(content: Omit<CheckRunContent, "annotations" | "externalId">): string {
  const { headSha, status, conclusion, title, summary, text, actions } = content;
  return bytesToHex(
    sha256(utf8ToBytes(JSON.stringify([headSha, status, conclusion, title, summary, text, actions]))),
  );
}
