import { visibleText } from "../render/text/visible-text.ts";

/** Says on standard error what is worth knowing and changes nothing. */
export function tell(notes: readonly string[]): void {
  for (const note of notes) process.stderr.write(`plan-gate: ${visibleText(note)}\n`);
}
