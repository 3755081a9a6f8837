const combiningMarks = /[\u0300-\u036f]/g;
const invisible = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g;
/** All runs of separators but a single space, which may stay. */
const separators = /[\s\-_\u2010-\u2015]{2,}|[\-_\u2010-\u2015]|[^\S ]/g;
const beyondAscii = /[\u0080-\uffff]/;

/**
 * Text as the vocabulary compares it: lower case, without accents, with compatibility forms (fullwidth
 * letters, ligatures) unified, and with spaces, hyphens, dashes and underscores as single spaces.
 */
export function fold(text: string): string {
  const plain = beyondAscii.test(text)
    ? text.normalize("NFKD").replace(combiningMarks, "").replace(invisible, "").normalize("NFC")
    : text;
  return plain.toLowerCase().replace(separators, " ").trim();
}

/** Whether a UTF-16 unit belongs to a script that puts spaces between words. */
export function isAlphabetic(code: number): boolean {
  if (code < 0x80)
    return (code > 0x60 && code < 0x7b) || (code > 0x2f && code < 0x3a) || (code > 0x40 && code < 0x5b);
  return code >= 0xc0 && code < 0x1100;
}

/** Whether a UTF-16 unit is a Han, Kana or Hangul sign. */
export function isIdeographic(code: number): boolean {
  return (code >= 0x3040 && code < 0xa000) || (code >= 0xac00 && code < 0xd7a4);
}

/** How many words a text has; two Han, Kana or Hangul signs count as one word. */
export function countWords(text: string): number {
  let words = 0;
  let signs = 0;
  let inWord = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isIdeographic(code)) signs += 1;
    const alphabetic = isAlphabetic(code);
    if (alphabetic && !inWord) words += 1;
    inWord = alphabetic;
  }
  return words + Math.floor(signs / 2);
}
