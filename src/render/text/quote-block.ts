import { longestRun } from "./neutralize.ts";
import { cutCharacters, visibleText, wholeCharacters } from "./visible-text.ts";

/** Columns that a check run shows without scrolling. */
const wrapAt = 110;
const maxUnwrapped = 500;
/** More than a check run has room for, so that next to nothing is lost by looking no further. */
const maxLength = 70_000;

/**
 * Lines of another's text as a code block that nothing in it can end: no markup of it is rendered.
 * `language` is a word of ours.
 */
export function quoteBlock(text: string, language: string): string {
  const lines = visibleText(cutCharacters(text, maxLength)).trimEnd().split("\n");
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
  const text = line.replace(/^ {0,20}(?:[-*+] |\d{1,3}[.)] )?/, "");
  const indent = " ".repeat(line.length - text.length);
  const wrapped: string[] = [];
  let rest = line;
  while (rest.length > wrapAt) {
    const space = rest.lastIndexOf(" ", wrapAt);
    const at = space > indent.length ? space : wholeCharacters(rest, wrapAt);
    wrapped.push(rest.slice(0, at));
    rest = `${indent}${rest.slice(at).trimStart()}`;
  }
  return [...wrapped, rest];
}
