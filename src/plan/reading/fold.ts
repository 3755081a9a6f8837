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

const alphabetic = 1;
const ideographic = 2;
/** What each UTF-16 unit is: looked up for every unit of every text. */
const kinds = new Uint8Array(0x10000)
  .fill(alphabetic, 0x30, 0x3a)
  .fill(alphabetic, 0x41, 0x5b)
  .fill(alphabetic, 0x61, 0x7b)
  .fill(alphabetic, 0xc0, 0x1100)
  // The comma, the semicolon and the question mark of Arabic stand among its letters.
  .fill(0, 0x60c, 0x60d)
  .fill(0, 0x61b, 0x61c)
  .fill(0, 0x61f, 0x620)
  .fill(ideographic, 0x3040, 0xa000)
  .fill(ideographic, 0xac00, 0xd7a4);

/** Whether a UTF-16 unit belongs to a script that puts spaces between words. */
export function isAlphabetic(code: number): boolean {
  return kinds[code] === alphabetic;
}

/** Whether a UTF-16 unit is a Han, Kana or Hangul sign. */
export function isIdeographic(code: number): boolean {
  return kinds[code] === ideographic;
}

/** How many words a text has; two Han, Kana or Hangul signs count as one word. */
export function countWords(text: string): number {
  let words = 0;
  let signs = 0;
  let inWord = false;
  for (let at = 0; at < text.length; at += 1) {
    const kind = kinds[text.charCodeAt(at)];
    if (kind === ideographic) signs += 1;
    if (kind === alphabetic && !inWord) words += 1;
    inWord = kind === alphabetic;
  }
  return words + Math.floor(signs / 2);
}
