import { arabic } from "./arabic.ts";
import { chinese } from "./chinese.ts";
import { dutch } from "./dutch.ts";
import { english } from "./english.ts";
import { french } from "./french.ts";
import { german } from "./german.ts";
import { italian } from "./italian.ts";
import { japanese } from "./japanese.ts";
import { korean } from "./korean.ts";
import { names } from "./names.ts";
import { polish } from "./polish.ts";
import { portuguese } from "./portuguese.ts";
import { asides, reservations } from "./reservations.ts";
import { russian } from "./russian.ts";
import { spanish } from "./spanish.ts";
import { indexTerms, type TermIndex } from "./term-index.ts";
import { turkish } from "./turkish.ts";
import { ukrainian } from "./ukrainian.ts";
import type { Concept, Terms, Topic, Vocabulary } from "./vocabulary.ts";

/** Every vocabulary, the names that all languages share first. */
export const vocabularies: readonly Vocabulary[] = [
  names,
  english,
  german,
  french,
  spanish,
  portuguese,
  italian,
  chinese,
  japanese,
  korean,
  russian,
  polish,
  ukrainian,
  dutch,
  turkish,
  arabic,
];

/** What headings and keys can name, in all languages. */
export const topicGroups: readonly (readonly [Topic, string])[] = [
  ...vocabularies.flatMap((vocabulary) => labelled<Topic>(vocabulary.headings)),
  ...asides,
];

/** What passages can say, in all languages. */
export const conceptIndex: TermIndex<Concept> = indexTerms([
  ...vocabularies.flatMap((vocabulary) => labelled<Concept>(vocabulary.words)),
  ...reservations,
]);

function labelled<Label extends string>(
  groups: Readonly<Partial<Record<Label, Terms>>>,
): (readonly [Label, string])[] {
  const lists: (readonly [Label, string])[] = [];
  for (const label in groups) {
    const terms: Terms = { ...groups[label] };
    for (const list of Object.values(terms)) lists.push([label, list]);
  }
  return lists;
}
