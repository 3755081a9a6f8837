/** How much YAML is read: its parser recurses, and ends the whole process where the stack ends. */
export interface YamlBounds {
  readonly lines: number;
  /** Characters that mean something in YAML. */
  readonly tokens: number;
  /** Lists and settings within one another, by indentation or by brackets. */
  readonly nesting: number;
}

/** A bound that a text exceeds. */
export interface YamlExcess {
  /** A fact and what to do, without the file's name. */
  readonly reason: string;
  /** Line at which the bound is passed, from 1. */
  readonly line: number;
}

/** Of a config: the longest that is of use has some hundred lines. */
export const configBounds: YamlBounds = { lines: 2_000, tokens: 10_000, nesting: 32 };

/** Of a Compose file, which may hold scripts. */
export const composeBounds: YamlBounds = { lines: 10_000, tokens: 30_000, nesting: 64 };

/** What has a meaning in YAML, wherever it stands. */
const token = /[[\]{},:"'&*!|>%@`#?-]/g;
const opens = /[[{]/g;
const closes = /[\]}]/g;
/** A dash, a question mark or a colon that begins something on the same line. */
const startsNested = /[-?:](?=[ \t]|$)/g;

/** Looks for text that a recursive parser of YAML should not be given; `null`: it is safe to parse. Linear. */
export function findYamlExcess(text: string, bounds: YamlBounds): YamlExcess | null {
  const indents: number[] = [];
  let lines = 0;
  let tokens = 0;
  let brackets = 0;
  for (const line of text.split(/\r\n|\n|\r/)) {
    lines += 1;
    tokens += countOf(line, token);
    const opened = countOf(line, opens);
    const nesting = indentation(line, indents) + inOneLine(line) + brackets + opened;
    brackets = Math.max(0, brackets + opened - countOf(line, closes));
    const reason = reasonOf({ lines, tokens, nesting }, bounds);
    if (reason !== null) return { reason, line: lines };
  }
  return null;
}

function reasonOf(counts: YamlBounds, bounds: YamlBounds): string | null {
  if (counts.nesting > bounds.nesting)
    return `the YAML is nested more than ${bounds.nesting} deep. Write it flatter.`;
  if (counts.lines > bounds.lines) return `the YAML has more than ${limit(bounds.lines)} lines. Shorten it.`;
  if (counts.tokens > bounds.tokens)
    return `the YAML has more than ${limit(bounds.tokens)} marks such as \`:\`, \`-\` and \`[\`. Shorten it.`;
  return null;
}

function limit(count: number): string {
  return count.toLocaleString("en-US");
}

/** How many lines above it a line is nested in, by their indentation alone. */
function indentation(line: string, indents: number[]): number {
  const indent = line.search(/[^ \t]/);
  if (indent === -1) return 0;
  while ((indents.at(-1) ?? -1) >= indent) indents.pop();
  indents.push(indent);
  return indents.length;
}

/** How deep a line may nest by itself; a comma ends what a bracket holds, and plain text. */
function inOneLine(line: string): number {
  return line.split(",").reduce((deepest, part) => Math.max(deepest, countOf(part, startsNested)), 0);
}

function countOf(line: string, pattern: RegExp): number {
  return line.match(pattern)?.length ?? 0;
}
