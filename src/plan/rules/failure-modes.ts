import { countContent } from "../reading/content.ts";
import type { EvidenceRule } from "../rule.ts";
import type { Statement } from "../reading/statements.ts";
import { contentOf, hasColumn, isNearest, isUnder, mentions, type Exhibit } from "../signals/exhibit.ts";
import { places, type Add, type EvidenceKind } from "../signals/score.ts";

const effectKey =
  /\b(?:impact|mitigation|mitigaci[o\u00f3]n|mitiga[c\u00e7][a\u00e3]o|mitigazione|att[e\u00e9]nuation|risk|risiko|risque|riesgo|risco|rischio|ma\u00dfnahme|gegenma\u00dfnahme|contingency)\b|[\u7f13\u7de9]\u89e3|\u5bf9\u7b56|\u5bfe\u7b56|\u5f71\u54cd|\u5f71\u97ff|\uc644\ud654|\ub300\uc751|\uc601\ud5a5/iu;
const answer = /\u2192|=>|->|\u21d2|:\s|\uff1a|\s[-\u2013\u2014]\s|\bso\b|\btherefore\b/u;

const kinds: Readonly<Record<string, EvidenceKind>> = {
  "risk-row": {
    one: "row with a failure and its answer",
    several: "rows with failures and their answers",
    full: 2,
    expected: 1.2,
  },
  answered: {
    one: "failure with its effect or answer",
    several: "failures with their effects or answers",
    full: 2,
    expected: 1.2,
  },
  "effect-field": { one: "answer to a failure", several: "answers to failures", full: 2, expected: 1.2 },
  described: {
    one: "described failure without an answer",
    several: "described failures without answers",
    full: 3,
  },
  row: { one: "row under the heading", several: "rows under the heading", full: 2, expected: 0.5 },
  "risk-elsewhere": {
    one: "risk with its answer under another heading",
    several: "risks with their answers under other headings",
    full: 3,
    expected: 0.5,
  },
  "effect-field-elsewhere": {
    one: "impact or mitigation under another heading",
    several: "impacts or mitigations under other headings",
    full: 2,
    expected: 0.5,
  },
  "edge-case": { one: "described edge case", several: "described edge cases", full: 4 },
};

/** What can fail or go wrong, each with its effect or what is done about it. */
export const failureModes: EvidenceRule = {
  id: "failure-modes",
  title: "Failure modes",
  group: "section",
  defaultSeverity: "error",
  topics: ["failure-modes"],
  kinds,
  find,
  excuse: { topics: ["failure-modes"], phrase: null, sibling: null, grounds: ["nothing-runs"] },
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

function find(exhibit: Exhibit, add: Add): void {
  const { block, place } = exhibit;
  if (exhibit.said.length === 0 || contentOf(exhibit, ["risk", "effect", "filler"]) < 2) return;
  if (block.kind === "row") {
    findInRow(exhibit, add);
    return;
  }
  const isRich = contentOf(exhibit, ["risk", "effect", "filler"]) >= 3;
  const isEffect = block.kind === "field" && effectKey.test(String(block.key));
  if (isUnder(exhibit, "failure-modes")) {
    if (isEffect && isRich && mentions(exhibit, "effect")) add("answered", place);
    else if (isEffect) add("effect-field", `${String(block.section.startLine)}:${String(block.key)}`);
    else if (isRich) addDescribed(exhibit, add);
    return;
  }
  if (isEffect) add("effect-field-elsewhere", place);
  if (!isRich) return;
  if (isUnder(exhibit, "edge-cases") && block.substance === "described") add("edge-case", place);
  const isRisk = mentions(exhibit, "risk") && mentions(exhibit, "effect");
  if (isRisk && !isNearest(exhibit, ["testing"])) add("risk-elsewhere", place);
}

function findInRow(exhibit: Exhibit, add: Add): void {
  if (contentOf(exhibit, ["risk", "effect", "failure", "filler"]) < 3) return;
  const isFailureFirst = exhibit.block.table?.columns.findIndex((column) => column.has("failure")) === 0;
  const names = isFailureFirst || hasColumn(exhibit, "risk");
  const isAbout = isUnder(exhibit, "failure-modes");
  if ((names || isAbout) && hasColumn(exhibit, "effect")) add("risk-row", exhibit.place);
  else if (isAbout) add("row", exhibit.place);
}

/** A paragraph may hold several failures, each with its own answer. */
function addDescribed(exhibit: Exhibit, add: Add): void {
  const answered = exhibit.said.filter(
    (statement) => isAnswered(statement) && wordsOf(statement, exhibit) >= 3,
  );
  const isOne = exhibit.block.kind === "field" || mentions(exhibit, "effect") || answer.test(exhibit.text);
  if (answered.length > 1) add("answered", places(exhibit.place, answered.length, 4));
  else add(isOne ? "answered" : "described", exhibit.place);
}

function wordsOf(statement: Statement, { title }: Exhibit): number {
  return countContent(statement, ["risk", "effect", "filler"], title);
}

function isAnswered({ text, hits }: Statement): boolean {
  return answer.test(text) || hits.some((hit) => hit.label === "effect");
}
