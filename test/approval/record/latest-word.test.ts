import { describe, expect, test } from "vitest";
import type { Word } from "../../../src/approval/approval.ts";
import { addWords, isGiven, isRejected } from "../../../src/approval/record/latest-word.ts";
import { at, comment, decide } from "../world.ts";

const [said] = decide({ comments: [comment("alice", "/approve-plan")] }).entry.words;

function word(type: Word["type"], seconds: number): Word {
  if (said === undefined) throw new Error("no word was recorded");
  return { ...said, type, at: at(seconds), sourceId: `${type} ${String(seconds)}` };
}

describe("where the order of deciding and GitHub's times disagree, the gate stays shut", () => {
  const approve = word("approve", 10);
  const reject = word("reject", 20);

  test("a rejection of a later time ends an approval that was decided after it", () => {
    expect(isGiven(approve, [reject, approve])).toBe(false);
    expect(isRejected(reject, [reject, approve])).toBe(true);
  });

  test("a rejection that was decided later ends an approval of a later time", () => {
    const earlier = word("reject", 5);

    expect(isGiven(approve, [approve, earlier])).toBe(false);
    expect(isRejected(earlier, [approve, earlier])).toBe(true);
  });

  test("within one second the order of deciding counts", () => {
    const same = word("reject", 10);

    expect(isGiven(approve, [same, approve])).toBe(true);
    expect(isRejected(same, [same, approve])).toBe(false);
    expect(isGiven(approve, [approve, same])).toBe(false);
  });

  test("other words are neither", () => {
    expect(isGiven(reject, [reject])).toBe(false);
    expect(isRejected(approve, [approve])).toBe(false);
  });
});

test("a rejection of a text that was replaced long ago still ends what its author approved before", () => {
  const of = (digit: string, seconds: number, type: Word["type"], personId: number): Word => ({
    ...word(type, seconds),
    digest: digit.repeat(64),
    personId,
  });
  const history = [
    of("0", 1, "approve", 1),
    of("1", 2, "reject", 1),
    ...["2", "3", "4", "0", "5"].map((digit, index) => of(digit, 3 + index, "approve", 2)),
  ];

  const kept = history.reduce<readonly Word[]>((words, one) => addWords(words, [one]), []);

  const [first] = kept;
  expect(first).toMatchObject({ personId: 1, type: "approve", digest: "0".repeat(64) });
  expect(first && isGiven(first, kept)).toBe(false);
});
