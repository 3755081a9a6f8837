import { isMap, isNode, isScalar, isSeq } from "yaml";
import type { Document, Node } from "yaml";
import type { z } from "zod";
import { knownKeys } from "./config-schema.ts";
import { nearestWord } from "./nearest-word.ts";
import { quoteValue } from "./quote-value.ts";
import { offsetOf } from "./yaml-problems.ts";

/** What is wrong, and the place in the text, as an offset. */
export interface Explanation {
  readonly offset: number;
  readonly message: string;
}

/** How many problems are told at most. */
export const maxProblems = 50;

/** What the schema expected, for issues that bring no phrase of their own: completes "expected …". */
export function expectation(issue: z.core.$ZodRawIssue): string {
  if (issue.code === "invalid_value") {
    const alternatives = new Intl.ListFormat("en-GB", { type: "disjunction" });
    return alternatives.format(issue.values.map((value) => `\`${String(value)}\``));
  }
  if (issue.code === "invalid_type" && issue.expected === "array") return "a list, such as `[a, b]`";
  if (issue.code === "invalid_type" && issue.expected === "boolean") return "`true` or `false`";
  return "settings, one `key: value` a line";
}

/** One issue of the schema in words, with the place in the YAML it is about; unknown keys each by itself. */
export function explainIssue(issue: z.core.$ZodIssue, document: Document): readonly Explanation[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.slice(0, maxProblems).map((key) => explainKey(issue.path, key, document));
  }
  const node = find(document.contents, issue.path);
  if (issue.code === "invalid_union") return explainUnion(issue, isMap(node), document);
  const name = issue.path.length === 0 ? "the file" : quoteValue(formatPath(issue.path));
  if (!isNode(node)) {
    const around = find(document.contents, issue.path.slice(0, -1));
    return [{ offset: offsetOf(around), message: `${name} is missing, expected ${issue.message}` }];
  }
  const message = `${name} ${describe(node)}, expected ${issue.message}${hint(issue, node)}`;
  return [{ offset: offsetOf(node), message }];
}

/** Of a value that may be a single word or settings: by the one that it looks like. The settings come last. */
function explainUnion(
  { errors, path }: z.core.$ZodIssueInvalidUnion,
  isSettings: boolean,
  document: Document,
): readonly Explanation[] {
  const meant = isSettings ? errors.slice(-1) : errors.slice(0, 1);
  return meant
    .flat()
    .flatMap((issue) => explainIssue({ ...issue, path: [...path, ...issue.path] }, document));
}

function explainKey(path: readonly PropertyKey[], key: string, document: Document): Explanation {
  const known = knownKeys(path);
  const nearest = nearestWord(key, known);
  const list = known.map((name) => `\`${name}\``).join(", ");
  const advice = nearest === null ? `. Known here are ${list}.` : `, did you mean \`${nearest}\`?`;
  const name = quoteValue(formatPath([...path, key]));
  const kind = path[0] === "rules" || path[0] === "headings" ? "rule" : "setting";
  return {
    offset: offsetOf(pairOf(find(document.contents, path), key)?.key),
    message: `${name} is not a ${kind}${advice}`,
  };
}

function hint(issue: z.core.$ZodIssue, node: unknown): string {
  if (!isScalar(node) || node.value === null) return "";
  if (issue.code === "invalid_type" && issue.expected === "string") return ", in quotes";
  if (issue.code !== "invalid_value" || typeof node.value !== "string") return "";
  const nearest = nearestWord(node.value, issue.values.map(String));
  return nearest === null ? "" : `; did you mean \`${nearest}\`?`;
}

function find(from: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((node, key) => {
    return isSeq(node) ? node.items[Number(key)] : pairOf(node, key)?.value;
  }, from);
}

function pairOf(node: unknown, key: PropertyKey) {
  return isMap(node) ? node.items.find((pair) => String(pair.key) === key) : undefined;
}

function describe(node: Node): string {
  if (isMap(node)) return "holds settings";
  if (isSeq(node)) return node.items.length === 0 ? "is an empty list" : "is a list";
  if (!isScalar(node) || node.value === null) return "has no value";
  return node.value === "" ? "is empty" : `is ${quoteValue(String(node.source))}`;
}

/** Such as `approval.users[0]`. */
function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .replace(/^\./, "");
}
