import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  visit,
  type YAMLError,
  type YAMLMap,
} from "yaml";
import type { z } from "zod";
import { knownKeys } from "./config-schema.ts";
import { nearestWord } from "./nearest-word.ts";

/** One thing that is wrong in the config. */
export interface ConfigProblem {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** A fact, and what is allowed; names the nearest valid key. The user's words stand in code spans. */
  readonly message: string;
}

const syntaxMessages: Readonly<Partial<Record<YAMLError["code"], string>>> = {
  MULTIPLE_DOCS: "a second document begins here. Keep one.",
  NON_STRING_KEY: "a list or settings stand in the place of a key. Write a word.",
};

const refusedKeys: ReadonlySet<unknown> = new Set(["<<", "__proto__"]);

/**
 * What keeps a text from being the plain YAML that we read: syntax errors, the first of each line,
 * or else features that hide what is said.
 */
export function yamlProblems(document: Document, lines: LineCounter): readonly ConfigProblem[] {
  if (document.errors.length === 0) return refusedFeatures(document, lines);
  const problems = document.errors.map((error) => problemAt(error.pos[0], explainSyntax(error), lines));
  return problems.filter(({ line }, index) => problems[index - 1]?.line !== line);
}

/** A problem at an offset into the text. */
export function problemAt(offset: number, message: string, lines: LineCounter): ConfigProblem {
  const { line, col } = lines.linePos(offset);
  return { line, column: col, message };
}

/** The parser's own search compares every key with every other. */
function repeatedKeys(map: YAMLMap): readonly unknown[] {
  const seen = new Set<string>();
  return map.items.flatMap(({ key }) => {
    const name = String(key);
    const isRepeated = seen.has(name);
    seen.add(name);
    return isRepeated ? [key] : [];
  });
}

/** Where a node begins; 0 for what does not stand in the text. */
export function offsetOf(node: unknown): number {
  return (isNode(node) ? node.range?.[0] : null) ?? 0;
}

function explainSyntax(error: YAMLError): string {
  return syntaxMessages[error.code] ?? `the YAML cannot be read: ${error.message.replaceAll("`", "'")}`;
}

function refusedFeatures(document: Document, lines: LineCounter): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const refuse = (node: unknown, message: string) => {
    problems.push(problemAt(offsetOf(node), message, lines));
  };
  visit(document, (_key, node) => {
    if (isAlias(node))
      refuse(node, `the alias ${quoteValue(`*${node.source}`)} is not read. Write the value out.`);
    if (isPair(node) && isScalar(node.key) && refusedKeys.has(node.key.value)) {
      refuse(node.key, `\`${String(node.key.value)}\` is not read. Write the settings out.`);
    }
    if (isMap(node)) {
      for (const key of repeatedKeys(node))
        refuse(key, "this key stands here a second time. Keep one of them.");
    }
    if (!isScalar(node) && !isCollection(node)) return;
    if (node.anchor !== undefined)
      refuse(node, `the anchor ${quoteValue(`&${node.anchor}`)} is not read. Remove it.`);
    if (node.tag !== undefined) refuse(node, `the tag ${quoteValue(node.tag)} is not read. Remove it.`);
  });
  return problems;
}

/** What is wrong, and the place in the text, as an offset. */
interface Explanation {
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

const maxCharacters = 60;
const unprintable = /[`\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** A user's words as a code span on one line: no backticks, control or invisible characters, cut to 60 characters. */
export function quoteValue(text: string): string {
  const line = text.slice(0, 2 * maxCharacters).replace(unprintable, "\ufffd");
  const characters = Array.from(line);
  const shown =
    characters.length > maxCharacters ? `${characters.slice(0, maxCharacters - 1).join("")}…` : line;
  return `\`${shown}\``;
}
