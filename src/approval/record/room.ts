import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Subject, Word } from "../approval.ts";
import { maxBytes, roomTaken } from "./ledger-block.ts";
import { type Ledger, type LedgerEntry, type Shown, withDecided } from "./ledger.ts";

/** Characters of the record that approvals and waivers leave to rejections and revocations. */
const reserve = 4 * 1024;
/** Characters for texts that are shown anew beside an objection. */
const margin = 1024;
/** Pull requests that one head remembers. */
const maxEntries = 20;
/** Of lists that only keep something from being said or done twice, where room is short. */
const maxRemembered = 10;
/** Texts of one subject that are remembered as shown where room is short, and where it is shorter. */
const shownWhereShort = [2, 1] as const;
/** Earlier green heads that are remembered where room is short. */
const maxGreenHeads = 3;
/** Longer names of texts are kept as a hash where room is short. */
const maxNameLength = 60;

type Entries = Ledger["pullRequests"];
type Change = (entry: LedgerEntry) => LedgerEntry;

/**
 * The record with all there is room for: first go lists of approved files, which only show later changes, then words
 * for people to read, then what keeps things from being said twice, then what is known of closed pull requests. What
 * people decided on the open ones stays. `open` has their numbers.
 */
export function makeRoom(ledger: Ledger, open: ReadonlySet<string>): Ledger {
  let kept: Ledger = { ...ledger, pullRequests: newestEntries(ledger.pullRequests, open) };
  for (const step of steps) {
    if (roomTaken(kept) <= maxBytes) return kept;
    kept = { ...kept, pullRequests: changed(kept.pullRequests, open, step) };
  }
  return kept;
}

/** Where the record of a pull request is kept: beside those of the others with the same head. */
export interface RecordPlace {
  readonly number: number;
  /** As short as they can be written. */
  readonly others: Entries;
}

/** What the other pull requests of a head need of its record. */
export function othersIn(entries: Entries, open: ReadonlySet<string>, number: number): Entries {
  const others = Object.entries(entries).filter(([other]) => other !== String(number));
  return steps.reduce((all, step) => changed(all, open, step), Object.fromEntries(others));
}

/** Is there room for what was approved and waived, and beside it for objections to come? */
export function hasRoomToGive(entry: LedgerEntry, place: RecordPlace): boolean {
  return lengthOf(entry, place) <= maxBytes - reserve;
}

/**
 * Makes room for an objection, which is never turned away: approvals and waivers go, the oldest first. Where even
 * objections alone are too many, the pull request is marked as full, and stays shut.
 */
export function withRoomForObjections(entry: LedgerEntry, place: RecordPlace): LedgerEntry {
  let kept = entry;
  while (kept.words.length > 0 && lengthOf(kept, place) > maxBytes - margin) {
    const given = kept.words.findIndex((word) => !isObjection(word));
    kept = {
      ...kept,
      words: kept.words.toSpliced(Math.max(given, 0), 1),
      isFull: kept.isFull || given === -1,
    };
  }
  return kept;
}

function lengthOf(entry: LedgerEntry, { number, others }: RecordPlace): number {
  const pullRequests = { ...others, [String(number)]: entry };
  const open = new Set(Object.keys(pullRequests));
  const smallest = steps.reduce((all, step) => changed(all, open, step), pullRequests);
  return roomTaken({ version: 1, repositoryId: Number.MAX_SAFE_INTEGER, pullRequests: smallest });
}

/** Gives texts their names back that were kept as a hash. */
export function withNames(entry: LedgerEntry, subjects: readonly Subject[]): LedgerEntry {
  const names = new Map(subjects.map((subject) => [shortName(subject), subject]));
  const named = <Item extends { readonly subject: Subject }>(item: Item): Item => {
    const subject = names.get(item.subject);
    return subject === undefined ? item : { ...item, subject };
  };
  return { ...entry, words: entry.words.map(named), shown: entry.shown.map(named) };
}

/** No path of Git has two slashes side by side. */
const hashStart = "//";

/** Is it kept as a hash, so that nobody can tell what it was called? */
export function isNameless(subject: Subject): boolean {
  return subject.startsWith(hashStart);
}

/** The name of a text as it is kept where room is short. */
export function shortName(subject: Subject): Subject {
  if (subject.length <= maxNameLength) return subject;
  return `${hashStart}${bytesToHex(sha256(utf8ToBytes(subject))).slice(0, 32)}`;
}

interface Step {
  readonly of: "all" | "closed";
  readonly change: Change | null;
}

const onWords =
  (change: (word: Word) => Word): Change =>
  (entry) => ({ ...entry, words: entry.words.map(change) });

const withoutFiles = onWords((word) => ({ ...word, files: [] }));
const withoutProse = onWords((word) => ({ ...word, files: [], reason: null, url: "", nodeId: null }));
const onlyObjections: Change = (entry) => ({
  ...withoutProse(entry),
  shown: [],
  greenHeads: [],
  restsOn: undefined,
  words: withoutProse(entry).words.filter(isObjection),
});

const steps: readonly Step[] = [
  { of: "all", change: withoutFiles },
  { of: "closed", change: withoutProse },
  { of: "all", change: (entry) => ({ ...entry, shown: newestOfEach(entry.shown, shownWhereShort[0]) }) },
  { of: "all", change: withoutProse },
  {
    of: "all",
    change: (entry) => ({
      ...withDecided(entry, {}, maxRemembered),
      replies: entry.replies.slice(-maxRemembered),
      presses: entry.presses.slice(-maxRemembered),
      greenHeads: entry.greenHeads.slice(-maxGreenHeads),
      shown: newestOfEach(entry.shown, shownWhereShort[1]),
    }),
  },
  { of: "closed", change: onlyObjections },
  {
    of: "all",
    change: (entry) => ({
      ...onWords((word) => ({ ...word, subject: shortName(word.subject) }))(entry),
      shown: entry.shown.map((shown) => ({ ...shown, subject: shortName(shown.subject) })),
      ...(entry.restsOn && {
        restsOn: entry.restsOn.map((text) => ({ ...text, subject: shortName(text.subject) })),
      }),
    }),
  },
  { of: "closed", change: null },
];

/** All closed ones that have no objection go together; a `null` change drops them. */
function changed(entries: Entries, open: ReadonlySet<string>, { of, change }: Step): Entries {
  const kept = Object.entries(entries).flatMap(([number, entry]): readonly [string, LedgerEntry][] => {
    if (of === "closed" && open.has(number)) return [[number, entry]];
    if (change !== null) return [[number, change(entry)]];
    return entry.words.length > 0 ? [[number, entry]] : [];
  });
  return Object.fromEntries(kept);
}

/** Past a number of pull requests, closed ones on which nobody objected are forgotten, the oldest first. */
function newestEntries(entries: Entries, open: ReadonlySet<string>): Entries {
  const all = Object.entries(entries);
  const spare = all.filter(([number, { words }]) => !open.has(number) && !words.some(isObjection));
  const dropped = new Set(spare.slice(0, Math.max(all.length - maxEntries, 0)).map(([number]) => number));
  return Object.fromEntries(all.filter(([number]) => !dropped.has(number)));
}

function isObjection({ type }: Word): boolean {
  return type === "reject" || type === "revoke";
}

/** The newest showings of each subject, in their order. */
function newestOfEach(shown: readonly Shown[], max: number): readonly Shown[] {
  return shown.filter(
    ({ subject }, index) => shown.slice(index + 1).filter((later) => later.subject === subject).length < max,
  );
}
