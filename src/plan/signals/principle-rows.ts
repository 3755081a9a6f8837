import { fromBlock, type Candidate } from "./evidence.ts";
import { countWords } from "../reading/fold.ts";
import { isExcused, opensWithMarker, saying, type NotApplicable } from "./not-applicable.ts";
import type { Block, Reading } from "../reading/plan.ts";
import { isFiller, isPlaceholder } from "./substance.ts";
import { documents, topicStrength } from "./topic-blocks.ts";
import { plainnessOf } from "../vocabulary/topics.ts";
import type { Topic } from "../vocabulary/vocabulary.ts";

/** Rows such as `- [x] **CLI-First:** …` that say how the plan applies a principle; a tick alone says nothing. */
export function principleRows(reading: Reading, topic: Topic): readonly Candidate[] {
  return rowsOf(reading, topic)
    .filter((block) => !opensWithMarker(saying(block)) && speaks(block))
    .map((block) => fromBlock(block, topicStrength(block, topic)));
}

/** The row that says why a principle does not apply. */
export function principleExcuse(reading: Reading, topic: Topic): NotApplicable | null {
  for (const block of rowsOf(reading, topic)) {
    const text = saying(block);
    if (isExcused(text, ["ground"])) return { block, reason: text.trim() };
  }
  return null;
}

function rowsOf(reading: Reading, topic: Topic): readonly Block[] {
  return documents(reading).flatMap((document) =>
    document.blocks.filter(
      (block) => plainnessOf(block.keyTopics, topic) >= 0.9 || isUnderTitle(block, topic),
    ),
  );
}

function isUnderTitle(block: Block, topic: Topic): boolean {
  return block.kind !== "code" && plainnessOf(block.section.topics, topic) >= 0.9;
}

function speaks(block: Block): boolean {
  const text = saying(block);
  return !isFiller(text) && !isPlaceholder(text) && countWords(text) >= 2;
}
