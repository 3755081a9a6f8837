import { countContent, hasColumn, isNearest, named, standing, type Exhibit } from "../signals/exhibit.ts";
import { findTypedFields, isDistinctFieldName, isFieldName, listedNames } from "../signals/field-signals.ts";
import type { Add, Kind } from "../signals/score.ts";

export const kinds: Readonly<Record<string, Kind>> = {
  "code-field": { one: "field of a type in code", several: "fields of types in code", full: 3 },
  "code-key": { one: "key of an example document", several: "keys of an example document", full: 3 },
  "field-row": { one: "row of a table of fields", several: "rows of a table of fields", full: 3 },
  "typed-field": { one: "field with its type", several: "fields with their types", full: 2 },
  "typed-field-elsewhere": { one: "field with its type", several: "fields with their types", full: 3 },
  "listed-field": { one: "field of a list", several: "fields of lists", full: 4 },
  "named-field": { one: "field by name", several: "fields by name", full: 3 },
  "named-field-elsewhere": { one: "field by name", several: "fields by name", full: 4 },
  "listed-elsewhere": { one: "", several: "", full: 4 },
  "described-entity": { one: "entity with what it holds", several: "entities with what they hold", full: 3 },
  "data-change": { one: "change of a table or type", several: "changes of tables or types", full: 2 },
  promised: { one: "heading", several: "headings", full: 1 },
  stored: { one: "statement about storage", several: "statements about storage", full: 2 },
};

export function find(exhibit: Exhibit, add: Add): void {
  const { block, code } = exhibit;
  const under = standing(exhibit, "data-models");
  if (code !== null) {
    for (let at = 0; at < code.fields; at += 1) add("code-field", `${block.path}:${block.startLine}:${at}`);
    if (under > 0) for (let at = 0; at < code.keys; at += 1) add("code-key", `${block.startLine}:${at}`);
    return;
  }
  if (exhibit.said.length === 0) return;
  const near = isNearest(exhibit, ["data-models", "storage"]);
  if (hasColumn(exhibit, "data") && block.cells.length >= 2 && !hasColumn(exhibit, "contract") && !standing(exhibit, "testing")) {
    add("field-row", `${block.section.startLine}:${block.cells[0] ?? ""}`);
  }
  const data = named(exhibit, "data");
  const names = exhibit.codes.filter(isFieldName);
  for (const field of findTypedFields(exhibit.text)) add(under > 0 ? "typed-field" : "typed-field-elsewhere", field.toLowerCase());
  if (under > 0 && near) {
    add("promised", "1");
    for (const statement of exhibit.said) for (const field of listedNames(statement.text)) add("listed-field", field.toLowerCase());
    for (const field of names) add("named-field", field.toLowerCase());
    const content = exhibit.said.reduce((sum, each) => sum + countContent(each, [], block.section.title.toLowerCase()), 0);
    if (block.substance === "described" && content >= 3) add("described-entity", block.text.slice(0, 40).toLowerCase());
  } else if (data.length > 0) {
    for (const field of names.filter(isDistinctFieldName)) add("named-field-elsewhere", field.toLowerCase());
    for (const statement of exhibit.said) if (statement.hits.some((hit) => hit.label === "data")) for (const field of listedNames(statement.text)) add("listed-elsewhere", field.toLowerCase());
    if (names.length > 0) add("data-change", `${block.startLine}`);
  }
  if (standing(exhibit, "storage") > 0) add("stored", `${block.startLine}`);
}
