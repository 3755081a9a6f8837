import { describe, expect, test } from "vitest";
import type { Word } from "../../../src/approval/approval.ts";
import { decideWords } from "../../../src/approval/decide-words.ts";
import { withDecided } from "../../../src/approval/record/ledger.ts";
import {
  account,
  at,
  comment,
  decide,
  f15,
  facts,
  feature,
  idOf,
  lapsesOf,
  refusalOf,
  shownAt,
  type Given,
} from "../world.ts";

const later = feature("F-15", "v2");
const says = (words: string, id = 100, login = "alice") => comment(login, words, { id });
const approve = says("/approve-plan");
const reject = says("/reject-plan too vague");

describe("the latest word of a person wins", () => {
  test.each([
    [["/approve-plan", "/reject-plan too vague"], "rejected by alice"],
    [["/reject-plan too vague", "/approve-plan"], "approved by alice"],
    [["/approve-plan", "/revoke-plan"], "waiting for 1"],
    [["/reject-plan too vague", "/revoke-plan"], "waiting for 1"],
    [["/approve-plan", "/revoke-plan", "/approve-plan"], "approved by alice"],
    [["/reject-plan no", "/approve-plan", "/reject-plan no"], "rejected by alice"],
    [["/reject-plan no", "/reject-plan still no"], "rejected by alice"],
  ])("%j", (bodies, expected) => {
    const comments = bodies.map((body, index) => says(body, 100 + index));

    expect(decide({ comments }).standing).toBe(expected);
  });

  test("nobody ends the rejection of another", () => {
    const comments = [reject, says("/approve-plan", 101, "bob"), says("/revoke-plan", 102, "bob")];

    expect(decide({ comments }).standing).toBe("rejected by alice");
  });

  test("there may be nothing to take back, but the text has to be there", () => {
    expect(decide({ comments: [says("/revoke-plan F-15")] })).toMatchObject({
      standing: "waiting for 1",
      outcomes: [{ state: "accepted" }],
    });
    expect(refusalOf(decide({ comments: [says("/revoke-plan F-16")] }))).toContain("unknown-feature: `F-16`");
  });

  test("a waiver is taken back too, and a rejection leaves it alone", () => {
    const failing = feature("F-15", "v1", { failingRuleIds: ["testing"], waivableRuleIds: ["testing"] });
    const waive = says("/waive-plan testing it is prose");
    const ready = (...comments: ReturnType<typeof says>[]) =>
      decide({ subjects: [failing], comments: [waive, ...comments] }).bySubject[failing.subject]?.isReady;

    expect(ready(says("/reject-plan no", 101))).toBe(true);
    expect(ready(says("/revoke-plan", 101))).toBe(false);
  });

  test("contradictions within one comment refuse it as a whole", () => {
    const decision = decide({ comments: [says("/approve-plan F-15\n/reject-plan F-15 no")] });

    expect(refusalOf(decision)).toBe(
      "contradiction: The commands of this comment contradict each other. Write one of them in a comment of its own.",
    );
    expect(decision.standing).toBe("waiting for 1");
  });

  test("different words about different texts do not contradict", () => {
    const f1 = feature("F-1");
    const decision = decide({
      subjects: [f1, f15],
      comments: [says("/approve-plan F-15\n/reject-plan F-1 no\n/recheck-plan")],
    });

    expect(decision.standing).toBe("approved by alice");
    expect(decision.bySubject[f1.subject]?.approval).toMatchObject({
      state: "rejected",
      rejections: [{ reason: "no" }],
    });
  });

  test("where one command of a comment is refused, none counts", () => {
    const decision = decide({ comments: [says("/approve-plan F-15\n/approve-plan F-16")] });

    expect(decision.standing).toBe("waiting for 1");
    expect(decision.outcomes).toHaveLength(1);
  });
});

describe("an approval stands and falls with its comment", () => {
  const { entry } = decide({ comments: [approve] });

  test.each([
    ["deleted", { comments: [] }, "its comment was deleted"],
    [
      "not known to the part of GitHub that tells of edits",
      { comments: [approve], vanished: [100] },
      "whether its comment was edited could not be read",
    ],
    ["edited", { comments: [approve], edited: [100] }, "its comment was edited"],
  ])("%s", (_, changes, why) => {
    const decision = decide({ entry, ...changes });

    expect(decision.standing).toBe("waiting for 1");
    expect(lapsesOf(decision)).toEqual([why]);
  });

  test("whether it was edited could not be read", () => {
    const input = facts({ entry, comments: [approve] });
    const decision = decideWords({ ...input, facts: { ...input.facts, edits: {} } });

    expect(lapsesOf(decision)).toEqual(["whether its comment was edited could not be read"]);
  });

  test("a second way of approving is not withdrawn with it", () => {
    const button: Word[] = entry.words.map((word) => ({
      ...word,
      method: "button",
      sourceId: "guid",
      nodeId: null,
    }));
    const decision = decide({ entry: { ...entry, words: [...entry.words, ...button] }, comments: [] });

    expect(decision.standing).toBe("approved by alice");
  });
});

