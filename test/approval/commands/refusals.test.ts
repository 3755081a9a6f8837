import { describe, expect, test } from "vitest";
import type { Reply } from "../../../src/approval/record/ledger.ts";
import { quote } from "../../../src/slash-commands/quote.ts";
import { account, at, comment, decide, f15, refusalOf, shownAt } from "../world.ts";

const wrong = (login: string, id: number, body = "/approve-plan F-99") => comment(login, body, { id });
const replies = (...comments: ReturnType<typeof wrong>[]) =>
  decide({ comments }).outcomes.map((outcome) => outcome.state === "refused" && outcome.shouldReply);

describe("a refusal is answered", () => {
  test("once per person and reason", () => {
    expect(
      replies(
        wrong("alice", 100),
        wrong("alice", 101),
        wrong("bob", 102),
        wrong("alice", 103, "/approve-plans"),
      ),
    ).toEqual([true, false, true, true]);
  });

  test("never again for the same reason, however late", () => {
    const { entry } = decide({ comments: [wrong("alice", 100)] });
    const later = decide({ entry, comments: [wrong("alice", 101)], readAt: at(360_000) });

    expect(entry.replies).toMatchObject([{ reason: "unknown-feature", at: at(600) }]);
    expect(later.outcomes).toMatchObject([{ state: "refused", shouldReply: false }]);
  });

  test("only with a reaction to people who cannot write, and to bots", () => {
    const bot = { ...wrong("helper[bot]", 101), author: account("helper[bot]", 8, "Bot") };

    expect(replies(wrong("rita", 100), bot)).toEqual([false, false]);
    expect(decide({ comments: [wrong("rita", 100), bot] }).entry.replies).toEqual([]);
  });

  test("at most twenty times an hour on one pull request", () => {
    const said = (seconds: number): Reply[] =>
      Array.from({ length: 20 }, (_, index) => ({ personId: index, reason: "stale", at: at(seconds) }));
    const decideAfter = (seconds: number) =>
      decide({
        comments: [wrong("alice", 100)],
        entry: { ...shownAt(0, [f15]), replies: said(seconds) },
        readAt: at(4000),
      });

    expect(decideAfter(401).outcomes).toMatchObject([{ shouldReply: false }]);
    expect(decideAfter(400).outcomes).toMatchObject([{ shouldReply: true }]);
  });
});

describe("what the parser refuses is refused with its reason", () => {
  test.each([
    ["/aprove-plan", "malformed: `/aprove-plan` is not a command."],
    ["/approve‑plan", "look-alike: `/approve‑plan` has characters"],
    [`/approve-plan\n${"x".repeat(17_000)}`, "too-long: The comment is longer than 16 KB."],
  ])("%#", (body, message) => {
    expect(refusalOf(decide({ comments: [wrong("alice", 100, body)] }))).toContain(message);
  });
});

test("people's words in a message are inline code", () => {
  const message = refusalOf(decide({ comments: [wrong("alice", 100, "/approve-plan @acme/all`<img>")] }));

  expect(message).toContain(quote("@acme/all`<img>"));
});

test("a rejection needs a reason", () => {
  expect(refusalOf(decide({ comments: [wrong("alice", 100, "/reject-plan F-15")] }))).toBe(
    "reason-missing: A rejection needs a reason. Write it after the command: `/reject-plan <reason>`.",
  );
  expect(refusalOf(decide({ comments: [wrong("otto", 100, "/reject-plan no")] }))).toContain(
    "not-designated: ",
  );
});

test("the first word that names nothing begins the reason of a rejection", () => {
  const { entry } = decide({ comments: [wrong("alice", 100, "/reject-plan it lacks F-99 and I/O")] });

  expect(entry.words).toMatchObject([
    { type: "reject", subject: f15.subject, reason: "it lacks F-99 and I/O", files: [] },
  ]);
});
