import { insertWords } from "./latest-word.ts";
import { emptyEntry, type LedgerEntry, type Shown, withDecided } from "./ledger.ts";

/**
 * One record from the records of several heads of a pull request, in any order. Nothing that was said or
 * decided on one of them is lost; a text that was shown keeps its earliest time.
 */
export function mergeEntries(entries: readonly LedgerEntry[]): LedgerEntry {
  const [newest = emptyEntry, ...others] = entries.toSorted(
    (a, b) => newestCommentId(b) - newestCommentId(a) || b.words.length - a.words.length,
  );
  const all = <Item>(itemsOf: (entry: LedgerEntry) => readonly Item[]) =>
    [newest, ...others].flatMap(itemsOf);
  const shown = all((entry) => entry.shown).toSorted((a, b) => timeOf(a) - timeOf(b));
  const replies = all((entry) => entry.replies);
  const highest = (of: "lastCommentId" | "lastReviewId") => Math.max(0, ...entries.map((entry) => entry[of]));
  const decided = withDecided(
    { ...newest, lastCommentId: highest("lastCommentId"), lastReviewId: highest("lastReviewId") },
    { comments: all(({ commentIds }) => commentIds), reviews: all(({ reviewIds }) => reviewIds) },
  );
  const reminded = all(({ remindedAt }) => (remindedAt === undefined ? [] : [remindedAt])).toSorted();
  const greenHeads = [...others, newest].flatMap((entry) => entry.greenHeads);
  return {
    ...decided,
    greenHeads: distinct(greenHeads, ({ headSha }) => headSha),
    ...(reminded.length > 0 && { remindedAt: reminded.at(-1) }),
    shown: distinct(shown, showing),
    words: others.reduce((words, entry) => insertWords(words, entry.words), newest.words),
    presses: [...new Set(all(({ presses }) => presses))],
    replies: distinct(replies, ({ personId, reason }) => [personId, reason]),
    reviewsRequested: entries.some(({ reviewsRequested }) => reviewsRequested),
    isFull: entries.some(({ isFull }) => isFull),
  };
}

function newestCommentId({ lastCommentId, commentIds }: LedgerEntry): number {
  return Math.max(lastCommentId, ...commentIds);
}

/**
 * What tells one showing from another of the same text: the state of the check run it was shown on, and for the first
 * on a head, of which there is none before, GitHub's time.
 */
function showing({ subject, digest, at, after, isUnready }: Shown): unknown {
  return [subject, digest, isUnready === true, after ?? `first at ${at ?? "an unknown time"}`];
}

function timeOf({ at }: Shown): number {
  return at === null ? Number.MAX_SAFE_INTEGER : Date.parse(at);
}

/** The first item of each key, in their order. */
function distinct<Item>(items: readonly Item[], keyOf: (item: Item) => unknown): readonly Item[] {
  const keys = items.map((item) => JSON.stringify(keyOf(item)));
  return items.filter((_, index) => !keys.slice(0, index).includes(String(keys[index])));
}
