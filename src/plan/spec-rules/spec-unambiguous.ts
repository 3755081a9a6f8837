import { findPlaceholders } from "../rules/no-placeholders.ts";
import type { Block } from "../reading/plan.ts";
import { blockPassage, says } from "../signals/evidence.ts";
import { count, isVague, type SpecRule } from "./spec-rule.ts";

/** It can be read in one way. */
export const specUnambiguous: SpecRule = {
  id: "spec-unambiguous",
  title: "Specification: no ambiguity",
  group: "hygiene",
  defaultSeverity: "warning",
  docs: {
    wants: "Nothing open, and no word that leaves open how much: `fast`, `appropriate`, `as needed`.",
    why: "Two readers of a vague word approve two specifications, and an agent builds a third.",
    notes: [
      "A vague word beside a number is none: `fast: within 200 ms`.",
      "Gaps of a template, open marks, and what stands below `Open questions` are open.",
      "It is judged in fifteen languages, where the config says `spec: with-plan`, as a warning, and where it says `spec: approved`, as an error.",
    ],
    instruction: "Answer what is open, and give a number, a list or an example in the place of a vague word.",
    good: `# Search

- FR-1: The first ten results must be shown within 200 ms.
- FR-2: Results must be sorted by date, the newest first.
`,
    bad: `# Search

- FR-1: Results must be shown fast.
- FR-2: Results must be sorted in an appropriate way.
`,
  },
  look: (spec) => {
    const gaps = findPlaceholders({ plan: spec, siblings: [] });
    const lines = new Set(gaps.map(({ startLine }) => startLine));
    const unclear = spec.blocks.filter(
      (block) => !lines.has(block.startLine) && (isOpen(block) || (block.kind !== "code" && isVague(block))),
    );
    const passages = [...gaps, ...unclear.map(blockPassage)].toSorted((a, b) => a.startLine - b.startLine);
    const isEnough = passages.length === 0;
    const message = isEnough
      ? "Nothing is open or vague."
      : `${count(passages, "passage is", "passages are")} open or vague.`;
    return { isEnough, message, passages };
  },
};

/** A question that is written down is not answered. */
function isOpen(block: Block): boolean {
  return block.section.about.has("open-questions") && says(block) && !isSettled(block);
}

function isSettled(block: Block): boolean {
  return block.hits.some(({ label }) => label === "settled" || label === "negation");
}