describe("no deletion lifts a rejection", () => {
  const { entry } = decide({ comments: [reject] });

  test.each([
    ["deleted", { comments: [] }],
    ["edited", { comments: [reject], edited: [100] }],
    ["by somebody suspended since", { standings: [{ ...standingOfAlice(), isSuspended: true }] }],
    ["by somebody unread", { facts: { ...facts().facts, standings: {} } }],
  ])("%s", (_, changes) => {
    const input = {
      ...facts({ entry, ...changes }),
      ...("facts" in changes ? { facts: changes.facts } : {}),
    };

    expect(decideWords(input).bySubject[f15.subject]?.approval.state).toBe("rejected");
  });

  test("it ends, and that is said, when its author is no longer designated", () => {
    const decision = decide({ entry, people: { alice: "write" } });

    expect(decision.standing).toBe("waiting for 1");
    expect(lapsesOf(decision)).toEqual(["`alice` is no longer among those who may decide"]);
  });

  test("it ends when the text changes, and stands again when the text comes back", () => {
    expect(decide({ entry, subjects: [later] }).standing).toBe("waiting for 1");
    expect(decide({ entry: decide({ entry, subjects: [later] }).entry }).standing).toBe("rejected by alice");
  });

  test("approving a later text does not lift it from the earlier one", () => {
    const shown = shownAt(10, [later], entry);
    const approved = decide({
      entry: shown,
      subjects: [later],
      comments: [reject, says("/approve-plan", 101)],
    });

    expect(approved.standing).toBe("approved by alice");
    expect(decide({ entry: approved.entry, comments: [reject, says("/approve-plan", 101)] }).standing).toBe(
      "rejected by alice",
    );
  });
});

describe("a command is decided once", () => {
  test("a refused one stays refused, whatever changes later", () => {
    const comments = [says("/approve-plan", 100, "rita")];
    const { entry, outcomes } = decide({ comments });
    const again = decide({ entry, comments, people: { rita: "admin" } });

    expect(outcomes).toHaveLength(1);
    expect(again.outcomes).toEqual([]);
    expect(again.standing).toBe("waiting for 1");
  });

  test("in the order of comment ids, whatever the order of the list", () => {
    const comments = [says("/reject-plan no", 102), says("/approve-plan", 101)];

    expect(decide({ comments }).standing).toBe("rejected by alice");
  });

  test("an edited comment is none, also when it is the first we see of it", () => {
    const decision = decide({ comments: [approve], edited: [100] });

    expect(refusalOf(decision)).toBe(
      "edited: This comment was edited, and others can edit it too, so no command in it counts. Write the command in a new comment.",
    );
    expect(decision.standing).toBe("waiting for 1");
  });

  test("one whose edits GitHub does not tell yet is not decided, and is as soon as it does", () => {
    const decision = decide({ comments: [approve], vanished: [100] });

    expect(decision.outcomes).toEqual([]);
    expect(decision.entry).toMatchObject({ words: [], commentIds: [] });
    expect(decide({ entry: decision.entry, comments: [approve] }).outcomes).toHaveLength(1);
  });

  test("what cannot be decided yet waits, and so does all after it", () => {
    const input = facts({ comments: [approve, says("/approve-plan", 101, "bob")] });
    const unread = {
      ...input,
      facts: { ...input.facts, edits: { IC_101: { lastEditedAt: null, isShown: true } } },
    };

    expect(decideWords(unread)).toMatchObject({ outcomes: [], entry: { words: [], commentIds: [] } });
    expect(decideWords(input).outcomes).toHaveLength(2);
  });

  test("comments without commands change nothing in the record", () => {
    const input = facts({ comments: [says("Looks good"), says("> /approve-plan", 101)] });

    expect(decideWords(input).entry).toEqual(input.entry);
  });

  test("our own comments are never read", () => {
    const own = comment("plan-gate[bot]", "/approve-plan", { author: account("plan-gate[bot]", 9, "Bot") });

    expect(decide({ comments: [own] }).outcomes).toEqual([]);
  });
});

