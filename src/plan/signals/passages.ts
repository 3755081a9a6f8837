import type { Passage } from "../finding.ts";
import type { Block, Section } from "../reading/plan.ts";
import type { Topic } from "../vocabulary/vocabulary.ts";
import { blockText, shorten } from "./evidence.ts";
import { sumPoints, type Fact, type Kinds, type Weights } from "./score.ts";

/** What passages are sought for: a rule. */
export interface Sought {
  readonly id: string;
  readonly kinds: Kinds;
  readonly topics: readonly Topic[];
}

/** How passages are ranked. */
interface Ranking {
  readonly points: Weights;
  readonly traits: Weights;
  /** How many are wanted; all unless given. */
  readonly most?: number;
}

/** Lines below a heading, from the first block that a fact stands in to the last. */
export interface Span {
  readonly home: Section;
  readonly first: Block;
  /** From 1. */
  readonly startLine: number;
  /** From 1, inclusive. */
  readonly endLine: number;
}

/** A stretch of the plan that facts stand in, with what speaks for showing it first. */
export interface Candidate {
  readonly span: Span;
  /** 0 and more of each trait, by its name. */
  readonly traits: ReadonlyMap<string, number>;
}

/** Where the same words weigh differently for a reader. */
const surroundings: readonly Topic[] = [
  "data-models",
  "storage",
  "interfaces",
  "error-handling",
  "failure-modes",
  "dependencies",
  "stack",
  "testing",
  "verification",
  "principles",
  "architecture",
];
/** A heading over what is done when. */
const task =
  /^\W{0,4}(?:phase|task|step|sprint|milestone|week|day|t\d|fase|etapa|etap|\u00e9tape|schritt|aufgabe|paso|passo|\u9636\u6bb5|\u4efb\u52a1|\u30d5\u30a7\u30fc\u30ba|\u30bf\u30b9\u30af|\u4f5c\u696d|\uc791\uc5c5)/iu;
/** More points than these make a passage no better. */
const mostPoints = 2;

/** The passages that facts stand in, the one to show first in front; none within another. */
export function findPassages(
  sought: Sought,
  { points, traits, most }: Ranking,
  facts: readonly Fact[],
): readonly Passage[] {
  const ranked = listCandidates(sought, points, facts)
    .map((candidate) => ({ candidate, rank: rankOf(candidate, traits) }))
    .toSorted((a, b) => b.rank - a.rank || a.candidate.span.startLine - b.candidate.span.startLine)
    .map(({ candidate }) => candidate.span);
  return ranked
    .filter((span, at) => !ranked.slice(0, at).some((other) => touches(span, other)))
    .slice(0, most)
    .map(passageOf);
}

/** How much speaks for showing a passage first. */
export function rankOf({ traits }: Candidate, weights: Weights): number {
  let rank = 0;
  for (const [trait, share] of traits) rank += (weights[trait] ?? 0) * share;
  return rank;
}

/** The facts by the heading they stand below, and by the headings about the matter around that. */
export function listCandidates(
  sought: Sought,
  points: Weights,
  facts: readonly Fact[],
): readonly Candidate[] {
  const groups = new Map<Section, [Fact, ...Fact[]]>();
  for (const fact of facts) {
    if ((points[fact.kind] ?? 0) === 0) continue;
    for (const home of homesOf(fact.block, sought.topics)) {
      const group = groups.get(home);
      if (group === undefined) groups.set(home, [fact]);
      else group.push(fact);
    }
  }
  const lastLine = Math.max(...facts.map((fact) => fact.block.endLine));
  return [...groups].map(([home, group]) => {
    const span = spanOf(home, group);
    const traits = traitsOf(sought, home, group);
    traits.set("points", Math.min(mostPoints, sumPoints(sought.kinds, points, group)));
    traits.set("late", span.startLine / lastLine);
    traits.set(`${sought.id} late`, span.startLine / lastLine);
    return { span, traits };
  });
}

/** List items and keys without a value are no headings that a reader would look for. */
function homeOf({ section }: Block): Section {
  let home = section;
  while (home.level > 7 && home.parent !== null) home = home.parent;
  return home;
}

/** A fact's own heading, and those about the matter around it. */
function homesOf(block: Block, topics: readonly Topic[]): readonly Section[] {
  const home = homeOf(block);
  const homes = [home];
  for (let outer = home.parent; outer !== null; outer = outer.parent)
    if (topics.some((topic) => outer.topics.has(topic))) homes.push(outer);
  return homes;
}

function traitsOf({ id, kinds, topics }: Sought, home: Section, facts: readonly Fact[]): Map<string, number> {
  const traits = new Map<string, number>();
  traits.set("named", Math.max(...topics.map((topic) => home.topics.get(topic) ?? 0)));
  if (task.test(home.title) || task.test(home.parent?.title ?? "")) traits.set("task", 1);
  traits.set("under", Math.max(...topics.map((topic) => home.about.get(topic) ?? 0)));
  if (facts.some((fact) => fact.block.kind === "code")) traits.set("code", 1);
  if (facts.some((fact) => homeOf(fact.block) !== home)) traits.set("whole", 1);
  if (home.about.size > 0)
    for (const topic of surroundings) if (home.about.has(topic)) traits.set(`${id} under ${topic}`, 1);
  for (const { kind } of facts) if (kinds[kind]?.lead !== undefined) traits.set(`${id} with ${kind}`, 1);
  return traits;
}

function touches(span: Span, other: Span): boolean {
  return (
    span.home.path === other.home.path && span.startLine <= other.endLine && other.startLine <= span.endLine
  );
}

/** @param facts In the order of the text. */
function spanOf(home: Section, facts: readonly [Fact, ...Fact[]]): Span {
  const first = facts[0].block;
  const endLine = Math.max(...facts.map((fact) => fact.block.endLine));
  return { home, first, startLine: first.startLine, endLine };
}

function passageOf({ home, first, startLine, endLine }: Span): Passage {
  const title = home.title === "" ? "" : `${home.title}: `;
  return { path: home.path, startLine, endLine, excerpt: shorten(`${title}${blockText(first)}`) };
}
