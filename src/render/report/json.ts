import { replaceHidden } from "../../plan/reading/hidden-characters.ts";

/**
 * A report as JSON; ends with a line feed. What steers a terminal or cannot be seen is escaped, so that the
 * report can be printed; it reads back as the same value.
 */
export function formatJson(report: unknown): string {
  return `${replaceHidden(JSON.stringify(report, null, 2), escape)}\n`;
}

function escape(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
