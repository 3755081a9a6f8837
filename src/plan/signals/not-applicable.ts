import { says } from "./evidence.ts";
import { countWords, fold } from "../reading/fold.ts";
import type { Block, Document } from "../reading/plan.ts";
import { isFiller } from "./substance.ts";
import { topicFields, topicSections } from "./topic-blocks.ts";
import { conceptIndex } from "../vocabulary/languages.ts";
import { findTerms } from "../vocabulary/term-index.ts";
import type { Concept, Topic } from "../vocabulary/vocabulary.ts";

/** A statement that a row does not apply, with the plan's own words for why. */
export interface NotApplicable {
  readonly block: Block;
  readonly reason: string;
}

const dash = /[-\u2010-\u2015]/gu;
const leading = /^[^\p{L}\p{N}]+/u;

/** The first statement that a topic does not apply, under its headings and keys or as one of the given phrases. */
export function findNotApplicable(
  document: Document,
  topics: readonly Topic[],
  phrase: Concept | null,
): NotApplicable | null {
  const under = topics.flatMap((topic) => [
    ...topicFields(document, topic),
    ...topicSections(document, topic).flatMap((section) => section.blocks.slice(0, 1)),
  ]);
  for (const block of under) {
    const reason = reasonAfterMarker(saying(block));
    if (reason !== null) return { block, reason };
  }
  if (phrase === null) return null;
  for (const block of document.blocks) {
    const reason = reasonAroundPhrase(block, phrase);
    if (reason !== null) return { block, reason };
  }
  return null;
}

/** A block's text without the key that introduces it. */
export function saying(block: Block): string {
  if (block.kind !== "row") return block.text;
  return block.cells
    .slice(1)
    .filter((cell) => !isFiller(cell) || block.cells.length === 2)
    .join(" | ");
}

/** `N/A — read-only` is an answer, `N/A` alone is not; `None (static pages)` is one, `none of the above` is not. */
export function reasonAfterMarker(text: string): string | null {
  const folded = fold(text.replace(dash, ";")).replace(leading, "");
  let end = 0;
  for (const hit of findTerms(conceptIndex, folded)) {
    if (hit.start > 0) break;
    const isMarker =
      hit.label === "not-applicable" || (hit.label === "nothing" && !namesSomething(folded, hit.end));
    if (isMarker) end = Math.max(end, hit.end);
  }
  const rest = folded.slice(end);
  return end > 0 && countWords(rest) >= 2 && !isFiller(rest) ? text.trim() : null;
}

function namesSomething(folded: string, at: number): boolean {
  const next = folded.slice(at).trimStart();
  return next !== "" && /\p{L}/u.test(next.charAt(0));
}

function reasonAroundPhrase(block: Block, phrase: Concept): string | null {
  const hit = block.hits.find((candidate) => candidate.label === phrase);
  if (hit === undefined || !says(block)) return null;
  const around = `${block.folded.slice(0, hit.start)} ${block.folded.slice(hit.end)}`;
  return countWords(around) >= 4 ? block.text.trim() : null;
}
