import { count, enough, fromBlock, hasColumn, mentions, says, type Candidate } from "../signals/evidence.ts";
import { findNotApplicable } from "../signals/not-applicable.ts";
import type { Block, Reading } from "../reading/plan.ts";
import type { EvidenceRule } from "../rule.ts";
import { readCode } from "../signals/code-signals.ts";
import { blocksOutside, documents, underTopic } from "../signals/topic-blocks.ts";

const identifierList = /(?:[\p{L}_`][\p{L}\p{N}_`?.]*(?:\s?\([^()]{0,40}\))?\s?[,\u3001/|]\s?){2}[\p{L}_`]/u;

/** Fields, columns, types, or entities and what they hold. */
export const dataModels: EvidenceRule = {
  id: "data-models",
  title: "Data models",
  group: "section",
  defaultSeverity: "error",
  topics: ["data-models", "storage"],
  collect: (reading) => [...underTopic(reading, "data-models", weigh), ...scattered(reading)],
  excuse: (reading) => findNotApplicable(reading.plan, { topics: ["data-models", "storage"], phrase: "no-data-change", sibling: /data-model\.md/u, grounds: ["ground", "no-data-change"] }),
  docs: {
    wants:
      "The fields, columns or types of what the feature stores or passes on, or its entities with what each holds.",
    why: "Data outlives code: a shape that nobody looked at before the merge becomes a migration after it.",
    notes: [
      "Types in a code block, a table of fields, a list of entities with what they hold, and the volumes of a stack count, under any heading.",
      "The name of a database, a list of bare names, and `see data-model.md` without that file do not.",
      "`Storage: N/A — stateless` is an answer, because it says why; `Storage: N/A` is not.",
    ],
    instruction: "List each entity with its fields and their types, or say why there is no data to model.",
    good: `## Data model

| Field        | Type         | Meaning                  |
| ------------ | ------------ | ------------------------ |
| \`id\`         | uuid         | primary key              |
| \`email\`      | text, unique | where to write to        |
| \`expires_at\` | timestamp    | when the invitation ends |
`,
    bad: `## Data model

See data-model.md.
`,
  },
};

function weigh(block: Block): number {
  if (block.kind === "code") return weighCode(block);
  if (!says(block)) return 0;
  if (identifierList.test(block.text) || block.codes.length >= 3) return 0.6;
  if (block.substance === "described") return 0.4;
  return count(block, "data") >= 2 ? 0.3 : 0.15;
}

function weighCode(block: Block): number {
  const code = readCode(block);
  if (code.fields >= 2) return enough;
  return code.keys >= 2 ? 0.8 : 0;
}

function scattered(reading: Reading): readonly Candidate[] {
  return documents(reading).flatMap((document) =>
    blocksOutside(document, ["data-models"]).map((block) => fromBlock(block, weighElsewhere(block))),
  );
}

function weighElsewhere(block: Block): number {
  if (block.kind === "code") return readCode(block).fields >= 2 ? enough : 0;
  if (!says(block)) return 0;
  const isFieldRow = hasColumn(block, "data");
  if (isFieldRow) return 0.4;
  if (!mentions(block, "data")) return 0;
  return identifierList.test(block.text) ? 0.4 : 0;
}
