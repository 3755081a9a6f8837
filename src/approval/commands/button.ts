import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Subject, Word } from "../approval.ts";
import { shortDigest } from "../digest.ts";

/** What a button says of itself when it is pressed. */
export interface Button {
  /** Of the text it approves, 12 hex digits. */
  readonly shortDigest: string;
  /** What had been said against the text when the button was shown. */
  readonly objections: string;
}

const identifier = /^([0-9a-f]{12}):([0-9a-f]{7})$/;

/**
 * Names a button for a text, in the 20 characters that GitHub allows. GitHub tells no time of a press, so the name
 * proves what its presser had been shown: the text, and all rejections and revocations up to then.
 */
export function buttonIdentifier(subject: Subject, digest: string, words: readonly Word[]): string {
  return `${shortDigest(digest)}:${objectionsTo({ subject, digest }, words)}`;
}

/** `null` for a button of another kind. */
export function readButton(name: string): Button | null {
  const [, digest, objections] = identifier.exec(name) ?? [];
  return digest === undefined || objections === undefined ? null : { shortDigest: digest, objections };
}

/** A text under one of its names. */
type Text = Pick<Word, "subject" | "digest">;

/** Names what was said against a subject, and against the same text elsewhere: 7 hex digits that change with every rejection and revocation. */
export function objectionsTo(text: Text, words: readonly Word[]): string {
  const sources = words.filter((word) => isObjection(word, text)).map(({ sourceId }) => `${sourceId}\0`);
  return bytesToHex(sha256(utf8ToBytes(sources.join("")))).slice(0, 7);
}

/** Did somebody reject a subject or the same text elsewhere, or take a word on it back? */
export function hasObjected(personId: number, text: Text, words: readonly Word[]): boolean {
  return words.some((word) => word.personId === personId && isObjection(word, text));
}

function isObjection(word: Word, { subject, digest }: Text): boolean {
  const isAbout = word.subject === subject || word.digest === digest;
  return isAbout && (word.type === "reject" || word.type === "revoke");
}
