import { enough, fromBlock, hasColumn, says, type Candidate } from "../signals/evidence.ts";
import type { Block, Document, Reading } from "../reading/plan.ts";
import { principleExcuse, principleRows } from "../signals/principle-rows.ts";
import type { EvidenceRule } from "../rule.ts";
import { isCode } from "../signals/code-signals.ts";
import { documents, topicStrength } from "../signals/topic-blocks.ts";
import type { Hit } from "../vocabulary/term-index.ts";
import type { Concept } from "../vocabulary/vocabulary.ts";

/** How far before a word a negation may stand, in characters. */
const negationReach = 8;
const locked = /--frozen-lockfile|\bnpm ci\b|--locked\b|--frozen\b|--require-hashes|@sha256:|--immutable\b/u;
const sentenceEnd = /[.!?;\u3002\uff1b](?:\s|$)|\s\|\s/gu;

/** Same input, same result: idempotent, pinned, seeded, locked, pure. */
export const deterministic: EvidenceRule = {
  id: "deterministic",
  title: "Deterministic where possible",
  group: "principle",
  defaultSeverity: "error",
  topics: ["deterministic"],
  collect: (reading: Reading) => [
    ...principleRows(reading, "deterministic"),
    ...documents(reading).flatMap(demonstrated),
  ],
  excuse: (reading: Reading) => principleExcuse(reading, "deterministic"),
  docs: {
    wants:
      "A statement that the same input gives the same result: idempotent steps, pinned versions, a lock file, a fixed seed, pure functions.",
    why: "What cannot be repeated cannot be debugged, reviewed or rolled back.",
    notes: [
      "Pinned image versions, `npm ci` with a lock file, a seeded generator, or a principle row with text count.",
      "Version numbers in a stack table, and version tags that are only recommended, do not: they pin nothing.",
      "That pure functions are unit-tested says something about tests, not about the design.",
    ],
    instruction:
      "Say what makes a second run give the same result: what is pinned, seeded, idempotent or pure.",
    good: `## Constitutional compliance

- [x] **Deterministic:** image versions are pinned by digest, \`npm ci\` installs from the lock file, and the import is idempotent.
`,
    bad: `## Deployment

Using fixed version tags instead of \`latest\` is recommended.
`,
  },
};

function demonstrated(document: Document): readonly Candidate[] {
  return document.blocks.map((block) => fromBlock(block, weigh(block)));
}

function weigh(block: Block): number {
  if (block.kind === "code") return isCode(block.language) && locked.test(block.text) ? enough : 0;
  if (!says(block) || block.keyTopics.has("deterministic")) return 0;
  const stated = block.hits.filter((hit) => isStatement(block, hit));
  if (stated.length === 0) return 0;
  const isAboutTests = topicStrength(block, "testing") > 0 && stated.every((hit) => isPure(block, hit));
  const isAboutRisks = hasColumn(block, "risk") || hasColumn(block, "effect");
  return isAboutTests || isAboutRisks ? enough / 2 : enough;
}

function isStatement(block: Block, hit: Hit<Concept>): boolean {
  if (hit.label !== "deterministic" && hit.label !== "same-result") return false;
  const [from, to] = sentenceAround(block.folded, hit);
  return !block.hits.some(
    (other) =>
      (other.label === "hedge" && other.start >= from && other.end <= to && !covers(hit, other)) ||
      (other.label === "negation" && other.end <= hit.start && hit.start - other.end <= negationReach),
  );
}

function covers(hit: Hit<Concept>, other: Hit<Concept>): boolean {
  return other.start >= hit.start && other.end <= hit.end;
}

function isPure(block: Block, hit: Hit<Concept>): boolean {
  return /\bpur/u.test(block.folded.slice(hit.start, hit.end));
}

function sentenceAround(folded: string, hit: Hit<Concept>): readonly [number, number] {
  let from = 0;
  for (const end of folded.matchAll(sentenceEnd)) {
    if (end.index >= hit.end) return [from, end.index];
    from = end.index;
  }
  return [from, folded.length];
}