describe("a comment that was decided long ago and became a command by an edit", () => {
  const entry = { ...decide({ comments: [approve] }).entry, lastCommentId: 100, commentIds: [] };
  const edited = (login: string, id = 90) => ({ ...says("/approve-plan", id, login), updatedAt: at(500) });

  test("is answered once, to people who can write", () => {
    const first = decide({
      entry,
      comments: [edited("bob"), edited("bob", 91), edited("rita", 92), approve],
      edited: [90, 91, 92],
    });
    const second = decide({ entry: first.entry, comments: [edited("bob"), approve], edited: [90] });

    expect(first.outcomes).toMatchObject([
      { state: "refused", reason: "edited", login: "bob", shouldReply: true },
    ]);
    expect(first.standing).toBe("approved by alice");
    expect(second.outcomes).toEqual([]);
  });

  test.each([
    ["not edited after all", { edited: [] }],
    ["gone", { edited: [90], vanished: [90] }],
  ])("%s: left alone", (_, changes) => {
    expect(decide({ entry, comments: [edited("bob"), approve], ...changes }).outcomes).toEqual([]);
  });

  test("not read yet: left alone", () => {
    const input = facts({ entry, comments: [edited("bob"), approve], edited: [90] });

    expect(decideWords({ ...input, facts: { ...input.facts, standings: {} } }).outcomes).toEqual([]);
  });

  test("of a bot: left alone", () => {
    const bot = { ...edited("helper[bot]"), author: account("helper[bot]", 8, "Bot") };

    expect(decide({ entry, comments: [bot, approve], edited: [90] }).outcomes).toEqual([]);
  });
});

describe("a comment that GitHub shows after one with a higher id", () => {
  const { entry } = decide({ comments: [approve] });
  const late = (body: string, id = 95) => ({ ...says(body, id, "bob"), createdAt: at(61) });
  const withLate = (comment: ReturnType<typeof late>, changes: Given = {}) =>
    decide({ entry, comments: [comment, approve], ...changes });

  test("is decided like any other", () => {
    expect(withLate(late("/reject-plan no")).standing).toBe("rejected by bob");
    expect(withLate(late("/approve-plan")).standing).toBe("approved by alice, bob");
  });

  test("is decided once", () => {
    const first = withLate(late("/reject-plan no"));

    expect(decide({ entry: first.entry, comments: [late("/reject-plan no"), approve] }).outcomes).toEqual([]);
  });

  test("is none where it became a command by an edit", () => {
    expect(withLate(late("/approve-plan"), { edited: [95] }).outcomes).toMatchObject([
      { state: "refused", reason: "edited", login: "bob" },
    ]);
  });

  test("counts as decided where a hundred newer ones were", () => {
    const ids = Array.from({ length: 101 }, (_, index) => 200 + index);
    const old = withDecided(entry, { comments: ids });

    expect(old).toMatchObject({ lastCommentId: 200, commentIds: ids.slice(1) });
    expect(decide({ entry: old, comments: [late("/reject-plan no"), approve] }).outcomes).toEqual([]);
  });
});

describe("an approval of another text", () => {
  const { entry } = decide({ comments: [approve] });

  test("is void, and shown so that the change since can be seen", () => {
    const decision = decide({ entry, subjects: [later], comments: [approve] });

    expect(decision.bySubject[f15.subject]?.approval).toMatchObject({
      state: "waiting",
      approvals: [],
      voided: [{ login: "alice", digest: f15.digest, files: f15.files }],
      lapsed: [],
    });
  });

  test("counts again when its text comes back", () => {
    const away = decide({ entry, subjects: [later], comments: [approve] });

    expect(decide({ entry: away.entry, comments: [approve] }).standing).toBe("approved by alice");
  });

  test("does not when its author spoke against a later one", () => {
    const comments = [approve, says("/reject-plan worse", 101)];
    const away = decide({ entry, subjects: [later], comments });

    expect(away.standing).toBe("rejected by alice");
    expect(decide({ entry: away.entry, comments }).standing).toBe("waiting for 1");
  });

  test("is remembered for five texts, newest first", () => {
    const versions = Array.from({ length: 7 }, (_, index) => feature("F-15", `w${String(index)}`));
    let record = shownAt(0, []);
    versions.forEach((version, index) => {
      const body = `/approve-plan ${version.digest.slice(0, 12)}`;
      const people = { [`p${String(index)}`]: "maintain" } as const;
      const said = comment(`p${String(index)}`, body, { id: 100 + index });
      record = decide({
        entry: shownAt(index, [version], record),
        subjects: [version],
        comments: [said],
        people,
      }).entry;
    });
    const approval = decide({ entry: record, subjects: [f15] }).bySubject[f15.subject]?.approval;

    expect(record.words).toHaveLength(5);
    expect(approval?.state === "waiting" ? approval.voided.map(({ login }) => login) : []).toEqual([
      "p6",
      "p5",
      "p4",
      "p3",
      "p2",
    ]);
  });
});

function standingOfAlice() {
  const all = { read: true, triage: true, write: true, maintain: true, admin: false };
  return { account: account("alice", idOf("alice")), permissions: all, isSuspended: false };
}
