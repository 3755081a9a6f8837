const maxCharacters = 60;
const unprintable = /[`\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** A user's words as a code span on one line: no backticks, control or invisible characters, cut to 60 characters. */
export function quoteValue(text: string): string {
  const line = text.slice(0, 2 * maxCharacters).replace(unprintable, "\ufffd");
  const characters = Array.from(line);
  const shown =
    characters.length > maxCharacters ? `${characters.slice(0, maxCharacters - 1).join("")}…` : line;
  return `\`${shown}\``;
}
