import { countContent } from "../reading/content.ts";
import type { EvidenceRule } from "../rule.ts";
import { contentOf, hasColumn, isNearest, isUnder, mentions, type Exhibit } from "../signals/exhibit.ts";
import { holdsSeveral, isDistinctFieldName, isFieldName, listedNames } from "../signals/field-signals.ts";
import {
  addedFields,
  addedInTree,
  enumeratedFields,
  isComposition,
  isShape,
  namesOfOneType,
} from "../signals/named-fields.ts";
import { places, type Add, type EvidenceKind } from "../signals/score.ts";

const kinds: Readonly<Record<string, EvidenceKind>> = {
  "typed-field": { one: "field with its type", several: "fields with their types", full: 2, expected: 1.2 },
  "field-row": {
    one: "row of a table of fields",
    several: "rows of a table of fields",
    full: 2,
    expected: 1.2,
  },
  "code-field": {
    one: "field of a type in code",
    several: "fields of types in code",
    full: 3,
    expected: 1.2,
  },
  "named-field": { one: "field by its name", several: "fields by their names", full: 3, expected: 0.6 },
  "listed-field": { one: "entry of a list", several: "entries of lists", full: 4, expected: 0.5 },
  "listed-column": {
    one: "list of columns",
    several: "lists of columns",
    full: 2,
    expected: 1.2,
  },
  entity: {
    one: "entity with what it holds",
    several: "entities with what they hold",
    full: 3,
    expected: 1.1,
  },
  "entity-parts": {
    one: "entity with the things it holds",
    several: "entities with the things they hold",
    full: 1,
    expected: 1.2,
  },
  "code-change": {
    one: "change of a table in code",
    several: "changes of tables in code",
    full: 1,
    expected: 1.1,
  },
  "code-key": { one: "key of an example", several: "keys of examples", full: 3, expected: 0.5 },
  "code-key-elsewhere": {
    one: "key of an example under another heading",
    several: "keys of examples under other headings",
    full: 6,
  },
  "typed-change": {
    one: "new field with its type",
    several: "new fields with their types",
    full: 1,
    expected: 1.2,
  },
  "typed-line": {
    one: "line that is a field and its type",
    several: "lines that are a field and its type",
    full: 3,
    expected: 1.2,
  },
  "typed-field-elsewhere": {
    one: "field with its type under another heading",
    several: "fields with their types under other headings",
    full: 3,
    expected: 0.5,
  },
  "named-field-elsewhere": {
    one: "field by its name under another heading",
    several: "fields by their names under other headings",
    full: 4,
  },
  "listed-elsewhere": {
    one: "entry of a list about data",
    several: "entries of lists about data",
    full: 4,
    expected: 0.5,
  },
  "data-change": { one: "change of a table or a type", several: "changes of tables or types", full: 2 },
  "enumerated-field": {
    one: "entry of a list of fields in prose",
    several: "entries of lists of fields in prose",
    full: 3,
    expected: 1.1,
  },
  shape: {
    one: "shape of an object by its keys",
    several: "shapes of objects by their keys",
    full: 1,
    expected: 1.1,
  },
  "added-field": {
    one: "new field by its name",
    several: "new fields by their names",
    full: 2,
    expected: 1.1,
  },
  composition: {
    one: "type and what it is put together of",
    several: "types and what they are put together of",
    full: 1,
    expected: 1.1,
  },
  stored: { one: "statement under storage", several: "statements under storage", full: 2 },
};

