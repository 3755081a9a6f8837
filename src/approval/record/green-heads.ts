import type { Word } from "../approval.ts";
import { isGiven, isRejected } from "./latest-word.ts";
import type { GreenHead, LedgerEntry } from "./ledger.ts";

/** Green heads that are remembered: past them the oldest stay as they are until somebody comes back to them. */
const maxGreenHeads = 10;

/** Notes that a head was left while its check was green. The record is that of the head. */
export function withGreenHead(entry: LedgerEntry, headSha: string): LedgerEntry {
  const { shown, words } = entry;
  const lasts = shown.filter(
    ({ subject }, index) => !shown.slice(index + 1).some((later) => later.subject === subject),
  );
  const approved = lasts.filter(({ subject, digest }) => {
    const own = words.filter((word) => word.subject === subject);
    return own.some((word) => word.digest === digest && isLettingThrough(word) && isGiven(word, own));
  });
  const texts = [...new Set(approved.map(({ digest }) => digest))];
  const others = entry.greenHeads.filter((head) => head.headSha !== headSha);
  const greenHeads = texts.length === 0 ? others : [...others, { headSha, texts }];
  return { ...entry, greenHeads: greenHeads.slice(-maxGreenHeads) };
}

/**
 * Green heads whose approval was taken back since: a text of theirs is rejected, or fewer people than are needed still
 * stand by it. `lapsed` are words that no longer count, though nobody took them back.
 */
export function takenBack(
  { greenHeads, words }: LedgerEntry,
  { minimum, lapsed }: { readonly minimum: number; readonly lapsed: readonly Word[] },
): readonly GreenHead[] {
  const isApproved = (digest: string): boolean => {
    const about = words.filter((word) => word.digest === digest);
    const ownOf = ({ subject }: Word) => words.filter((word) => word.subject === subject);
    const isVoid = (word: Word) => lapsed.some(({ sourceId }) => sourceId === word.sourceId);
    const standing = about.filter(
      (word) => isLettingThrough(word) && isGiven(word, ownOf(word)) && !isVoid(word),
    );
    const isOverridden = standing.some(({ type }) => type === "override");
    const people = new Set(standing.map(({ personId }) => personId));
    return (
      (isOverridden || people.size >= minimum) &&
      !about.some((word) => isRejected(word, ownOf(word)) && !isVoid(word))
    );
  };
  return greenHeads.filter(({ texts }) => !texts.every(isApproved));
}

function isLettingThrough({ type }: Word): boolean {
  return type === "approve" || type === "override";
}
