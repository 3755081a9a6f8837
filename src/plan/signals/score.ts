import type { Block } from "../reading/plan.ts";
import type { Exhibit } from "./exhibit.ts";

/** Something that speaks for a row, said once however often the plan repeats it. */
export interface Fact {
  /** Which of the rule's kinds of evidence it is. */
  readonly kind: string;
  /** What makes two facts of a kind the same. */
  readonly key: string;
  readonly block: Block;
}

/** A kind of evidence for a row. */
export interface EvidenceKind {
  /** What one of it is called. */
  readonly one: string;
  /** What several are called. */
  readonly several: string;
  /** How many are as good as any number. */
  readonly full: number;
  /** The points it is held to carry before any plan is read, from which labelled plans may move it; 0 unless given. */
  readonly expected?: number;
  /** How much rather a reader would be shown it than other kinds, before any plan is read; 0 unless given. */
  readonly lead?: number;
}

/** Kinds of evidence by their ids. */
export type Kinds = Readonly<Record<string, EvidenceKind>>;

/** Points for a full kind of evidence, by its id; a kind without points is not in it. */
export type Weights = Readonly<Record<string, number>>;

/** Adds facts of a kind: one, or one for each key. */
export type Add = (kind: string, keys: string | readonly string[]) => void;

/** What a rule finds in a block. */
export type Find = (exhibit: Exhibit, add: Add) => void;

/** How many points satisfy a row. */
export const enough = 1;

/** The facts that a finder sees in exhibits, each once: a repeated one stays where it was said first. */
export function gatherFacts(find: Find, exhibits: readonly Exhibit[]): readonly Fact[] {
  const facts: Fact[] = [];
  const known = new Map<string, Set<string>>();
  for (const exhibit of exhibits) {
    const { block } = exhibit;
    find(exhibit, (kind, given) => {
      const keys = typeof given === "string" ? [given] : given;
      if (keys.length === 0) return;
      const ofKind = known.get(kind) ?? new Set();
      known.set(kind, ofKind);
      for (const key of keys) {
        if (ofKind.has(key)) continue;
        ofKind.add(key);
        facts.push({ kind, key, block });
      }
    });
  }
  return facts;
}

/** As many keys as there are things without a name of their own at a place; at most `most`. */
export function places(place: string, count: number, most: number): readonly string[] {
  return Array.from({ length: Math.min(count, most) }, (_, at) => `${place}#${String(at)}`);
}

/** How full each kind is, 0 to 1; kinds without facts are not in it. */
export function measure(kinds: Kinds, facts: readonly Fact[]): ReadonlyMap<string, number> {
  const counts = countKinds(facts);
  const shares = new Map<string, number>();
  for (const [kind, count] of counts) shares.set(kind, Math.min(1, count / (kinds[kind]?.full ?? 1)));
  return shares;
}

/** The sum of the points of the facts: of each kind its points times how full it is. */
export function sumPoints(kinds: Kinds, weights: Weights, facts: readonly Fact[]): number {
  let sum = 0;
  for (const [kind, share] of measure(kinds, facts)) sum += (weights[kind] ?? 0) * share;
  return sum;
}

/** How many facts of each kind there are, in the order of the facts. */
export function countKinds(facts: readonly Fact[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { kind } of facts) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/** What was counted, in words: `2 endpoints and 1 port`; the strongest first, three kinds at most. */
export function describeFacts(kinds: Kinds, weights: Weights, facts: readonly Fact[]): string {
  const pointsOf = (kind: string): number => weights[kind] ?? 0;
  const counted = [...countKinds(facts)]
    .filter(([kind]) => pointsOf(kind) > 0)
    .toSorted(([a], [b]) => pointsOf(b) - pointsOf(a))
    .slice(0, 3)
    .map((counted) => nameCount(kinds, counted));
  const last = counted.at(-1);
  if (last === undefined || counted.length === 1) return last ?? "";
  return `${counted.slice(0, -1).join(", ")} and ${last}`;
}

/** What would be enough beside what was found: `2 more endpoints`; the first kind that can do it. */
export function describeMissing(kinds: Kinds, weights: Weights, facts: readonly Fact[]): string {
  const missing = enough - sumPoints(kinds, weights, facts);
  const counts = countKinds(facts);
  for (const [id, { full }] of Object.entries(kinds)) {
    const has = Math.min(full, counts.get(id) ?? 0);
    const more = Math.ceil((missing * full) / (weights[id] ?? 0) - 1e-9);
    if (more >= 1 && has + more <= full) return nameCount(kinds, [id, more], has > 0 ? "more " : "");
  }
  return "";
}

function nameCount(kinds: Kinds, [id, count]: readonly [string, number], more = ""): string {
  const name = count === 1 ? kinds[id]?.one : kinds[id]?.several;
  return `${String(count)} ${more}${name ?? id}`;
}
