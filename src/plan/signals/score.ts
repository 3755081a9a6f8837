import type { Block, Document } from "../reading/plan.ts";
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
export interface Kind {
  /** What it is, for one and for several: `field with its type`, `fields with their types`. */
  readonly one: string;
  readonly several: string;
  /** How many distinct facts of the kind are as good as any number. */
  readonly full: number;
}

/** Adds a fact of a kind. */
export type Add = (kind: string, key: string) => void;

/** What a rule finds in a block. */
export type Find = (exhibit: Exhibit, add: Add) => void;

/** The facts that a finder sees in exhibits, each once: a repeated one stays where it was said first. */
export function gatherFacts(find: Find, exhibits: readonly Exhibit[]): readonly Fact[] {
  const facts = new Map<string, Fact>();
  for (const exhibit of exhibits) {
    const { block } = exhibit;
    find(exhibit, (kind, key) => {
      const id = `${kind}\n${key}`;
      if (!facts.has(id)) facts.set(id, { kind, key, block });
    });
  }
  return [...facts.values()];
}

/** How full each kind is, 0 to 1. */
export function measure(
  kinds: Readonly<Record<string, Kind>>,
  facts: readonly Fact[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { kind } of facts) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const shares = new Map<string, number>();
  for (const [kind, { full }] of Object.entries(kinds)) shares.set(kind, Math.min(1, (counts.get(kind) ?? 0) / full));
  return shares;
}

export type { Document };
