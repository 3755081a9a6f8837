import type { Document } from "./plan.ts";

/** The commonest words of each language with a vocabulary, folded, without those that others use as often. */
const commonest: readonly string[] = [
  "the of and to is for with are be this that when",
  "der die das und ist mit von fur wird wenn nicht",
  "le les des et est pour dans une du sur qui",
  "el los del que para con una las por como si",
  "os da que para com uma nao por em dos",
  "il di che per della con una sono gli nel del",
  "het van een is voor met wordt niet zijn bij",
  "nie jest dla oraz przez jako ktore sie lub aby w",
  "ve bir bu icin ile olarak daha olan gibi her",
  "и для при что это как или через если не в",
  "і для при що це як або через якщо не та",
  "في من على إلى أن هذا مع التي عند لا",
];
/** The places in `commonest` of each of those words. */
const placesOf = new Map<string, number[]>();
commonest.forEach((words, place) => {
  for (const word of words.split(" ")) placesOf.set(word, [...(placesOf.get(word) ?? []), place]);
});
/** Han, Kana and Hangul are read sign by sign. */
const signs = /[\u3040-\u9fff\uac00-\ud7a3]/;
const between = /[\s.,:;!?()"'`*/|]+/;
const letters = /^\p{L}+$/u;
/** So many words tell; more are not looked at. */
const mostWords = 2000;
/** With fewer words nothing is said about their language. */
const fewestWords = 60;
/** Where more words than that are known, the text is a list of them, whatever the language. */
const mostKnown = 0.3;
/** Which share of the words is at least among the commonest, where the language is a known one. */
const share = 0.015;

/** Whether a text is in a language whose words nobody taught the rules; never of a short one. */
export function isForeign({ blocks }: Document): boolean {
  const counts = new Map<number, number>();
  let [words, hits, inSigns] = [0, 0, 0];
  for (const { statements } of blocks) {
    if (words >= mostWords) break;
    for (const statement of statements) {
      for (const word of statement.folded.split(between)) {
        if (!letters.test(word)) continue;
        words += 1;
        if (signs.test(word)) inSigns += 1;
        for (const place of placesOf.get(word) ?? []) counts.set(place, (counts.get(place) ?? 0) + 1);
      }
      hits += statement.hits.length;
    }
  }
  if (words < fewestWords || hits > mostKnown * words) return false;
  const fewest = share * words;
  return inSigns < fewest && [...counts.values()].every((count) => count < fewest);
}
