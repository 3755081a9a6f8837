import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { format, resolveConfig } from "prettier";
import { evidenceRules } from "../src/plan/rules/index.ts";
import { findCorpus, readCorpus, readFixtures } from "./fit/examples.ts";
import { fitWeights } from "./fit/model.ts";
import { fitTraits } from "./fit/passages.ts";

/** Fits `src/plan/signals/weights.ts` to the labelled plans; with `--check`, says whether it is what they give. */

const path = join(resolve(import.meta.dirname, ".."), "src", "plan", "signals", "weights.ts");
const corpus = findCorpus();
if (corpus === null) {
  process.stderr.write("There are no labelled plans: set PLAN_CORPUS to a folder of them.\n");
  process.exit(2);
}
const examples = [...readCorpus(corpus), ...readFixtures()];
const weights = Object.fromEntries(
  evidenceRules.map((rule) => {
    const own = examples.filter((example) => example.ruleId === rule.id);
    return [rule.id, fitWeights(rule.kinds, own)];
  }),
);
const traits = fitTraits(examples, (ruleId) => weights[ruleId] ?? {});
const source = `import type { EvidenceRuleId } from "../finding.ts";
import type { Weights } from "./score.ts";

/**
 * Points of each kind of evidence, by rule; \`npm run fit\` fits them to plans that readers labelled. A row is
 * satisfied from 1 point on.
 */
export const weights: Readonly<Record<EvidenceRuleId, Weights>> = ${JSON.stringify(weights)};

/** How much each trait of a passage speaks for showing it first, fitted to the lines that readers point at. */
export const passageWeights: Weights = ${JSON.stringify(traits)};
`;
const text = await format(source, { ...(await resolveConfig(path)), filepath: path });
if (process.argv.includes("--check")) {
  if (text !== (await readFile(path, "utf8"))) {
    process.stderr.write(
      "src/plan/signals/weights.ts is not what the labelled plans give. Run `npm run fit`.\n",
    );
    process.exitCode = 1;
  }
} else await writeFile(path, text);
