import type { LedgerEntry } from "../approval/record/ledger.ts";
import { mergeEntries } from "../approval/record/merge-entries.ts";
import type { Comparison } from "../pull-request/content.ts";
import type { Need } from "../pull-request/need.ts";
import type { ForcePush, ForcePushes, PullRequest, PullRequestSnapshot } from "../pull-request/snapshot.ts";
import { basesOf } from "./view.ts";

/** Heads that are looked at on the way back to the record; past them it is lost. */
const maxHeads = 100;
/** Heads that are read in one round at first; later as many as were read before. */
const batch = 10;

/** Where the record of a pull request is, as far as it was read. */
export type Trail =
  /** Read these first. */
  | { readonly state: "open"; readonly needs: readonly Need[] }
  /** All that was decided before, as the newest head that was judged has it; `null` where none was. */
  | { readonly state: "whole"; readonly found: FoundRecord | null }
  /** Between this head and these records there may be others. */
  | { readonly state: "broken"; readonly entries: readonly LedgerEntry[] };

/** The record, and the newest head that has it. */
interface FoundRecord {
  readonly entry: LedgerEntry;
  readonly headSha: string | null;
}

/** What the way is looked for with. */
export interface TrailFacts {
  readonly snapshot: PullRequestSnapshot;
  readonly pull: PullRequest;
  /** Of the head with each of its bases. */
  readonly comparisons: readonly Comparison[];
  readonly recordAt: (headSha: string) => RecordAt;
}

/** The record of one pull request on one commit. */
export type RecordAt =
  | { readonly state: "unread"; readonly need: Need }
  | { readonly state: "none" | "unreadable" }
  | { readonly state: "read"; readonly entry: LedgerEntry };

/**
 * Walks back over the heads a pull request had, newest first, to the newest that was judged while it was the head:
 * its record has all that was said before. GitHub tells of the heads that force-pushes left; those that a push was
 * built on are among the commits. A record that was gathered before its head was left and came back is passed by; of
 * records that do not say when they were gathered, none is left out.
 */
export function followTrail(facts: TrailFacts): Trail {
  const { snapshot, pull } = facts;
  const forcePushes = snapshot.facts.forcePushes[String(pull.number)];
  if (forcePushes === undefined) return { state: "open", needs: firstNeeds(facts) };
  const walk: TrailWalk = { recordAt: facts.recordAt, forcePushes, seen: new Set(), stale: [], needs: [] };
  for (const stretch of stretches(facts, forcePushes.pushes)) {
    const found = along(walk, stretch);
    if (found !== null) return found;
  }
  return forcePushes.isWhole ? whole(walk, null, null) : broken(walk);
}

/** Before the timeline is known: the head, and what the event says of the one before. */
function firstNeeds({ snapshot, pull, comparisons }: TrailFacts): readonly Need[] {
  const hinted = hintedHead(snapshot, pull);
  const commits = newestFirst(comparisons);
  const before = hinted === null ? -1 : commits.indexOf(hinted);
  const pushed = commits.slice(0, Math.min(Math.max(before, 0), batch));
  const heads = new Set([pull.headSha, ...pushed, ...(hinted === null ? [] : [hinted])]);
  return [
    { type: "force-pushes", number: pull.number },
    ...[...heads].map((headSha): Need => ({ type: "check-run", headSha })),
  ];
}

/** Heads between two force-pushes, newest first. */
interface Stretch {
  readonly heads: readonly string[];
  /** Force-pushes since then. */
  readonly age: number;
  /** Others were there that nobody can name. */
  readonly isCut: boolean;
  /** The heads behind the first are told by these, which were not read yet. */
  readonly needs: readonly Need[];
}

function stretches(facts: TrailFacts, pushes: readonly ForcePush[]): readonly Stretch[] {
  const { pull } = facts;
  const current = currentStretch(facts, pushes);
  const replaced = pushes.map(({ beforeSha }, index) =>
    stretchBack(facts, { from: beforeSha, to: pushes[index + 1] ?? null, age: index + 1 }),
  );
  const hinted = hintedHead(facts.snapshot, pull);
  const isListed = current.heads.includes(hinted ?? "") || pushes.some((push) => push.beforeSha === hinted);
  if (hinted === null || isListed) return [current, ...replaced];
  // GitHub's timeline may not list yet what the event announced.
  const isJudged = facts.recordAt(hinted).state !== "none";
  const alone: Stretch = { heads: [hinted], age: 0, isCut: false, needs: [] };
  const unlisted = isJudged ? alone : stretchBack(facts, { from: hinted, to: pushes[0] ?? null, age: 0 });
  return [unlisted, current, ...replaced];
}

/** From this head back to where the last force-push led. */
function currentStretch({ pull, comparisons }: TrailFacts, [last]: readonly ForcePush[]): Stretch {
  const { headSha } = pull;
  const stretch = { age: 0, needs: [] };
  if (last?.afterSha === headSha) return { ...stretch, heads: [headSha], isCut: false };
  return { ...stretch, ...cutAt({ from: headSha, start: last?.afterSha ?? null }, comparisons) };
}

