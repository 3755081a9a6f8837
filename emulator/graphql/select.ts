import type { Field, Selection, Value } from "./parse-query.ts";

/** A thing of GitHub's graph: its type, and how to get each field that is modelled. */
export interface Node {
  readonly typeName: string;
  readonly fields: Readonly<Record<string, (args: Field["args"]) => Resolved>>;
}

/** What a field can be. */
export type Resolved = Node | readonly Resolved[] | string | number | boolean | null;

/** A field GitHub, or this emulator, does not have. */
class UnknownFieldError extends Error {
  override readonly name = "UnknownFieldError";
}

/** The fields asked for, and no others. */
export function select(node: Node, selections: readonly Selection[]): Record<string, Value> {
  const chosen: Record<string, Value> = {};
  for (const selection of selections) {
    if (selection.type === "field") chosen[selection.alias] = selectField(node, selection);
    else if (fits(node, selection.on)) Object.assign(chosen, select(node, selection.selections));
  }
  return chosen;
}

function selectField(node: Node, field: Field): Value {
  if (field.name === "__typename") return node.typeName;
  const resolve = node.fields[field.name];
  if (resolve === undefined) {
    throw new UnknownFieldError(`Field '${field.name}' doesn't exist on type '${node.typeName}'`);
  }
  return shape(resolve(field.args), field.selections);
}

function shape(value: Resolved, selections: readonly Selection[]): Value {
  if (value === null || typeof value !== "object") return value;
  return "typeName" in value ? select(value, selections) : value.map((item) => shape(item, selections));
}

function fits({ typeName, fields }: Node, on: string | null): boolean {
  const interfaces = [
    ...("body" in fields ? ["Comment"] : []),
    ...("isMinimized" in fields ? ["Minimizable"] : []),
    ...("login" in fields ? ["Actor"] : []),
    "Node",
  ];
  return on === null || on === typeName || interfaces.includes(on);
}
