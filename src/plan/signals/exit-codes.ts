import type { Exhibit } from "./exhibit.ts";
import { countExitMappings } from "./inline-signals.ts";

/** How many exit codes a block gives with their meaning; "exit 0" of a check that went well says nothing of errors. */
export function countExits(exhibit: Exhibit): number {
  return onlySuccess(exhibit.text) ? 0 : countExitsOf(exhibit);
}

function onlySuccess(text: string): boolean {
  return /\bexit(?: code)?s?\s?[:=]?\s?0\b/iu.test(text) && !/[1-9]/.test(text);
}

/** The colon between a key and its value is not the one of `BLOCKED: 2 (…)`. */
function countExitsOf({ block, text, title }: Exhibit): number {
  const opening = block.kind === "field" ? `${String(block.key)}: ` : "";
  if (opening === "" || !text.startsWith(opening)) return countExitMappings(text, title);
  return countExitMappings(opening, title) + countExitMappings(text.slice(opening.length), title);
}
