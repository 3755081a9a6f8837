import { countWords, fold } from "../reading/fold.ts";
import { findTerms, type Hit, type TermIndex } from "./term-index.ts";
import type { Topic } from "./vocabulary.ts";

const noTopics: ReadonlyMap<Topic, number> = new Map();
const parenthesis = /\([^()]*\)/gu;
const numbering = /^(?:phase|step|section|schritt|teil|étape|etape|fase|paso|passo)?[\s\d.:)#-]*\d[\s.:)-]*/u;

/**
 * What a heading or a key names, with how plainly: 1 where the title is little else, less in longer titles.
 * Of overlapping terms the longer wins, so `Dependency injection` is not about dependencies.
 */
export function findTopics(index: TermIndex<Topic>, title: string): ReadonlyMap<Topic, number> {
  const whole = fold(title);
  const folded = whole.replace(parenthesis, "").replace(numbering, "").trim();
  if (folded !== whole && isTakenBack(index, whole)) return new Map([["out-of-scope", 1]]);
  const hits = findTerms(index, folded);
  if (hits.length === 0) return noTopics;
  const topics = new Map<Topic, number>();
  for (const hit of hits) {
    if (hits.some((other) => covers(other, hit))) continue;
    const strength = plainness(folded, hit);
    topics.set(hit.label, Math.max(strength, plainnessOf(topics, hit.label)));
  }
  topics.delete("none");
  return topics;
}

/** `The old API (removed)`: a parenthesis may leave out what the title names. */
function isTakenBack(index: TermIndex<Topic>, folded: string): boolean {
  return (folded.match(parenthesis) ?? []).some((each) => {
    const aside = each.slice(1, -1).trim();
    return findTerms(index, aside).some((hit) => hit.label === "out-of-scope" && plainness(aside, hit) === 1);
  });
}

/** How plainly a topic is named: 0 where it is not. */
export function plainnessOf(topics: ReadonlyMap<Topic, number>, topic: Topic): number {
  return topics.get(topic) ?? 0;
}

function covers(longer: Hit<Topic>, hit: Hit<Topic>): boolean {
  const isLonger = longer.end - longer.start > hit.end - hit.start;
  return isLonger && longer.start < hit.end && hit.start < longer.end;
}

function plainness(folded: string, hit: Hit<Topic>): number {
  const covered = (hit.end - hit.start) / folded.length;
  if (covered >= 0.5) return 1;
  const words = countWords(folded);
  if (words <= 4) return 0.9;
  return words <= 8 ? 0.7 : 0.4;
}
