import { count, enough, fromBlock, mentions, says, type Candidate } from "../signals/evidence.ts";
import { countWords } from "../reading/fold.ts";
import { findNotApplicable } from "../signals/not-applicable.ts";
import type { Block, Document, Reading } from "../reading/plan.ts";
import type { EvidenceRule } from "../rule.ts";
import { blocksOutside, documents, topicSections, underTopic } from "../signals/topic-blocks.ts";

const featureId = /\b(?:[A-Z]{1,4}-?\d{1,4}|\d{3}-[a-z][\w-]+)\b/u;

/** Libraries, tools, services and features that the work rests on. */
export const dependencies: EvidenceRule = {
  id: "dependencies",
  title: "Dependencies",
  group: "section",
  defaultSeverity: "error",
  topics: ["dependencies", "stack"],
  collect: (reading: Reading) => [
    ...underTopic(reading, "dependencies", weigh),
    ...underTopic(reading, "stack", weighStack),
    ...documents(reading).flatMap((document) => [...manifests(document), ...inProse(document)]),
  ],
  excuse: (reading) => findNotApplicable(reading.plan, { topics: ["dependencies"], phrase: "no-dependency", sibling: null, grounds: ["ground", "no-dependency"] }),
  docs: {
    wants: "The libraries, tools, services and other features that the work rests on, by name.",
    why: "A dependency is somebody else's code, schedule and license; the reviewer decides whether to take it on.",
    notes: [
      "A list of packages, a stack table, prerequisites with external services, and the ids of other features count.",
      'A version alone, and a column of task ids called "Dependencies", do not.',
      "`None: only the standard library` is an answer, because it says why.",
    ],
    instruction:
      "List what the work rests on, inside and outside the repository, or say why there is nothing.",
    good: `## Dependencies

- Internal: \`src/mail.ts\` from F-12, merged.
- External: the mail provider's HTTP API; PostgreSQL 16.
`,
    bad: `## Dependencies

- [list]
`,
  },
};

function weigh(block: Block): number {
  if (block.kind === "code") return block.language === "json" || block.language === "toml" ? 0.8 : 0;
  if (!says(block)) return 0;
  if (/^(?:(?:tasks?|t)[- ]?\d+[\s,]*)+$/iu.test(block.text)) return 0;
  const parts = block.text.split(/[,;\u3001]/u).length;
  const names = Math.max(count(block, "technology") + block.codes.length, parts > 1 ? parts : 0);
  if (block.kind === "field" && (names >= 1 || countWords(block.text) >= 4)) return names >= 2 ? enough : 0.7;
  if (names >= 1 || featureId.test(block.text)) return 0.6;
  return countWords(block.text) >= 2 ? 0.5 : 0.35;
}

function weighStack(block: Block): number {
  if (!says(block) || block.kind === "code") return 0;
  return mentions(block, "technology") || block.codes.length > 0 ? 0.4 : 0.3;
}

/** `"dependencies": { … }` in a package manifest. */
function manifests(document: Document): readonly Candidate[] {
  return blocksOutside(document, ["dependencies"])
    .filter(
      (block) =>
        block.kind === "code" && /"(?:dev)?dependencies"\s*:|^\[(?:dev-)?dependencies\]/imu.test(block.text),
    )
    .map((block) => fromBlock(block, enough));
}

/** Named libraries that prose says will be used, and lists of them below other headings. */
function inProse(document: Document): readonly Candidate[] {
  const known = new Set(topicSections(document, "dependencies").flatMap((section) => section.blocks));
  const blocks = blocksOutside(document, ["dependencies", "stack", "testing"]).filter(
    (block) => !known.has(block) && says(block),
  );
  const seen = new Set<string>();
  return blocks.map((block) => {
    let fresh = 0;
    for (const hit of block.hits) {
      if (hit.label !== "technology") continue;
      const name = block.folded.slice(hit.start, hit.end);
      if (!seen.has(name)) fresh += 1;
      seen.add(name);
    }
    const usesLibrary = mentions(block, "library") && block.codes.length > 0;
    return fromBlock(block, Math.min(0.4, fresh * 0.1 + (usesLibrary ? 0.1 : 0)));
  });
}
