import { replaceHidden } from "../../plan/reading/hidden-characters.ts";

/** The text with everything shown that a reader would not see, or that moves what is seen. Line feeds stay. */
export function visibleText(text: string): string {
  const lines = text.replaceAll(/\r\n?|[\u2028\u2029\u0085\v\f]/g, "\n").replaceAll("\t", "    ");
  return replaceHidden(lines, (character) => `‹U+${codePoint(character)}›`).replaceAll(
    /(\p{Mn}{4})\p{Mn}+/gu,
    "$1",
  );
}

/** Visible, on one line, at most so many UTF-16 units long; what was cut shows as `…`. */
export function visibleLine(text: string, maxLength: number): string {
  const bounded = cutCharacters(text, maxLength * 4);
  return cutCharacters(visibleText(bounded).replaceAll(/\s+/g, " ").trim(), maxLength);
}

/** At most so many UTF-16 units, and so no more characters; none is split. What was cut shows as `…`. */
export function cutCharacters(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const start = text.slice(0, wholeCharacters(text, maxLength - 1));
  return `${start.replace(/[\u200C\u200D]$/, "").trimEnd()}…`;
}

/** The length, or one less where it would split a character. */
export function wholeCharacters(text: string, length: number): number {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(length - 1, length + 1)) ? length - 1 : length;
}

function codePoint(character: string): string {
  const [code = "0"] = Array.from(character, (one) => one.codePointAt(0)?.toString(16).toUpperCase());
  return code.padStart(4, "0");
}
