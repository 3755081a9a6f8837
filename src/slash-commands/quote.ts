const maxShownCharacters = 120;

/**
 * Somebody's words as inline code: one line, at most 120 characters, and nothing in it that could end
 * the code or stay invisible. Mentions, links and commands do not work within code.
 */
export function quote(text: string): string {
  const start = text.slice(0, 4 * maxShownCharacters);
  const clean = start
    .replaceAll(/[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]+/gu, " ")
    .replaceAll("`", "'")
    .trim();
  const characters = Array.from(clean);
  const isCut = characters.length > maxShownCharacters || text.length > start.length;
  const shown = isCut ? `${characters.slice(0, maxShownCharacters - 1).join("")}…` : clean;
  return `\`${shown === "" ? " " : shown}\``;
}
