import { isAlias, isCollection, isMap, isNode, isPair, isScalar, visit } from "yaml";
import type { Document, LineCounter, YAMLError, YAMLMap } from "yaml";
import type { ConfigProblem } from "./config-problem.ts";
import { quoteValue } from "./quote-value.ts";

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
