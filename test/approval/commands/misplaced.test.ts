import { expect, test } from "vitest";
import { approvalNeeds } from "../../../src/approval/decide-words.ts";
import type { Misplaced } from "../../../src/approval/facts.ts";
import { account, decide, facts, refusalOf, standing } from "../world.ts";

function misplaced(login: string, changes: Partial<Misplaced> = {}): Misplaced {
  return { id: 500, author: account(login), body: "/approve-plan", place: "review", ...changes };
}

const elsewhere = "Write it as a comment in the conversation of the pull request, alone on a line.";

test.each([
  ["a review", {}, `A command in a review does not count here. ${elsewhere}`],
  [
    "a comment on a line",
    { place: "line-comment" },
    `A command on a line of the diff does not count here. ${elsewhere}`,
  ],
  ["a mistyped one", { body: "/approve plan" }, `A command in a review does not count here. ${elsewhere}`],
] as const)("a command in %s approves nothing and gets one reply", (_, changes, message) => {
  const first = decide({ misplaced: [misplaced("alice", changes)] });
  const again = decide({ entry: first.entry, misplaced: [misplaced("alice", { ...changes, id: 501 })] });

  expect(first.standing).toBe("waiting for 1");
  expect(refusalOf(first)).toBe(`misplaced: ${message}`);
  expect(first.outcomes).toMatchObject([{ method: "review", sourceId: "500", shouldReply: true }]);
  expect(again.outcomes).toEqual([]);
  expect(again.entry).toEqual(first.entry);
});

test("where comments do not approve, the reply names the ways that do", () => {
  const decision = decide({ misplaced: [misplaced("alice")], config: { methods: ["button"] } });

  expect(refusalOf(decision)).toBe(
    "misplaced: A command in a review does not count here. Approve by button instead, as `approval.methods` says; other commands are comments in the conversation.",
  );
});

test.each([
  ["somebody who may only read", misplaced("rita")],
  ["somebody unknown", misplaced("nobody")],
  ["somebody else under that name", misplaced("alice", { author: account("alice", 1) })],
  ["a bot", misplaced("alice", { author: account("alice", 2, "Bot") })],
  ["nobody any more", misplaced("alice", { author: null })],
  ["talk", misplaced("alice", { body: "Looks good." })],
])("%s gets no answer", (_, text) => {
  expect(decide({ misplaced: [text] }).outcomes).toEqual([]);
});

test("what its author may do is asked once", () => {
  const input = facts({ misplaced: [misplaced("zoe")] });
  const known = facts({ misplaced: [misplaced("zoe")], standings: [standing("zoe", "write")] });
  const answered = decide({ misplaced: [misplaced("alice")] }).entry;

  expect(approvalNeeds(input)).toEqual([{ type: "standing", login: "zoe" }]);
  expect(approvalNeeds(known)).toEqual(approvalNeeds(facts()));
  expect(approvalNeeds(facts({ entry: answered, misplaced: [misplaced("alice")] }))).toEqual(
    approvalNeeds(facts({ entry: answered })),
  );
});
