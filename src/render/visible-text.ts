/**
 * The text with everything shown that a reader would not see or that moves what is seen: controls,
 * bidirectional marks, zero-width and tag characters, fillers, lone surrogates. Line feeds stay.
 */
export function visibleText(text: string): string {
  return text
    .replaceAll(/\r\n?|[\u2028\u2029\u0085\v\f]/g, "\n")
    .replaceAll("\t", "    ")
    .replaceAll(hidden, (character) => `‹U+${codePoint(character)}›`)
    .replaceAll(/(\p{Mn}{4})\p{Mn}+/gu, "$1");
}

/** Visible, on one line, at most so many characters long. */
export function visibleLine(text: string, maxCharacters: number): string {
  const bounded = text.slice(0, maxCharacters * 4);
  return cutCharacters(visibleText(bounded).replaceAll(/\s+/g, " ").trim(), maxCharacters);
}

/** At most so many characters; what was cut shows as `…`. */
export function cutCharacters(text: string, maxCharacters: number): string {
  const characters = Array.from(text);
  if (characters.length <= maxCharacters) return text;
  return `${characters
    .slice(0, maxCharacters - 1)
    .join("")
    .trimEnd()}…`;
}

const hidden =
  /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u2800\u3164\uFE00-\uFE0E\uFFA0\u{E0100}-\u{E01EF}]/gu;

function codePoint(character: string): string {
  const [code = "0"] = Array.from(character, (one) => one.codePointAt(0)?.toString(16).toUpperCase());
  return code.padStart(4, "0");
}