/** From a head that a force-push replaced, back to where the one before it led. */
function stretchBack(
  { snapshot: { facts }, pull }: TrailFacts,
  { from, to, age }: { readonly from: string | null; readonly to: ForcePush | null; readonly age: number },
): Stretch {
  if (from === null) return { heads: [], age, isCut: true, needs: [] };
  const start = to?.afterSha ?? null;
  if (from === start) return { heads: [from], age, isCut: false, needs: [] };
  const bases = start === null ? basesOf(pull) : [start];
  const needs = bases.map((base) => ({ type: "comparison", base, head: from }) as const);
  const answers = bases.map((base) => facts.comparisons[`${base}...${from}`]);
  if (answers.includes(undefined)) return { heads: [from], age, isCut: false, needs };
  const comparisons = answers.filter((answer) => answer !== undefined && answer !== null);
  if (comparisons.length < bases.length) return { heads: [from], age, isCut: true, needs: [] };
  return { age, needs: [], ...cutAt({ from, start }, comparisons) };
}

/** The commits back to the start of a stretch, which was a head as well; all of them where it has none. */
function cutAt(
  { from, start }: { readonly from: string; readonly start: string | null },
  comparisons: readonly Comparison[],
): Pick<Stretch, "heads" | "isCut"> {
  const commits = newestFirst(comparisons);
  const position = start === null ? -1 : commits.indexOf(start);
  const listed = position === -1 ? commits : commits.slice(0, position);
  const isCut =
    position === -1 && comparisons.some(({ commits: all, totalCommits }) => totalCommits > all.length);
  const last = start === null ? comparisons.map(({ mergeBaseSha }) => mergeBaseSha) : [start];
  return { heads: [...new Set([from, ...listed, ...last])], isCut };
}

/** Commits of several comparisons, newest first, each once. */
function newestFirst(comparisons: readonly Comparison[]): readonly string[] {
  const longest = comparisons.toSorted((one, other) => other.commits.length - one.commits.length);
  const shas = longest.flatMap(({ commits }) => commits.map(({ sha }) => sha).toReversed());
  return [...new Set(shas)];
}

/** How far the walk has come. */
interface TrailWalk {
  readonly recordAt: TrailFacts["recordAt"];
  readonly forcePushes: ForcePushes;
  readonly seen: Set<string>;
  /** Records that were gathered before their heads came back. */
  readonly stale: LedgerEntry[];
  readonly needs: Need[];
}

/** What is found on a stretch; `null` where the way goes on behind it. */
function along(walk: TrailWalk, { heads, age, isCut, needs }: Stretch): Trail | null {
  for (const headSha of heads) {
    walk.seen.add(headSha);
    const found = walk.seen.size > maxHeads ? broken(walk) : look(walk, headSha, age);
    if (found !== null) return found;
  }
  const isRead = heads.every((headSha) => walk.recordAt(headSha).state !== "unread");
  const found = isRead ? ask(walk, needs) : null;
  return isCut ? broken(walk) : found;
}

/** The same of one head. */
function look(walk: TrailWalk, headSha: string, age: number): Trail | null {
  const record = walk.recordAt(headSha);
  switch (record.state) {
    case "none":
      return null;
    case "unread":
      return ask(walk, [record.need]);
    case "unreadable":
      return broken(walk);
    case "read":
      break;
  }
  if (forcePushesSince(record.entry, walk.forcePushes) > age) {
    walk.stale.push(record.entry);
    return null;
  }
  const found = behindPointer(record.entry, walk.recordAt);
  if (found.state === "unread") return ask(walk, [found.need]);
  return found.state === "read" ? whole(walk, found.entry, record.entry.previousHeadSha ?? headSha) : null;
}

function ask({ needs, seen }: TrailWalk, wanted: readonly Need[]): Trail | null {
  needs.push(...wanted);
  return needs.length < Math.max(batch, seen.size - needs.length) ? null : { state: "open", needs };
}

function broken({ needs, stale }: TrailWalk): Trail {
  return needs.length > 0 ? { state: "open", needs } : { state: "broken", entries: stale };
}

function whole({ needs, stale }: TrailWalk, newest: LedgerEntry | null, headSha: string | null): Trail {
  if (needs.length > 0) return { state: "open", needs };
  const undated = stale.filter(({ lastForcePush }) => lastForcePush === undefined);
  const entries = newest === null ? undated : [newest, ...undated];
  return { state: "whole", found: entries.length === 0 ? null : { entry: mergeEntries(entries), headSha } };
}

/** How many force-pushes came after a record was gathered; more than there are where that cannot be told. */
function forcePushesSince({ lastForcePush }: LedgerEntry, { pushes, isWhole }: ForcePushes): number {
  const position = pushes.findIndex(({ id }) => id === lastForcePush);
  if (position !== -1) return position;
  const hasSeenNone = lastForcePush === null || (lastForcePush === undefined && pushes.length === 0);
  return hasSeenNone && isWhole ? pushes.length : Infinity;
}

/** A head on which nothing is gated may only say which one has the record. */
function behindPointer(entry: LedgerEntry, recordAt: TrailFacts["recordAt"]): RecordAt {
  if (entry.previousHeadSha === null) return { state: "read", entry };
  const record = recordAt(entry.previousHeadSha);
  return record.state === "read" && record.entry.previousHeadSha !== null ? { state: "none" } : record;
}

/** The event names the head before this very one; `null` where it does not. */
export function hintedHead({ key, hints }: PullRequestSnapshot, pull: PullRequest): string | null {
  const isKeys = key.type === "pull-request" && key.number === pull.number;
  return isKeys && hints.headSha === pull.headSha ? (hints.previousHeadSha ?? null) : null;
}
