import { writeSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";

/** Set by `npm run test:fuzz`; without it a short run, always the same. */
const minutes = Number(process.env["FUZZ_MINUTES"] ?? 0);
/** How many properties share the time. */
const properties = 9;
const shortRuns = 60;
/** Of processor time for one input: many times what any takes, and far from what hurts. */
const maxMs = 1_500;
/** Garbage of one input included. */
const maxGrowthMb = 300;

/** Checks what a parser does with inputs made of nasty pieces: it ends soon, needs little, and never throws. */
export function fuzz<Input>(name: string, inputs: fc.Arbitrary<Input>, check: (input: Input) => void): void {
  const limits =
    minutes > 0
      ? { numRuns: 1_000_000_000, interruptAfterTimeLimit: (minutes * 60_000) / properties }
      : { numRuns: shortRuns, seed: 20_260_301 };
  test(
    name,
    () => {
      fc.assert(
        fc.property(inputs, (input) => {
          const before = process.cpuUsage();
          const heapBefore = process.memoryUsage().heapUsed;
          check(input);
          const { user } = process.cpuUsage(before);
          expect(user / 1_000).toBeLessThan(maxMs);
          const grownMb = (process.memoryUsage().heapUsed - heapBefore) / 1024 ** 2;
          expect(grownMb).toBeLessThan(maxGrowthMb);
        }),
        { ...limits, endOnFailure: minutes === 0 },
      );
      if (minutes > 0) writeSync(1, `${name}: nothing found\n`);
    },
    minutes * 60_000 + 120_000,
  );
}

/** A text of pieces, each once or many times in a row. */
export function textOf(pieces: readonly string[], maxRepeats = 400): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...pieces) },
    { weight: 1, arbitrary: fc.string({ maxLength: 12, unit: "binary" }) },
  );
  const repeats = fc.oneof(
    { weight: 6, arbitrary: fc.constant(1) },
    { weight: 2, arbitrary: fc.integer({ min: 2, max: Math.min(40, maxRepeats) }) },
    { weight: 1, arbitrary: fc.integer({ min: Math.min(40, maxRepeats), max: maxRepeats }) },
  );
  return fc
    .array(fc.tuple(piece, repeats), { maxLength: 24 })
    .map((parts) => parts.map(([text, count]) => text.repeat(count)).join(""));
}
