import { enough, fromBlock, fromSection, mentions, says, type Candidate } from "../signals/evidence.ts";
import { findNotApplicable } from "../signals/not-applicable.ts";
import type { Block, Document, Reading, Table } from "../reading/plan.ts";
import type { EvidenceRule } from "../rule.ts";
import { blocksOutside, documents, underTopic } from "../signals/topic-blocks.ts";

const effectKey = /\b(?:impact|mitigation|mitigaci[oó]n|mitiga[cç][aã]o|risk|risiko)\b/iu;

/** What can fail or go wrong, each with its effect or what is done about it. */
export const failureModes: EvidenceRule = {
  id: "failure-modes",
  title: "Failure modes",
  group: "section",
  defaultSeverity: "error",
  topics: ["failure-modes"],
  collect: (reading: Reading) => [
    ...underTopic(reading, "failure-modes", weigh),
    ...documents(reading).flatMap((document) => [
      ...riskTables(document),
      ...answeredRisks(document),
      ...edgeCases(document),
    ]),
  ],
  excuse: (reading) => findNotApplicable(reading.plan, { topics: ["failure-modes"], phrase: null, sibling: null, grounds: ["nothing-runs"] }),
  docs: {
    wants:
      "A table or list of what can fail or go wrong, each with its effect or with what is done about it.",
    why: "The reviewer approves the risks with the plan; risks that are not written down are approved unseen.",
    notes: [
      "A risk table with mitigations counts, whatever its title; so does a list of failures with how each is noticed and what happens then.",
      "A single failure in passing, a list of risks without any answer, and a template's `[Risk 1]` row do not.",
    ],
    instruction: "Add a table: what fails, how it is noticed, what happens then.",
    good: `## Failure modes

| What fails               | How it is noticed | What happens then                          |
| ------------------------ | ----------------- | ------------------------------------------ |
| The mail service is down | the queue grows   | invitations are sent late, nothing is lost |
| The database is full     | inserts fail      | the form says so, an alert goes out        |
`,
    bad: `## Failure modes

| Risk     | Impact       | Mitigation |
| -------- | ------------ | ---------- |
| [Risk 1] | High/Med/Low | [Strategy] |
`,
  },
};

function weigh(block: Block): number {
  if (!says(block) || block.kind === "code") return 0;
  if (block.kind === "row") return 0.5;
  const answers = mentions(block, "effect") || isEffectField(block);
  if (answers && block.substance === "described") return 0.35;
  return block.substance === "described" ? 0.3 : 0.1;
}

function isEffectField(block: Block): boolean {
  return block.kind === "field" && block.key !== null && effectKey.test(block.key);
}

/** Tables with a column of risks and one of effects or answers, wherever they stand. */
function riskTables(document: Document): readonly Candidate[] {
  const rows = blocksOutside(document, ["failure-modes"]).filter(
    (block) => block.table !== null && isRiskTable(block.table) && says(block),
  );
  return rows.map((row) => fromBlock(row, enough / 2));
}

function isRiskTable(table: Table): boolean {
  const names = table.columns.slice(0, 1).some((column) => column.has("risk") || column.has("failure"));
  return names && table.columns.slice(1).some((column) => column.has("effect"));
}

/** "Mitigation: …" below something that is not called a risk. */
function answeredRisks(document: Document): readonly Candidate[] {
  return blocksOutside(document, ["failure-modes"])
    .filter((block) => says(block) && isEffectField(block))
    .map((block) => fromBlock(block, 0.2));
}

/** Edge cases with how each is handled come close. */
function edgeCases(document: Document): readonly Candidate[] {
  return document.sections
    .filter((section) => section.topics.has("edge-cases"))
    .map((section) => {
      const described = section.blocks.filter((block) => block.substance === "described").length;
      return fromSection(section, Math.min(0.7, described * 0.2));
    });
}
