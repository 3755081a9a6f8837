import { isGiving, type Word } from "../approval.ts";
import { isLaterSecond } from "./seconds.ts";

/**
 * Does an approval, a waiver or an override still stand among all words on its subject, in the order of deciding? A
 * later `revoke` of the same person ends all of them, a later `reject` an approval and an override of whatever text.
 * Later is what comes after by the order of deciding or by GitHub's time: in doubt the word does not stand.
 */
export function isGiven(word: Word, all: readonly Word[]): boolean {
  if (!isGiving(word)) return false;
  const ending: readonly Word["type"][] = word.type === "waive" ? ["revoke"] : ["reject", "revoke"];
  const position = all.indexOf(word);
  return !all.some(
    (other, index) =>
      other.personId === word.personId &&
      ending.includes(other.type) &&
      (index > position || isLaterSecond(other.at, word.at)),
  );
}

/**
 * Does a rejection still stand? Only the same person ends it: by a later `revoke`, or by approving the
 * very text that was rejected. Later is what comes after by both orders: in doubt the rejection stands.
 */
export function isRejected(word: Word, all: readonly Word[]): boolean {
  if (word.type !== "reject") return false;
  const position = all.indexOf(word);
  return !all.some(
    (other, index) =>
      other.personId === word.personId &&
      (other.type === "revoke" || (other.type === "approve" && other.digest === word.digest)) &&
      index > position &&
      !isLaterSecond(word.at, other.at),
  );
}

/** Texts of one subject whose words are kept. */
const maxTexts = 5;

/**
 * Adds words to a record and drops those that can no longer matter: repeated ones, and those about texts that were
 * replaced long ago, but for everybody's last rejection and revocation. Whoever returns to such a text has to ask for
 * approval again.
 */
export function addWords(all: readonly Word[], added: readonly Word[]): readonly Word[] {
  const words = [...all, ...added];
  const latest = words.filter(
    (word, index) => !words.slice(index + 1).some((later) => isRepeated(word, later)),
  );
  return latest.filter(
    (word) =>
      isLastObjection(word, latest) ||
      isEndingElsewhere(word, latest) ||
      recentTexts(words, word.subject).has(word.digest),
  );
}

/** It ends what its author gave to the same text under another name. */
function isEndingElsewhere(word: Word, all: readonly Word[]): boolean {
  if (word.type !== "reject" && word.type !== "revoke") return false;
  return all.some(
    (other) =>
      isGiving(other) &&
      other.personId === word.personId &&
      other.digest === word.digest &&
      other.subject !== word.subject,
  );
}

/** It ends what its author said before, of whatever text. */
function isLastObjection(word: Word, all: readonly Word[]): boolean {
  if (word.type !== "reject" && word.type !== "revoke") return false;
  const isSame = ({ type, subject, personId }: Word) =>
    type === word.type && subject === word.subject && personId === word.personId;
  return all.findLast(isSame) === word;
}

/**
 * Puts words of another record among those of this one, where their times belong. Within a second, those that
 * block come after those that allow.
 */
export function insertWords(all: readonly Word[], others: readonly Word[]): readonly Word[] {
  return others.reduce((words, word) => {
    if (words.some((known) => isSameWord(known, word))) return words;
    const isBlocking = word.type === "reject" || word.type === "revoke";
    const position = words.findIndex(({ at }) =>
      isBlocking ? isLaterSecond(at, word.at) : !isLaterSecond(word.at, at),
    );
    return words.toSpliced(position === -1 ? words.length : position, 0, word);
  }, all);
}

function isSameWord(a: Word, b: Word): boolean {
  return a.type === b.type && a.subject === b.subject && a.sourceId === b.sourceId && a.ruleId === b.ruleId;
}

function isRepeated(word: Word, later: Word): boolean {
  const isSame =
    word.type === later.type &&
    word.subject === later.subject &&
    word.personId === later.personId &&
    word.ruleId === later.ruleId;
  return isSame && (word.type === "revoke" || (word.digest === later.digest && word.method === later.method));
}

function recentTexts(words: readonly Word[], subject: string): ReadonlySet<string> {
  const digests = words.filter((word) => word.subject === subject).map(({ digest }) => digest);
  return new Set([...new Set(digests.toReversed())].slice(0, maxTexts));
}
