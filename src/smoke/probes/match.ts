import { runInNewContext } from "node:vm";

/** What a text must look like: it contains `text`, or `pattern` is found in it. */
export type TextExpectation =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "pattern"; readonly source: string; readonly flags: string };

/** Whether an expectation is met; `too-slow`: the pattern was given up after its time. */
export type MatchResult = "met" | "unmet" | "too-slow";

const maxPatternMs = 1_000;

/** Reads `text` or `/pattern/flags`. Null where the pattern is not a regular expression. */
export function parseExpectation(value: string): TextExpectation | null {
  const match = /^\/(.+)\/([a-z]*)$/s.exec(value);
  if (match === null) return { type: "text", text: value };
  const [, source = "", flags = ""] = match;
  try {
    new RegExp(source, flags);
  } catch {
    return null;
  }
  return { type: "pattern", source, flags };
}

/** Compares. A pattern gets one second: a regular expression can otherwise backtrack for ever. */
export function meets(text: string, expectation: TextExpectation): MatchResult {
  switch (expectation.type) {
    case "text":
      return text.includes(expectation.text) ? "met" : "unmet";
    case "pattern":
      return search(text, expectation.source, expectation.flags);
  }
}

function search(text: string, source: string, flags: string): MatchResult {
  try {
    const isFound: unknown = runInNewContext(
      "new RegExp(source, flags).test(text)",
      { source, flags, text },
      { timeout: maxPatternMs },
    );
    return isFound === true ? "met" : "unmet";
  } catch {
    return "too-slow";
  }
}

/** The expectation as its author wrote it. */
export function formatExpectation(expectation: TextExpectation): string {
  switch (expectation.type) {
    case "text":
      return expectation.text;
    case "pattern":
      return `/${expectation.source}/${expectation.flags}`;
  }
}
