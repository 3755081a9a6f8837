import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Word } from "../../../src/approval/approval.ts";
import {
  emptyEntry,
  formatLedger,
  readLedger,
  type LedgerEntry,
} from "../../../src/approval/record/ledger.ts";
import { makeRoom, shortName, withNames } from "../../../src/approval/record/room.ts";
import { digestOf } from "../../../src/approval/digest.ts";
import { at, checkRun, comment, decide, feature, refusalOf, shownAt } from "../world.ts";

/** Hex digits that look random and are always the same. */
const noise = (seed: string, length: number): string =>
  Array.from({ length: Math.ceil(length / 64) }, (_, index) =>
    digestOf([{ path: `${seed} ${index}`, mode: "", blobId: "" }]),
  )
    .join("")
    .slice(0, length);

const [approval] = decide({ comments: [comment("alice", "/approve-plan")] }).entry.words;
const wordOf = (number: number, changes: Partial<Word> = {}): Word => {
  if (approval === undefined) throw new Error("no word was recorded");
  const subject = `.specify/f-${number}`;
  return {
    ...approval,
    subject,
    personId: number,
    digest: noise(`digest ${number}`, 64),
    files: [],
    ...changes,
  };
};
const words = (count: number, changes: (index: number) => Partial<Word> = () => ({})): readonly Word[] =>
  Array.from({ length: count }, (_, index) => wordOf(index, changes(index)));
const entryWith = (all: readonly Word[], changes: Partial<LedgerEntry> = {}): LedgerEntry => ({
  ...emptyEntry,
  words: all,
  ...changes,
});
const kept = (pullRequests: Readonly<Record<string, LedgerEntry>>, open: readonly string[] = ["7"]) => {
  const ledger = makeRoom({ version: 1, repositoryId: 1, pullRequests }, new Set(open));
  return { entries: ledger.pullRequests, isWritten: formatLedger(ledger) !== null };
};

