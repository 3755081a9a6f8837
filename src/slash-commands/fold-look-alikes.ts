/** Letters of other alphabets that are drawn like the Latin letters of our commands. */
const confusables: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: "аɑαаᴀ",
    c: "сϲᴄ",
    d: "ԁɗᴅᏧ",
    e: "еεҽᴇ",
    h: "һհʜ",
    i: "іıιɩӏ",
    j: "јϳ",
    k: "кκᴋ",
    l: "ⅼӏӀłʟ",
    n: "ոпηɴ",
    o: "оοօσᴏ",
    p: "рρᴘ",
    r: "гʀ",
    t: "тτᴛ",
    v: "νѵᴠ",
    w: "ԝωᴡ",
    "/": "⁄∕⧸╱",
    "-": "−ー",
  }).flatMap(([latin, others]) => Array.from(others, (other): [string, string] => [other, latin])),
);

/**
 * A text as the eye reads it: compatibility forms resolved, accents and invisible characters gone,
 * letters of other alphabets and all dashes turned into what they look like, lower case.
 */
export function foldLookAlikes(text: string): string {
  const decomposed = text.normalize("NFKD").toLowerCase();
  const visible = decomposed.replaceAll(/(?!\t)[\p{M}\p{Cf}\p{Cc}]/gu, "");
  const dashed = visible.replaceAll(/\p{Pd}/gu, "-");
  return Array.from(dashed, (character) => confusables.get(character) ?? character).join("");
}
