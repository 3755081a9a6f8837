import { describe, expect, it } from "vitest";
import { parsePlan, topicIndex } from "../../src/plan/reading/parse-plan.ts";
import { findPassages, type Sought } from "../../src/plan/signals/passages.ts";
import type { Fact } from "../../src/plan/signals/score.ts";

const plan = parsePlan(
  "plan.md",
  `# Plan

Says it in passing.

## Phase 1

Says it as a task.

## API

### Reading

Says it.

- **Key**:
  - says it
    - and below

### Writing

\`\`\`ts
says()
\`\`\`

## Else

Says nothing.
`,
  topicIndex([]),
);
const sought: Sought = {
  id: "interfaces",
  kinds: {
    said: { one: "word", several: "words", full: 1, lead: 1 },
    told: { one: "word", several: "words", full: 1 },
  },
  topics: ["interfaces"],
};
const facts: readonly Fact[] = plan.blocks
  .filter((block) => /^(?:says it|and|says\(\))/iu.test(block.text))
  .map((block) => ({ kind: block.kind === "code" ? "told" : "said", key: String(block.startLine), block }));

function find(traits: Readonly<Record<string, number>>): readonly (readonly [number, number])[] {
  return findPassages(sought, { points: { said: 1, told: 1 }, traits }, facts).map(
    ({ startLine, endLine }) => [startLine, endLine],
  );
}

describe("the passages that facts stand in", () => {
  it("are those below a heading, with the whole of what stands below a heading about the matter", () => {
    expect(find({ whole: 1 })).toEqual([
      [13, 23],
      [3, 3],
      [7, 7],
    ]);
  });

  it("begin with the one that most speaks for, and each line is shown once", () => {
    expect(find({ code: 1, whole: -1 })).toEqual([
      [21, 23],
      [3, 3],
      [7, 7],
      [13, 17],
    ]);
    expect(find({ task: 1 })[0]).toEqual([7, 7]);
    expect(find({ "interfaces with said": 1, "interfaces under interfaces": 1, whole: -1 })[0]).toEqual([
      13, 17,
    ]);
  });

  it("are none where no kind has points", () => {
    expect(findPassages(sought, { points: {}, traits: {} }, facts)).toEqual([]);
  });
});