/** A table or a column that there was not before. */
const added =
  /(?<!\w)(?:new|(?:adds?|creates?) (?:an?|one|two|three|four|\d{1,2})) (?:[\w`]{1,24} ){0,2}(?:table|column|collection|entit(?:y|ie))s?(?!\w)|\bneuen? (?:tabellen?|spalten?)\b|\bnouvelles? (?:tables?|colonnes?)\b|\b(?:tablas?|columnas?) nuevas?\b|\bnuevas? (?:tablas?|columnas?)\b|\bnovas? (?:tabelas?|colunas?)\b|\bnuov[ae] (?:tabell[ae]|colonn[ae])\b|(?<![不无無没沒])新增(?:数据|資料)?表|新しいテーブルを|新規テーブルを/u;

/** Fields, columns, types, or entities and what they hold. */
export const dataModels: EvidenceRule = {
  id: "data-models",
  title: "Data models",
  group: "section",
  defaultSeverity: "error",
  topics: ["data-models", "storage"],
  kinds,
  find,
  excuse: {
    topics: ["data-models", "storage"],
    phrase: "no-data-change",
    added,
    sibling: /data-model\.md/u,
    grounds: ["ground", "no-data-change"],
  },
  docs: {
    wants:
      "The fields, columns or types of what the feature stores or passes on, or its entities with what each holds.",
    why: "Data outlives code: a shape that nobody looked at before the merge becomes a migration after it.",
    notes: [
      "Types in a code block, a table of fields, a list of entities with what they hold, and the volumes of a stack count, under any heading.",
      "The name of a database, a list of bare names, and `see data-model.md` without that file do not.",
      "`Storage: N/A — stateless` is an answer, because it says why; `Storage: N/A` is not.",
    ],
    instruction:
      "List each entity with its fields and their types, or say why there is no data to model: `None: the service is stateless`.",
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

/** A name, its type in a word or two, and no more than a few words about it. */
const typedLine =
  /^[`*]{0,3}[A-Za-z_]\w{0,40}[`*]{0,3}\??\s?[:(\u2014-]\s?[`"']?[A-Za-z]+\S{0,30}(?:,? \S{1,30}){0,6}$/u;

function find(exhibit: Exhibit, add: Add): void {
  const { block, code, place } = exhibit;
  // Beside the name of a file stands what that file is to hold one day.
  if (document.test(block.key ?? "")) return;
  const isAbout = isUnder(exhibit, "data-models");
  if (code !== null) {
    if (isNearest(exhibit, ["testing", "verification"])) return;
    if (!code.isProgram && block.text.length <= 20_000) add("added-field", addedInTree(block.text));
    add("code-field", places(place, code.fields, 8));
    add("code-change", places(place, code.changes, 2));
    add(isAbout ? "code-key" : "code-key-elsewhere", places(place, code.keys, 8));
    return;
  }
  if (isFieldRow(exhibit) && saysOfField(exhibit))
    add("field-row", `${String(block.section.startLine)}:${block.cells.slice(0, 1).join("")}`);
  if (isUnder(exhibit, "storage")) add("stored", place);
  const typed = lower(exhibit.typedFields);
  add(isAbout || isUnder(exhibit, "storage") ? "typed-field" : "typed-field-elsewhere", typed);
  if (typedLine.test(exhibit.text) && !isUnder(exhibit, "testing")) add("typed-line", typed);
  if (isAbout && isNearest(exhibit, ["data-models", "storage"])) findBelowHeading(exhibit, add);
  else if (mentions(exhibit, "data")) {
    add("typed-change", typed);
    findElsewhere(exhibit, add);
  }
  if (!isUnder(exhibit, "testing")) findByName(exhibit, add);
}

/** What names fields without their types, under any heading. */
function findByName(exhibit: Exhibit, add: Add): void {
  const { said, codes, place } = exhibit;
  for (const { text, hits } of said) {
    if (hits.some((hit) => hit.label === "hedge")) continue;
    if (!hits.some((hit) => hit.label === "test-kind" || hit.label === "technology"))
      add("enumerated-field", enumeratedFields(text));
    if (isComposition(text, codes)) add("composition", place);
    if (hits.some((hit) => hit.label === "data"))
      add(
        "added-field",
        addedFields(
          text,
          codes.filter((each) => text.includes(each)),
        ),
      );
    add("typed-change", lower(namesOfOneType(text, codes)));
  }
  if (codes.some(isShape)) add("shape", place);
}

function findBelowHeading(exhibit: Exhibit, add: Add): void {
  const { block, said, codes } = exhibit;
  for (const statement of said) {
    const names = lower(listedNames(statement.text));
    add("listed-field", names);
    if (names.filter(isColumnName).length >= 2) add("listed-column", statement.folded.slice(0, 80));
  }
  // Below the name of a file stands what that file is to hold one day.
  if (block.kind !== "row" && !/\.md\b/u.test(block.section.title))
    add(
      "entity-parts",
      said.filter(({ text }) => holdsSeveral(text)).map(({ folded }) => folded.slice(0, 80)),
    );
  add("named-field", lower(codes.filter(isFieldName)));
  const isNamedInCode = block.kind !== "row" && codes.some(isFieldName);
  if (block.substance === "described" && contentOf(exhibit, []) >= (isNamedInCode ? 2 : 3))
    add("entity", exhibit.place);
}

function findElsewhere(exhibit: Exhibit, add: Add): void {
  const names = lower(exhibit.codes.filter(isDistinctFieldName));
  add("named-field-elsewhere", names);
  if (names.length > 0) add("data-change", exhibit.place);
  for (const statement of exhibit.said) {
    if (statement.hits.some((hit) => hit.label === "data"))
      add("listed-elsewhere", lower(listedNames(statement.text)));
  }
}

/** A row about a document lists what is written, not what is stored. */
const document = /\.(?:md|mdx|adoc|rst|docx?|pdf)\b/iu;
/** Whether a row says something of what its first cell names: a type, or words that are not vague. */
function saysOfField({ block, said }: Exhibit): boolean {
  const [first = ""] = block.cells;
  return said.some(
    (each) =>
      !first.includes(each.text) && (countContent(each, ["filler"], "") > 0 || shortType.test(each.folded)),
  );
}

/** `id`, `pk`, `i8`: too short for a word of content. */
const shortType = /^[a-z][a-z0-9]{1,2}$/u;

function isFieldRow(exhibit: Exhibit): boolean {
  const [first = ""] = exhibit.block.cells;
  if (exhibit.said.length === 0 || exhibit.block.cells.length < 2 || document.test(first)) return false;
  return hasColumn(exhibit, "data") && !hasColumn(exhibit, "contract") && !isUnder(exhibit, "testing");
}

const column = /^(?:id|uuid|[a-z]{2,24} (?:id|at))$/u;

/** Whether a name of a list can hardly be anything but a column's: `id`, `created_at` without its line. */
function isColumnName(name: string): boolean {
  return column.test(name);
}

function lower(names: readonly string[]): readonly string[] {
  return names.map((name) => name.toLowerCase());
}
