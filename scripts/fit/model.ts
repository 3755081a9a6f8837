import type { Kinds, Weights } from "../../src/plan/signals/score.ts";
import type { Example } from "./examples.ts";

/** How strongly points are drawn to those expected; chosen by leaving repositories out. */
const regularization = 8;
/** How much a made-up document and a cell that readers disagree on count beside a labelled one. */
const fixtureWeight = 0.5;
const borderlineWeight = 0.4;
const steps = 300;
/** Chance at which a row counts as satisfied, as the sum of points it stands for. */
const threshold = Math.LN2;

/** An example with the kinds of evidence that it has. */
interface Row {
  readonly kinds: readonly number[];
  readonly shares: readonly number[];
  readonly isSatisfied: boolean;
  readonly weight: number;
}

/**
 * Fits the points of each kind of evidence for one rule, beginning with those expected: the chance that a reader finds the row satisfied is
 * `1 - exp(-sum)`, each kind speaking for itself. No points are negative; a sum of 1 stands for an even chance.
 * The same examples always give the same points.
 */
export function fitWeights(kinds: Kinds, examples: readonly Example[]): Weights {
  const ids = Object.keys(kinds);
  const rows = examples
    .filter((example) => !example.isExcused && !example.saysExcused)
    .map((example) => readRow(ids, example));
  const expected = Object.values(kinds).map((kind) => threshold * (kind.expected ?? 0));
  const found = descend(rows, expected);
  const points = ids.map((kind, at): readonly [string, number] => [
    kind,
    Math.round((100 * (found[at] ?? 0)) / threshold) / 100,
  ]);
  return Object.fromEntries(points.filter(([, point]) => point >= 0.02));
}

function readRow(kinds: readonly string[], example: Example): Row {
  const present = kinds.flatMap((kind, at) => (example.shares.has(kind) ? [at] : []));
  const weight = example.source === "fixture" ? fixtureWeight : example.isBorderline ? borderlineWeight : 1;
  const shares = present.map((at) => example.shares.get(kinds[at] ?? "") ?? 0);
  return { kinds: present, shares, isSatisfied: example.isSatisfied, weight };
}

/** Projected gradient descent with a step for each weight (Adam), from the same start every time. */
function descend(rows: readonly Row[], expected: readonly number[]): readonly number[] {
  const size = expected.length;
  const weights = [...expected];
  const mean = Array<number>(size).fill(0);
  const spread = Array<number>(size).fill(0);
  for (let step = 1; step <= steps; step += 1) {
    const slope = slopeAt(rows, weights, expected);
    for (let at = 0; at < size; at += 1) {
      const gradient = slope[at] ?? 0;
      mean[at] = 0.9 * (mean[at] ?? 0) + 0.1 * gradient;
      spread[at] = 0.99 * (spread[at] ?? 0) + 0.01 * gradient * gradient;
      const direction =
        (mean[at] ?? 0) / (1 - 0.9 ** step) / (Math.sqrt((spread[at] ?? 0) / (1 - 0.99 ** step)) + 1e-8);
      weights[at] = Math.max(0, (weights[at] ?? 0) - (0.05 / Math.sqrt(1 + step / 60)) * direction);
    }
  }
  return weights;
}

function slopeAt(
  rows: readonly Row[],
  weights: readonly number[],
  expected: readonly number[],
): readonly number[] {
  const slope = weights.map((weight, at) => (regularization * (weight - (expected[at] ?? 0))) / rows.length);
  for (const { kinds, shares, isSatisfied, weight } of rows) {
    let sum = 0.02;
    for (let at = 0; at < kinds.length; at += 1) sum += (shares[at] ?? 0) * (weights[kinds[at] ?? 0] ?? 0);
    const miss = isSatisfied ? Math.exp(-sum) : 0;
    const pull = (weight * (isSatisfied ? -miss / (1 - miss) : 1)) / rows.length;
    for (let at = 0; at < kinds.length; at += 1) {
      const kind = kinds[at] ?? 0;
      slope[kind] = (slope[kind] ?? 0) + pull * (shares[at] ?? 0);
    }
  }
  return slope;
}