describe("where room is short", () => {
  test("nothing goes as long as there is enough", () => {
    const entry = entryWith(
      words(20, () => ({ reason: "why", files: [{ path: "a", mode: "1", blobId: "b" }] })),
    );

    expect(kept({ "7": entry })).toEqual({ entries: { "7": entry }, isWritten: true });
  });

  test("lists of files go first", () => {
    const files = (index: number) =>
      Array.from({ length: 40 }, (_, file) => ({
        path: "plan.md",
        mode: "100644",
        blobId: noise(`blob ${index} ${file}`, 40),
      }));
    const entry = entryWith(words(20, (index) => ({ type: "reject", reason: "why", files: files(index) })));
    const after = kept({ "7": entry });

    expect(after.entries["7"]?.words).toEqual(entry.words.map((word) => ({ ...word, files: [] })));
    expect(after.isWritten).toBe(true);
  });

  test("then what people wrote", () => {
    const entry = entryWith(
      words(60, (index) => ({ type: "reject", reason: noise(`reason ${index}`, 500) })),
      {
        shown: [0, 1, 2].map((second) => ({
          subject: "a",
          digest: noise("x", 64),
          at: at(second),
          after: null,
        })),
      },
    );
    const after = kept({ "7": entry });

    expect(after.entries["7"]?.words).toEqual(
      entry.words.map((word) => ({ ...word, reason: null, url: "", nodeId: null })),
    );
    expect(after.entries["7"]?.shown).toEqual(entry.shown.slice(1));
    expect(after.isWritten).toBe(true);
  });

  test("then all but the newest of what was decided, answered and shown", () => {
    const many = Array.from({ length: 100 }, (_, index) => index + 1);
    const entry = entryWith(
      words(200, () => ({ type: "reject" })),
      {
        commentIds: many,
        reviewIds: many,
        presses: many.map((id) => noise(`press ${id}`, 36)).slice(50),
        replies: many.map((id) => ({
          personId: id * 7_919,
          reason: "stale",
          at: at(id * 61),
          login: noise(`l${id}`, 20),
        })),
        shown: [0, 1].map((second) => ({
          subject: "a",
          digest: noise("x", 64),
          at: at(second),
          after: null,
        })),
      },
    );
    const after = kept({ "7": entry });

    expect(after.entries["7"]).toMatchObject({
      lastCommentId: 90,
      commentIds: many.slice(90),
      lastReviewId: 90,
    });
    expect([after.entries["7"]?.presses.length, after.entries["7"]?.replies.length]).toEqual([10, 10]);
    expect(after.entries["7"]?.shown).toEqual(entry.shown.slice(1));
    expect(after.isWritten).toBe(true);
  });

  test("then what is known of closed pull requests, but for objections", () => {
    const objection = wordOf(1, { type: "reject" });
    const pullRequests = {
      "5": entryWith([objection, ...words(100, (index) => ({ digest: noise(`other ${index}`, 64) }))]),
      "6": entryWith([]),
      "7": entryWith(words(200)),
    };
    const after = kept(pullRequests);

    expect(after.entries["5"]?.words).toMatchObject([{ type: "reject", digest: objection.digest }]);
    expect(after.entries["7"]?.words).toHaveLength(200);
    expect(after.isWritten).toBe(true);
  });

  test("then long names of texts, which come back where the text is still there", () => {
    const subject = (index: number) => `.specify/specs/${noise(`path ${index}`, 200)}`;
    const entry = entryWith(
      words(120, (index) => ({ subject: subject(index % 60) })),
      { shown: [{ subject: subject(0), digest: noise("digest 0", 64), at: at(0), after: null }] },
    );
    const after = kept({ "6": entryWith([]), "7": entry });
    const subjects = Array.from({ length: 60 }, (_, index) => subject(index));
    const named = withNames(after.entries["7"] ?? emptyEntry, [...subjects, "config"]);

    expect(after.entries["7"]?.words[0]?.subject).toBe(shortName(subject(0)));
    expect(shortName(subject(0))).toMatch(/^\/\/[0-9a-f]{32}$/);
    expect(named.words.map((word) => word.subject)).toEqual(entry.words.map((word) => word.subject));
    expect(named.shown).toEqual(entry.shown);
    expect(withNames(after.entries["7"] ?? emptyEntry, []).words[0]?.subject).toBe(shortName(subject(0)));
    expect(after.isWritten).toBe(true);
  });

  test("what is too much for all that is not written", () => {
    expect(kept({ "7": entryWith(words(500)) }).isWritten).toBe(false);
  });

  test("a closed pull request with an objection stays even where there is too much, another does not", () => {
    const objection = entryWith([wordOf(1, { type: "reject" })]);
    const { entries } = kept({ "5": entryWith(words(2)), "6": objection, "7": entryWith(words(900)) });

    expect(Object.keys(entries)).toEqual(["6", "7"]);
  });

  test("a record that was made smaller stays as it is", () => {
    const entry = entryWith(
      words(60, (index) => ({ type: "reject", reason: noise(`reason ${index}`, 500) })),
    );
    const once = kept({ "7": entry });

    expect(once.isWritten).toBe(true);
    expect(kept(once.entries)).toEqual(once);
  });
});

test("of many pull requests with one head, closed ones on which nobody objected are forgotten", () => {
  const numbers = Array.from({ length: 30 }, (_, index) => String(index + 1));
  const pullRequests = Object.fromEntries(
    numbers.map((number) => [number, entryWith(number === "3" ? [wordOf(1, { type: "reject" })] : [])]),
  );
  const { entries, isWritten } = kept(pullRequests, ["1", "30"]);

  expect(Object.keys(entries)).toEqual(["1", "3", ...numbers.slice(12)]);
  expect(isWritten).toBe(true);
});

