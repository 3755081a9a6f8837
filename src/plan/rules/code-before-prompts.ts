import { enough, fromBlock, says, type Candidate } from "../signals/evidence.ts";
import type { Block, Document, Reading } from "../reading/plan.ts";
import { principleExcuse, principleRows } from "../signals/principle-rows.ts";
import type { EvidenceRule } from "../rule.ts";
import { isProgram, readCode } from "../signals/code-signals.ts";
import { findEndpoints, findSourcePaths } from "../signals/inline-signals.ts";
import { documents } from "../signals/topic-blocks.ts";

/** The work is code or configuration, not instructions to a model. */
export const codeBeforePrompts: EvidenceRule = {
  id: "code-before-prompts",
  title: "Code before prompts",
  group: "principle",
  defaultSeverity: "error",
  topics: ["code-before-prompts"],
  collect: (reading: Reading) => [
    ...principleRows(reading, "code-before-prompts"),
    ...documents(reading).flatMap(demonstrated),
  ],
  excuse: (reading: Reading) => principleExcuse(reading, "code-before-prompts"),
  docs: {
    wants:
      "Code or configuration that does the work: modules, functions, scripts, infrastructure as code. Prompts only where code cannot do it.",
    why: "Code gives the same answer tomorrow, can be tested, and costs nothing to run again; a prompt gives none of that.",
    notes: [
      "Source files with what changes in them, code blocks, or a principle row with text count.",
      "A bare tick beside the principle does not.",
    ],
    instruction:
      "Name the modules or files that do the work, or say in a principle row why a prompt is needed.",
    good: `## Constitutional compliance

- [x] **Code before prompts:** the token check is a pure function in \`src/token.ts\`; no model is called.
`,
    bad: `## Constitutional compliance

- [x] **Code before prompts:** ✓
`,
  },
};

function demonstrated(document: Document): readonly Candidate[] {
  const seen = new Set<string>();
  return document.blocks.map((block) => fromBlock(block, weigh(block, seen)));
}

function weigh(block: Block, seen: Set<string>): number {
  if (block.kind === "code") return weighCode(block);
  if (!says(block)) return 0;
  const isAboutPrompts = block.hits.some((hit) => hit.label === "prompt");
  const paths = fresh(findSourcePaths(block.text), seen) * 0.35;
  const words = fresh(
    block.hits.filter((hit) => hit.label === "code").map((hit) => block.folded.slice(hit.start, hit.end)),
    seen,
  );
  const tools = fresh(
    block.hits
      .filter((hit) => hit.label === "technology")
      .map((hit) => block.folded.slice(hit.start, hit.end)),
    seen,
  );
  const endpoints = findEndpoints(block.text).length * 0.2;
  return Math.min(enough / 2, paths + endpoints + words * 0.17 + tools * 0.1) * (isAboutPrompts ? 0.3 : 1);
}

/** Programs are code; a file tree without a language supports, but does not carry, the row. */
function weighCode(block: Block): number {
  const language = block.language;
  if (isProgram(language)) return enough;
  const code = readCode(block);
  if (code.keys + code.usages >= 2) return enough / 2;
  const isTree = /[\u2500-\u257f]/u.test(block.text);
  return isTree ? Math.min(enough / 2, findSourcePaths(block.text).length * 0.1) : 0;
}

function fresh(words: readonly string[], seen: Set<string>): number {
  let count = 0;
  for (const word of words) {
    if (!seen.has(word)) count += 1;
    seen.add(word);
  }
  return count;
}
