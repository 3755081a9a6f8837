import type { Block } from "../reading/plan.ts";
import { blockPassage, says, sectionPassage } from "../signals/evidence.ts";
import { topicSections } from "../signals/topic-blocks.ts";
import { count, type SpecRule } from "./spec-rule.ts";

/** It says what it needs. */
export const specDependencies: SpecRule = {
  id: "spec-dependencies",
  title: "Specification: dependencies identified",
  group: "hygiene",
  defaultSeverity: "warning",
  docs: {
    wants: "What it depends on: other features, services, people, data; or that it depends on nothing.",
    why: "A dependency that nobody names is found while it is built, by whoever waits for it.",
    notes: [
      "A section, a row or a field about dependencies, prerequisites or external services counts, with something in it.",
      '"No external dependencies" counts wherever it stands.',
      "It is judged where the config says `spec: with-plan`, as a warning, and where it says `spec: approved`, as an error.",
    ],
    instruction: "Add a section such as `## Dependencies` that names each, or says that there is none.",
    good: `# Invitations

## Dependencies

- F-3 (accounts): an invitation makes one.
- The mail service of operations.
`,
    bad: `# Invitations

An administrator invites people by e-mail.

## Dependencies

TBD
`,
  },
  look: (spec) => {
    const named = spec.blocks.filter(isDependency);
    if (named.length > 0) {
      const message = `Found ${count(named, "passage", "passages")} on what it depends on.`;
      return { isEnough: true, message, passages: named.map(blockPassage) };
    }
    const empty = topicSections(spec, "dependencies").map(sectionPassage);
    const why = empty.length === 0 ? "Nothing says" : "The section does not say";
    return { isEnough: false, message: `${why} what it depends on.`, passages: empty };
  },
};

function isDependency(block: Block): boolean {
  if (!says(block)) return false;
  const isAbout = block.section.about.has("dependencies") || block.keyTopics.has("dependencies");
  return isAbout || block.hits.some(({ label }) => label === "no-dependency");
}
