import {
  type ConfigProblem,
  expectation,
  explainIssue,
  maxProblems,
  problemAt,
  yamlProblems,
} from "./config-problem.ts";
import { LineCounter, parseDocument } from "yaml";
import type { Document } from "yaml";
import { configSchema } from "./config.ts";
import type { Config } from "./config.ts";
import { configBounds, findYamlExcess } from "./yaml-bounds.ts";

export type ParsedConfig =
  | { readonly state: "valid"; readonly config: Config }
  /** Never without a problem; in the order of the text, at most 50. */
  | { readonly state: "invalid"; readonly problems: readonly ConfigProblem[] };

/** Largest config that is read. */
const maxConfigBytes = 64 * 1024;

/** Reads the text of `.github/plan-gate.yml`. Never throws, and never falls back to defaults. */
export function parseConfig(text: string): ParsedConfig {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > maxConfigBytes) {
    return {
      state: "invalid",
      problems: [
        { line: 1, column: 1, message: `the config has ${bytes} bytes, expected at most ${maxConfigBytes}` },
      ],
    };
  }
  const excess = findYamlExcess(text, configBounds);
  if (excess !== null) {
    return { state: "invalid", problems: [{ line: excess.line, column: 1, message: excess.reason }] };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    uniqueKeys: false,
  });
  const problems = yamlProblems(document, lines);
  return problems.length > 0 ? invalid(problems) : validate(document, lines);
}

function validate(document: Document, lines: LineCounter): ParsedConfig {
  const value: unknown = document.toJS({ maxAliasCount: 0 });
  const result = configSchema.safeParse(value ?? {}, { error: expectation });
  if (result.success) return { state: "valid", config: result.data };
  const explanations = result.error.issues.flatMap((issue) => explainIssue(issue, document));
  return invalid(explanations.map(({ offset, message }) => problemAt(offset, message, lines)));
}

function invalid(problems: readonly ConfigProblem[]): ParsedConfig {
  const sorted = [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
  return { state: "invalid", problems: sorted.slice(0, maxProblems) };
}
