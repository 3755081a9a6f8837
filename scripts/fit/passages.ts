import type { Passage } from "../../src/plan/finding.ts";
import { evidenceRules } from "../../src/plan/rules/index.ts";
import { listCandidates, type Candidate } from "../../src/plan/signals/passages.ts";
import type { Weights } from "../../src/plan/signals/score.ts";
import type { Example } from "./examples.ts";

/** How strongly traits are drawn to what is expected of them; chosen by leaving repositories out. */
const regularization = 0.006;
const steps = 150;

/** What is expected of traits before any plan is read. */
function expectations(): Map<string, number> {
  const expected = new Map([
    ["points", 1.5],
    ["named", 1],
    ["task", -0.5],
  ]);
  for (const { id, kinds } of evidenceRules)
    for (const [kind, { lead }] of Object.entries(kinds))
      if (lead !== undefined) expected.set(`${id} with ${kind}`, lead);
  return expected;
}

/** Passages of a satisfied row, each with whether it meets the lines that the reader gives. */
interface Choice {
  readonly candidates: readonly Candidate[];
  readonly meets: readonly boolean[];
}

/** Whether a passage meets the lines that a reader gives. */
export function meets(
  passage: Pick<Passage, "startLine" | "endLine">,
  lines: readonly [number, number],
): boolean {
  return passage.startLine <= lines[1] && passage.endLine >= lines[0];
}

/**
 * Fits how much each trait of a passage speaks for showing it first: the chance that a reader points at a passage
 * is its share of `exp(rank)`. The same examples always give the same weights.
 */
export function fitTraits(examples: readonly Example[], pointsOf: (ruleId: string) => Weights): Weights {
  const choices = examples.flatMap((example) => readChoice(example, pointsOf(example.ruleId)));
  const expected = expectations();
  const weights = new Map(expected);
  for (const { candidates } of choices)
    for (const { traits } of candidates)
      for (const trait of traits.keys()) if (!weights.has(trait)) weights.set(trait, 0);
  descend(choices, weights, expected);
  const rounded = [...weights].map(([trait, weight]): readonly [string, number] => [
    trait,
    Math.round(20 * weight) / 20,
  ]);
  return Object.fromEntries(
    rounded.filter(([, weight]) => Math.abs(weight) >= 0.1).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function readChoice(example: Example, points: Weights): readonly Choice[] {
  const rule = evidenceRules.find((each) => each.id === example.ruleId);
  const { lines } = example;
  if (rule === undefined || lines === null || !example.isSatisfied || example.isExcused) return [];
  if (example.isBorderline) return [];
  const candidates = listCandidates(rule, points, example.facts);
  const met = candidates.map((candidate) => meets(candidate.span, lines));
  return met.includes(true) && met.includes(false) ? [{ candidates, meets: met }] : [];
}

/** Gradient descent with a step for each weight (Adam), from what is expected. */
function descend(
  choices: readonly Choice[],
  weights: Map<string, number>,
  expected: ReadonlyMap<string, number>,
): void {
  const mean = new Map<string, number>();
  const spread = new Map<string, number>();
  for (let step = 1; step <= steps; step += 1) {
    const slope = slopeAt(choices, weights, expected);
    for (const [trait, gradient] of slope) {
      const first = 0.9 * (mean.get(trait) ?? 0) + 0.1 * gradient;
      const second = 0.99 * (spread.get(trait) ?? 0) + 0.01 * gradient * gradient;
      mean.set(trait, first);
      spread.set(trait, second);
      const direction = first / (1 - 0.9 ** step) / (Math.sqrt(second / (1 - 0.99 ** step)) + 1e-8);
      weights.set(trait, (weights.get(trait) ?? 0) - 0.08 * direction);
    }
  }
}

function slopeAt(
  choices: readonly Choice[],
  weights: ReadonlyMap<string, number>,
  expected: ReadonlyMap<string, number>,
): Map<string, number> {
  const slope = new Map<string, number>();
  for (const [trait, weight] of weights)
    slope.set(trait, regularization * choices.length * (weight - (expected.get(trait) ?? 0)));
  for (const { candidates, meets: met } of choices) {
    const chances = candidates.map(({ traits }) => {
      let rank = 0;
      for (const [trait, share] of traits) rank += (weights.get(trait) ?? 0) * share;
      return Math.exp(rank);
    });
    const all = chances.reduce((sum, chance) => sum + chance, 0);
    const right = chances.reduce((sum, chance, at) => sum + (met[at] === true ? chance : 0), 0);
    candidates.forEach(({ traits }, at) => {
      const chance = chances[at] ?? 0;
      const pull = chance / all - (met[at] === true ? chance / right : 0);
      for (const [trait, share] of traits) slope.set(trait, (slope.get(trait) ?? 0) + pull * share);
    });
  }
  return slope;
}
