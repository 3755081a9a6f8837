import { enough, fromBlock, mentions, says, type Candidate } from "../signals/evidence.ts";
import { countWords } from "../reading/fold.ts";
import { findNotApplicable } from "../signals/not-applicable.ts";
import type { Block, Document, Reading } from "../reading/plan.ts";
import type { EvidenceRule } from "../rule.ts";
import { readCode } from "../signals/code-signals.ts";
import { findTestFiles, isCommand } from "../signals/inline-signals.ts";
import { blocksOutside, documents, underTopic } from "../signals/topic-blocks.ts";

/** What is tested and how. */
export const testing: EvidenceRule = {
  id: "testing",
  title: "Testing strategy",
  group: "section",
  defaultSeverity: "error",
  topics: ["testing", "verification"],
  collect: (reading: Reading) => [
    ...underTopic(reading, "testing", weigh),
    ...underTopic(reading, "verification", weighVerification),
    ...documents(reading).flatMap(elsewhere),
  ],
  excuse: (reading) => findNotApplicable(reading.plan, { topics: ["testing"], phrase: null, sibling: null, grounds: ["nothing-runs"] }),
  docs: {
    wants: "What is tested and how: kinds of test with their target, cases, files or commands.",
    why: "A plan that cannot say how it will be checked cannot say when it is done.",
    notes: [
      "A list of cases, kinds of test with what they cover, test files, and the commands of a manual check count; so does a phase of validation tasks.",
      "The names of frameworks alone, and one test file in a table of changes, do not.",
    ],
    instruction: "Name the cases that must hold, what kind of test covers each, and how to run them.",
    good: `## Testing strategy

- Unit: expired, used and unknown tokens are refused.
- Integration: \`POST /invitations\` against a real database stores one row and queues one mail.
- By hand: \`npm run invite -- me@example.org\` on staging, the mail arrives.
`,
    bad: `## Testing strategy

Jest.
`,
  },
};

function weigh(block: Block): number {
  if (block.kind === "code")
    return Math.min(enough, readCode(block).tests * 0.5 + readCode(block).usages * 0.25);
  if (!says(block)) return 0;
  const kinds = new Set(block.hits.filter((hit) => hit.label === "test-kind").map((hit) => hit.start));
  const tools = block.hits.filter((hit) => hit.label === "test-tool" || hit.label === "technology");
  const named = tools.reduce((sum, hit) => sum + countWords(block.folded.slice(hit.start, hit.end)), 0);
  const rest = countWords(block.text) - named;
  const words =
    rest >= 18 ? 0.8 : rest >= 12 ? 0.6 : rest >= 8 ? 0.4 : rest >= 3 ? 0.25 : rest >= 2 ? 0.1 : 0;
  return Math.min(enough, words + kinds.size * 0.25 + (tools.length > 0 ? 0.15 : 0));
}

/** Criteria count where they say how they are checked. */
function weighVerification(block: Block): number {
  if (block.kind === "code") return Math.min(0.6, readCode(block).usages * 0.3);
  if (!says(block)) return 0;
  const isChecked = mentions(block, "test") || block.codes.some(isCommand);
  if (isChecked) return 0.34;
  return block.codes.length > 0 || /\d/u.test(block.text) ? 0.2 : 0.05;
}

function elsewhere(document: Document): readonly Candidate[] {
  const seen = new Set<string>();
  return blocksOutside(document, ["testing", "verification"]).map((block) => {
    const files = findTestFiles(block.text).filter((file) => !seen.has(file));
    files.forEach((file) => seen.add(file));
    if (block.kind === "code")
      return fromBlock(block, Math.min(0.6, files.length * 0.15 + readCode(block).tests * 0.3));
    if (!says(block)) return fromBlock(block, 0);
    const kind = mentions(block, "test-kind") && mentions(block, "test") ? 0.2 : 0;
    return fromBlock(block, Math.min(0.4, kind + files.length * 0.15));
  });
}