describe("the room for objections", () => {
  const full = entryWith(words(210), { shown: shownAt(0, [feature("F-15")]).shown });
  const shared = { "8": emptyEntry, "9": emptyEntry };

  test("is nothing that an approval can take", () => {
    const decision = decide({
      entry: full,
      comments: [comment("alice", "/approve-plan")],
    });

    expect(refusalOf(decision)).toBe(
      "record-full: The check keeps the decisions of a head in 16 KB and has no room left for this one. Split the pull request, so that fewer texts are decided on together.",
    );
    expect(decision.standing).toBe("waiting for 1");
  });

  test("is free again on a head of one's own", () => {
    const decision = decide({
      entry: full,
      others: shared,
      comments: [comment("alice", "/approve-plan")],
    });

    expect(refusalOf(decision)).toContain(
      "The head is shared with #8, #9: push a commit, so that this pull request has one of its own, and write the command again.",
    );
  });

  test("takes a rejection, however long", () => {
    const body = `/reject-plan ${"理由".repeat(250)}`;
    const decision = decide({ entry: full, comments: [comment("alice", body)] });
    const after = kept({ "7": decision.entry });

    expect(decision.outcomes).toMatchObject([{ state: "accepted" }]);
    expect(decision.standing).toBe("rejected by alice");
    expect(after.entries["7"]?.words.at(-1)).toMatchObject({ type: "reject", login: "alice" });
    expect(after.entries["7"]?.words).toHaveLength(211);
    expect(after.isWritten).toBe(true);
  });

  test("is made by dropping approvals, the oldest first", () => {
    const crowded = entryWith([
      ...words(200, (index) => ({ type: index < 100 ? "reject" : "approve" })),
      ...words(110, (index) => ({
        type: "reject",
        personId: 1_000 + index,
        digest: noise(`more ${index}`, 64),
      })),
    ]);
    const { entry } = decide({ entry: crowded, comments: [comment("alice", "/reject-plan no")] });
    const objections = entry.words.filter(({ type }) => type === "reject");

    expect(objections).toHaveLength(211);
    expect(entry.words.length).toBeLessThan(311);
    expect(entry.isFull).toBe(false);
    expect(entry.words.find(({ type }) => type === "approve")?.personId).not.toBe(100);
    expect(kept({ "7": entry }).isWritten).toBe(true);
  });

  test("is used up only by objections, and then the pull request stays shut", () => {
    const crowded = entryWith(words(500, () => ({ type: "reject" })));
    const { entry } = decide({ entry: crowded, comments: [comment("alice", "/reject-plan no")] });

    expect(entry.isFull).toBe(true);
    expect(kept({ "7": entry }).isWritten).toBe(true);
  });
});

describe("a record that packs small", () => {
  const long = `contracts/${"d".repeat(4_000)}`;
  const files = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      path: `${long}/${index}`,
      mode: "100644",
      blobId: "e".repeat(40),
    }));
  const readBack = (entry: LedgerEntry) => readLedger(checkRun(entry), 1);

  test("is made to unpack to what is read back: lists of files go", () => {
    const entry = entryWith([wordOf(1, { type: "reject", reason: "no" }), wordOf(2, { files: files(300) })]);
    const after = kept({ "7": entry });

    expect(formatLedger({ version: 1, repositoryId: 1, pullRequests: { "7": entry } })).toBeNull();
    expect(after.entries["7"]?.words).toEqual(entry.words.map((word) => ({ ...word, files: [] })));
    expect(readBack(after.entries["7"] ?? emptyEntry)).toMatchObject({ state: "read" });
  });

  test("leaves the room for objections that another does", () => {
    const alike = words(3_000, () => ({ digest: "d".repeat(64), personId: 1, type: "reject" }));
    const entry = entryWith(alike, { shown: shownAt(0, [feature("F-15")]).shown });
    const rejected = decide({ entry, comments: [comment("alice", "/reject-plan no")] });

    expect(refusalOf(decide({ entry, comments: [comment("alice", "/approve-plan")] }))).toContain(
      "record-full",
    );
    expect(rejected.entry.words).toHaveLength(3_001);
    expect(kept({ "7": rejected.entry }).isWritten).toBe(true);
  });

  test("whatever is written reads back as it was", () => {
    const word = fc
      .record({
        personId: fc.nat(),
        type: fc.constantFrom("approve", "reject", "waive"),
        count: fc.nat({ max: 400 }),
      })
      .map(({ personId, type, count }) => wordOf(personId, { type, files: files(count) }));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 4 }), (all) => {
        const { entries, isWritten } = kept({ "7": entryWith(all) });

        expect(isWritten).toBe(true);
        expect(readBack(entries["7"] ?? emptyEntry)).toEqual({
          state: "read",
          ledger: { version: 1, repositoryId: 1, pullRequests: entries },
        });
      }),
      { numRuns: 20 },
    );
  });
});
