import { countWords } from "../reading/fold.ts";
import type { Block } from "../reading/plan.ts";
import { blockPassage, blockText, says } from "../signals/evidence.ts";
import type { Topic } from "../vocabulary/vocabulary.ts";
import { count, type SpecRule, wordsIn } from "./spec-rule.ts";

const numbered = /^[\s*_`[(]*(?:[A-Z]{1,5}[-. ]?)?\d{1,4}(?:\.\d{1,3})*[\])*_`]*[:.)\s\u2013-]/u;
const fewestNamed = 2;
const fewestPlain = 3;
const fewestWords = 4;
const mostWords = 60;
const elsewhere: readonly Topic[] = ["open-questions", "out-of-scope", "dependencies", "failure-modes"];

/** Each requirement stands by itself. */
export const specAtomic: SpecRule = {
  id: "spec-atomic",
  title: "Specification: atomic",
  group: "hygiene",
  defaultSeverity: "warning",
  docs: {
    wants: "Requirements one by one, each of which says one thing.",
    why: "What is said in one breath is built, tested and forgotten in one: nobody can tell which half is missing.",
    notes: [
      "Items of a list, rows of a table and fields count: two that bear a number or oblige (`must`), or three of any kind.",
      "An item that obliges twice, or goes on for more than sixty words, is several requirements.",
      "Open questions, dependencies and what is out of scope are no requirements.",
      "It is judged where the config says `spec: with-plan`, as a warning, and where it says `spec: approved`, as an error.",
    ],
    instruction:
      "Write each requirement as an item of its own with a number, and split those that ask for two things.",
    good: `# Invitations

- FR-1: An administrator must be able to invite people by e-mail.
- FR-2: An invitation must expire after seven days.
`,
    bad: `# Invitations

- FR-1: An administrator must be able to invite people, and an invitation must expire after seven days.
- FR-2: Accepting an invitation must create an account.
`,
  },
  look: (spec) => {
    const listed = spec.blocks.filter(isListed);
    const named = listed.filter((block) => numbered.test(blockText(block)) || obligations(block) > 0);
    const requirements = named.length >= fewestNamed ? named : listed;
    const isListedEnough = named.length >= fewestNamed || listed.length >= fewestPlain;
    const several = listed.filter((block) => obligations(block) > 1 || countWords(block.text) > mostWords);
    if (several.length > 0) {
      const message = `${count(several, "requirement asks", "requirements ask")} for more than one thing.`;
      return { isEnough: false, message, passages: several.map(blockPassage) };
    }
    const message = isListedEnough
      ? `Found ${count(requirements, "requirement", "requirements")}, each by itself.`
      : "No list of requirements: two with a number or a `must`, or three of any kind, would be enough.";
    return { isEnough: isListedEnough, message, passages: requirements.map(blockPassage) };
  },
};

function isListed(block: Block): boolean {
  if (block.kind !== "item" && block.kind !== "row" && block.kind !== "field") return false;
  const { about } = block.section;
  const isElsewhere = elsewhere.some((topic) => about.has(topic) || block.keyTopics.has(topic));
  return !isElsewhere && says(block) && countWords(block.text) >= fewestWords;
}

function obligations(block: Block): number {
  return wordsIn(block).filter(({ label }) => label === "must").length;
}
