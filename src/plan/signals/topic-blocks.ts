import { enough, fromBlock, fromSection, type Candidate } from "./evidence.ts";
import type { Block, Document, Reading, Section } from "../reading/plan.ts";
import { plainnessOf } from "../vocabulary/topics.ts";
import type { Topic } from "../vocabulary/vocabulary.ts";

/** How plainly a block stands under a topic: its own key, or the nearest heading that names it; 0 to 1. */
export function topicStrength(block: Block, topic: Topic): number {
  let strength = plainnessOf(block.keyTopics, topic);
  for (let section: Section | null = block.section; section !== null; section = section.parent) {
    strength = Math.max(strength, plainnessOf(section.topics, topic));
  }
  return strength;
}

/** The outermost sections about a topic. */
export function topicSections(document: Document, topic: Topic): readonly Section[] {
  return document.sections.filter((section) => section.topics.has(topic) && !isInside(section.parent, topic));
}

/** Blocks whose own key names a topic, outside sections about it. */
export function topicFields(document: Document, topic: Topic): readonly Block[] {
  return document.blocks.filter((block) => block.keyTopics.has(topic) && !isInside(block.section, topic));
}

/** Blocks that stand under none of the topics. */
export function blocksOutside(document: Document, topics: readonly Topic[]): readonly Block[] {
  return document.blocks.filter((block) => topics.every((topic) => topicStrength(block, topic) === 0));
}

/** The plan and its siblings. */
export function documents(reading: Reading): readonly Document[] {
  return [reading.plan, ...reading.siblings];
}

/** What stands under a topic, each section and each keyed block as one candidate. */
export function underTopic(
  reading: Reading,
  topic: Topic,
  weigh: (block: Block) => number,
): readonly Candidate[] {
  return documents(reading).flatMap((document) => [
    ...topicSections(document, topic).map((section) => weighSection(section, topic, weigh)),
    ...topicFields(document, topic).map((block) => {
      const points = block.substance === "reference" ? 0.2 : weigh(block);
      return {
        ...fromBlock(block, Math.min(enough, points * topicStrength(block, topic))),
        isPromised: true,
      };
    }),
  ]);
}

/** "See data-model.md for …" makes a list below it a table of contents. */
function weighSection(section: Section, topic: Topic, weigh: (block: Block) => number): Candidate {
  const pointsElsewhere = section.blocks.some((block) => block.substance === "reference");
  const strength = plainnessOf(section.topics, topic);
  const sum = section.blocks.reduce(
    (points, block) => points + weigh(block) * (block.kind === "code" ? 1 : strength),
    0,
  );
  return fromSection(section, Math.min(enough, sum) * (pointsElsewhere && sum < 3 ? 0.3 : 1));
}

function isInside(section: Section | null, topic: Topic): boolean {
  for (let at = section; at !== null; at = at.parent) if (at.topics.has(topic)) return true;
  return false;
}
