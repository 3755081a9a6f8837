import type { Block, Document, Reading, Section } from "../reading/plan.ts";
import type { Topic } from "../vocabulary/vocabulary.ts";

/** The outermost sections about a topic. */
export function topicSections(document: Document, topic: Topic): readonly Section[] {
  return document.sections.filter(
    (section) => section.topics.has(topic) && section.parent?.about.has(topic) !== true,
  );
}

/** Blocks whose own key names a topic, outside sections about it. */
export function topicFields(document: Document, topic: Topic): readonly Block[] {
  return document.blocks.filter((block) => block.keyTopics.has(topic) && !block.section.about.has(topic));
}

/** The plan and its siblings. */
export function documents(reading: Reading): readonly Document[] {
  return [reading.plan, ...reading.siblings];
}
