const maxCharacters = 500;

/** A reason in a person's own words, on one line, at most 500 characters; `null` where there is none. */
export function readReason(words: readonly string[]): string | null {
  const characters = Array.from(words.join(" ").trim());
  if (characters.length === 0) return null;
  return characters.length <= maxCharacters
    ? characters.join("")
    : `${characters.slice(0, maxCharacters - 1).join("")}…`;
}
