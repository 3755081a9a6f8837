import { longestRun } from "./neutralize.ts";
import { cutCharacters, visibleText } from "./visible-text.ts";

/** Columns that a check run shows without scrolling. */
const wrapAt = 110;
const maxUnwrapped = 500;

/** Lines of another's text as a code block that nothing in it can end: no markup of it is rendered. */
export function quoteBlock(text: string, language: "markdown" | "diff" | "yaml"): string {
  const lines = visibleText(text).trimEnd().split("\n");
  const shown = lines.flatMap((line) =>
    language === "markdown" ? wrap(line) : [cutCharacters(line, maxUnwrapped)],
  );
  const content = shown.join("\n");
  const fence = "`".repeat(Math.max(3, longestRun(content, "`") + 1));
  return `${fence}${language}\n${content}\n${fence}`;
}

/** Long lines of prose are broken at spaces; rows of tables stay, for their columns. */
function wrap(line: string): readonly string[] {
  if (line.trimStart().startsWith("|")) return [cutCharacters(line, maxUnwrapped)];
  const indent = line.slice(0, Math.min(line.length - line.trimStart().length, 20));
  const wrapped: string[] = [];
  let rest = line;
  while (rest.length > wrapAt) {
    const space = rest.lastIndexOf(" ", wrapAt);
    const at = space > indent.length + 2 ? space : wrapAt;
    wrapped.push(rest.slice(0, at));
    rest = `${indent}  ${rest.slice(at).trimStart()}`;
  }
  return [...wrapped, rest];
}
