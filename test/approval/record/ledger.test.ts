import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readBlock, roomTaken, writeBlock } from "../../../src/approval/record/ledger-block.ts";
import type { Word } from "../../../src/approval/approval.ts";
import {
  emptyEntry,
  formatLedger,
  readLedger,
  recordShown,
  resolveShown,
  type Ledger,
  type LedgerEntry,
} from "../../../src/approval/record/ledger.ts";
import { mergeEntries } from "../../../src/approval/record/merge-entries.ts";
import { at, checkRun, comment, decide, f15, feature, shownAt } from "../world.ts";

const later = feature("F-15", "v2");
const time = fc.integer({ min: 0, max: 100_000 }).map(at);
const hex = (digits: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${String(digits)}}$`));
const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });
const id = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

const word: fc.Arbitrary<Word> = fc.record({
  type: fc.constantFrom("approve", "reject", "revoke", "waive"),
  subject: text,
  digest: hex(64),
  personId: id,
  login: text,
  method: fc.constantFrom("comment", "button", "review"),
  sourceId: text,
  nodeId: fc.option(text),
  url: text,
  at: time,
  ruleId: fc.option(text),
  reason: fc.option(text),
  files: fc.array(fc.record({ path: text, mode: fc.constantFrom("100644", "120000"), blobId: hex(40) }), {
    maxLength: 3,
  }),
});

const entry: fc.Arbitrary<LedgerEntry> = fc.record({
  shown: fc.array(
    fc.record({ subject: text, digest: hex(64), at: fc.option(time), after: fc.option(time) }),
    { maxLength: 4 },
  ),
  words: fc.array(word, { maxLength: 4 }),
  lastCommentId: fc.nat({ max: 1_000 }),
  commentIds: fc
    .uniqueArray(fc.integer({ min: 1_001, max: 2 ** 40 }), { maxLength: 4 })
    .map((ids) => ids.toSorted((a, b) => a - b)),
  lastReviewId: fc.nat({ max: 1_000 }),
  reviewIds: fc
    .uniqueArray(fc.integer({ min: 1_001, max: 2 ** 40 }), { maxLength: 3 })
    .map((ids) => ids.toSorted((a, b) => a - b)),
  presses: fc.array(text, { maxLength: 3 }),
  replies: fc.array(fc.record({ personId: id, reason: text, at: time }), { maxLength: 3 }),
  previousHeadSha: fc.option(hex(40)),
  lastForcePush: fc.option(text),
  reviewsRequested: fc.boolean(),
  isFull: fc.boolean(),
  greenHeads: fc.array(fc.record({ headSha: hex(40), texts: fc.array(hex(64), { maxLength: 2 }) }), {
    maxLength: 2,
  }),
});

const ledger: fc.Arbitrary<Ledger> = fc.record({
  version: fc.constant(1 as const),
  repositoryId: id,
  pullRequests: fc.dictionary(fc.integer({ min: 1, max: 99_999 }).map(String), entry, {
    maxKeys: 3,
    noNullPrototype: true,
  }),
});

function textOf(written: string | null): { readonly text: string | null } {
  return { text: written };
}

describe("the record survives being written and read", () => {
  test("whatever it holds", () => {
    fc.assert(
      fc.property(ledger, text, (original, before) => {
        const block = formatLedger(original);
        const run = checkRun(emptyEntry, textOf(`${before}\n\n${block ?? ""}\n`));

        expect(readLedger(run, original.repositoryId)).toEqual({ state: "read", ledger: original });
      }),
    );
  });

  test("in one line that Markdown does not show", () => {
    const block = formatLedger({
      version: 1,
      repositoryId: 1,
      pullRequests: { "7": decide({ comments: [comment("alice", "/approve-plan")] }).entry },
    });

    expect(block).toMatch(/^<!-- plan-gate-record [A-Za-z0-9_-]+ -->$/);
    expect(block?.length).toBeLessThan(1200);
  });

  test("with line endings of Windows before it", () => {
    const { text: written } = checkRun(emptyEntry);

    expect(readLedger(checkRun(emptyEntry, textOf(written?.replaceAll("\n", "\r\n") ?? "")), 1).state).toBe(
      "read",
    );
  });
});

describe("only the very last line is the record", () => {
  const forged = checkRun(decide({ comments: [comment("alice", "/approve-plan")] }).entry).text ?? "";

  test("a record in quoted text before it is not read", () => {
    const run = checkRun(emptyEntry);

    expect(readLedger({ ...run, text: `${forged}\n${run.text ?? ""}` }, 1)).toMatchObject({
      ledger: { pullRequests: { "7": { words: [] } } },
    });
  });

  test.each([
    ["no check run", null],
    ["no text", checkRun(emptyEntry, textOf(null))],
    ["a text without one", checkRun(emptyEntry, textOf("For the reviewer"))],
    ["one that is not last", checkRun(emptyEntry, textOf(`${forged}\nmore`))],
    ["one within a line", checkRun(emptyEntry, textOf(`> ${forged.split("\n").at(-1) ?? ""}`))],
  ])("none: %s", (_, run) => {
    expect(readLedger(run, 1)).toEqual({ state: "none" });
  });

  const block = (encoded: string) => `<!-- plan-gate-record ${encoded} -->`;
  const packed = (value: unknown) => block(deflateSync(JSON.stringify(value)).toString("base64url"));
  const valid = { version: 1, repositoryId: 1, pullRequests: {} };

  test.each([
    ["cut", forged.slice(0, -10), "damaged"],
    ["not base64url", "<!-- plan-gate-record a+b -->", "damaged"],
    ["of an impossible length", "<!-- plan-gate-record abcde -->", "damaged"],
    ["empty", "<!-- plan-gate-record  -->", "damaged"],
    ["no JSON", block(btoa("nonsense!")), "damaged"],
    ["JSON of another form", block(btoa("[1,2,300]")), "damaged"],
    ["a list that names nothing", block(btoa("[[],[],-500]")), "damaged"],
    [
      "an object without names",
      block(btoa("[[],[],[7,1]]0".slice(0, -1)).replaceAll("=", "")),
      "has another format",
    ],
    [
      "nested without end",
      block(btoa(`[[],[],${"[0,".repeat(500)}1${"]".repeat(500)}]`).replaceAll("=", "")),
      "has another format",
    ],
    [
      "cut while it was compressed",
      packed({ long: "text ".repeat(50) }).replace(/.{20} -->$/, " -->"),
      "damaged",
    ],
    ["larger than it may be when it is unpacked", packed(" ".repeat(3_000_000)), "damaged"],
    ["too long", `<!-- plan-gate-record ${"A".repeat(20_000)} -->`, "damaged"],
    ["another version", packed({ ...valid, version: 2 }), "has another format"],
    ["an unknown key", packed({ ...valid, extra: true }), "has another format"],
    ["no pull request's number", packed({ ...valid, pullRequests: { x: emptyEntry } }), "has another format"],
    ["another repository", packed({ ...valid, repositoryId: 2 }), "is about another repository"],
  ])("unreadable: %s", (_, written, why) => {
    const reading = readLedger(checkRun(emptyEntry, textOf(written)), 1);

    expect(reading).toMatchObject({ state: "unreadable" });
    expect(reading.state === "unreadable" ? reading.why : "").toContain(why);
  });

  test("whatever the last line holds, reading does not throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (noise) => {
        expect(["none", "unreadable"]).toContain(
          readLedger(checkRun(emptyEntry, textOf(`<!-- plan-gate-record ${noise} -->`)), 1).state,
        );
      }),
    );
  });
});

describe("the record as the first version wrote it", () => {
  const old = [
    "W1siLnNwZWNpZnkvc3BlY3MvZi0xNS14IiwiMzU3MDQ3MTcyODM0ZTQ2ZDg4MDk3NDlhZmYzMDZkODYxNmZlMGUwYWQ0YzM3NTI1",
    "MTNhNWRkNjdiYjM3YTczYSIsIjIwMjYtMTEtMjJUMTA6MDA6MDBaIiwiY29tbWVudCIsIjEwMCIsIklDXzEwMCIsImFsaWNlIiwi",
    "aHR0cHM6Ly9naXRodWIudGVzdC9vY3RvL2hlbGxvL3B1bGwvNyNpc3N1ZWNvbW1lbnQtMTAwIiwiMjAyNi0xMS0yMlQxMDowMTow",
    "MFoiLCJhcHByb3ZlIiwicGxhbi5tZCIsIjEwMDY0NCIsIjg3MWIzMzljZjE3N2UxYzY3NTZhMzhjMDQzMzgzNjUzMTFlYzJlNjYi",
    "XSxbWyJ2ZXJzaW9uIiwicmVwb3NpdG9yeUlkIiwicHVsbFJlcXVlc3RzIl0sWyI3Il0sWyJzaG93biIsIndvcmRzIiwibGFzdENv",
    "bW1lbnRJZCIsInJldmlld0lkcyIsInByZXNzZXMiLCJyZXBsaWVzIiwicHJldmlvdXNIZWFkU2hhIiwicmV2aWV3c1JlcXVlc3Rl",
    "ZCJdLFsic3ViamVjdCIsImRpZ2VzdCIsImF0IiwiYWZ0ZXIiXSxbIm1ldGhvZCIsInNvdXJjZUlkIiwibm9kZUlkIiwicGVyc29u",
    "SWQiLCJsb2dpbiIsInVybCIsImF0IiwidHlwZSIsInN1YmplY3QiLCJkaWdlc3QiLCJydWxlSWQiLCJyZWFzb24iLCJmaWxlcyJd",
    "LFsicGF0aCIsIm1vZGUiLCJibG9iSWQiXV0sWzEsMSwxLFsyLFszLFswLFs0LC0xLC0yLC0zLG51bGxdXSxbMCxbNSwtNCwtNSwt",
    "NiwzMDYyMTgsLTcsLTgsLTksLTEwLC0xLC0yLG51bGwsbnVsbCxbMCxbNiwtMTEsLTEyLC0xM11dXV0sMTAwLFswXSxbMF0sWzBd",
    "LG51bGwsZmFsc2VdXV1d",
  ].join("");

  test("is read", () => {
    const reading = readLedger(checkRun(emptyEntry, textOf(`<!-- plan-gate-record ${old} -->`)), 1);

    expect(reading).toMatchObject({
      state: "read",
      ledger: {
        pullRequests: {
          "7": {
            lastCommentId: 100,
            commentIds: [],
            lastReviewId: 0,
            isFull: false,
            words: [{ type: "approve", login: "alice", digest: f15.digest, files: f15.files }],
          },
        },
      },
    });
    expect(reading).not.toHaveProperty(["ledger", "pullRequests", "7", "lastForcePush"]);
  });
});

test("what could not be read back is not written", () => {
  const subject = "x".repeat(5_000);
  const shown = [{ subject, digest: f15.digest, at: null, after: null }];

  expect(
    formatLedger({ version: 1, repositoryId: 1, pullRequests: { "7": { ...emptyEntry, shown } } }),
  ).toBeNull();
});

describe("what was shown, and when", () => {
  const run = (completedAt: string | null) => checkRun(emptyEntry, { completedAt });

  test("a new text has no time until GitHub tells one", () => {
    expect(recordShown(emptyEntry, [f15], run(at(5))).shown).toEqual([
      { subject: f15.subject, digest: f15.digest, at: null, after: at(5) },
    ]);
    expect(recordShown(emptyEntry, [f15], null).shown).toMatchObject([{ after: null }]);
  });

  test("a text that is shown already keeps its time", () => {
    const shown = shownAt(0, [f15]);

    expect(recordShown(shown, [f15], run(at(5)))).toBe(shown);
  });

  test("a text that comes back is shown anew", () => {
    const { shown } = recordShown(shownAt(10, [later], shownAt(0, [f15])), [f15], run(at(20)));

    expect(shown.map(({ digest, at: since }) => [digest, since])).toEqual([
      [f15.digest, at(0)],
      [later.digest, at(10)],
      [f15.digest, null],
    ]);
  });

  test("five texts of each feature are remembered", () => {
    const versions = Array.from({ length: 7 }, (_, index) => feature("F-15", `w${String(index)}`));
    const record = versions.reduce(
      (all, version, index) => shownAt(index, [version], all),
      shownAt(0, [feature("F-1")]),
    );

    expect(record.shown.map(({ digest }) => digest)).toEqual([
      feature("F-1").digest,
      ...versions.slice(2).map(({ digest }) => digest),
    ]);
  });

  test.each([
    ["since the check run was completed, where that moved", null, at(30), at(30)],
    ["since it was completed again", at(20), at(30), at(30)],
    ["since now, where it did not move", at(30), at(30), at(99)],
    ["since now, where it went back", at(40), at(30), at(99)],
    ["since now, where it is not completed", null, null, at(99)],
  ])("%s", (_, after, completedAt, expected) => {
    const record = { ...emptyEntry, shown: [{ subject: "a", digest: f15.digest, at: null, after }] };

    expect(resolveShown(record, run(completedAt), at(99)).shown).toMatchObject([{ at: expected }]);
  });

  test("a known time stays", () => {
    expect(resolveShown(shownAt(0, [f15]), run(at(50)), at(99))).toEqual(shownAt(0, [f15]));
  });
});

describe("the records of several heads are one", () => {
  const says = (body: string, number: number) => comment("alice", body, { id: number });
  const approved = decide({ comments: [says("/approve-plan", 100)] }).entry;
  const rejected = decide({
    entry: approved,
    comments: [says("/approve-plan", 100), says("/reject-plan no", 101)],
  }).entry;

  test("of one, nothing changes", () => {
    fc.assert(
      fc.property(entry, (one) => {
        const sorted = mergeEntries([one]);

        expect(mergeEntries([sorted])).toEqual(sorted);
        expect(sorted.words).toEqual(one.words);
      }),
    );
  });

  test("of none, nothing is known", () => {
    expect(mergeEntries([])).toEqual(emptyEntry);
  });

  test("earlier green heads that any of them knows are remembered, each once", () => {
    const head = (digit: string) => ({ headSha: digit.repeat(40), texts: [f15.digest] });
    const knowing = (base: LedgerEntry, ...digits: readonly string[]) => ({
      ...base,
      greenHeads: digits.map(head),
    });

    const { greenHeads } = mergeEntries([knowing(rejected, "2", "3"), knowing(approved, "1", "2")]);

    expect(greenHeads).toEqual(["1", "2", "3"].map(head));
  });

  test("the order of heads makes no difference to what was said", () => {
    expect(mergeEntries([approved, rejected]).words).toEqual(rejected.words);
    expect(mergeEntries([rejected, approved]).words).toEqual(rejected.words);
  });

  test("words that only one head knows come in at their time", () => {
    const early = decide({ comments: [says("/reject-plan no", 90)] }).entry;
    const merged = mergeEntries([early, approved]);

    expect(merged.words.map(({ type }) => type)).toEqual(["reject", "approve"]);
    expect(merged.commentIds).toEqual([90, 100]);
  });

  test("within one second, what blocks comes last", () => {
    const same = (body: string, number: number) =>
      decide({ comments: [{ ...says(body, number), createdAt: at(60) }] }).entry;
    const types = (...entries: LedgerEntry[]) => mergeEntries(entries).words.map(({ type }) => type);

    expect(types(same("/reject-plan no", 99), same("/approve-plan", 100))).toEqual(["approve", "reject"]);
    expect(types(same("/approve-plan", 99), same("/reject-plan no", 100))).toEqual(["approve", "reject"]);
  });

  test("a press that was decided before a comment of an earlier time stays before it", () => {
    const press = approved.words.map((one) => ({
      ...one,
      method: "button" as const,
      sourceId: "guid",
      at: at(600),
    }));
    const both = { ...rejected, words: [...press, ...rejected.words.slice(1)] };

    expect(mergeEntries([approved, both]).words.map(({ type, method }) => `${type} ${method}`)).toEqual([
      "approve comment",
      "approve button",
      "reject comment",
    ]);
  });

  test("a showing stands once however many heads keep it, and everything else is joined", () => {
    const first = {
      ...shownAt(0, [f15]),
      reviewIds: [1],
      presses: ["a"],
      replies: [{ personId: 1, reason: "stale", at: at(1) }],
      reviewsRequested: true,
    };
    const second = {
      ...shownAt(50, [f15]),
      reviewIds: [1, 2],
      presses: ["b"],
      replies: [{ personId: 1, reason: "stale", at: at(2) }],
    };
    const unknown = recordShown(shownAt(70, [later]), [f15], checkRun(emptyEntry));

    expect(mergeEntries([second, first, second, unknown])).toMatchObject({
      shown: [
        { digest: f15.digest, at: at(0) },
        { digest: f15.digest, at: at(50) },
        { digest: later.digest, at: at(70) },
        { digest: f15.digest, at: null },
      ],
      reviewIds: [1, 2],
      presses: ["b", "a"],
      replies: [{ at: at(2) }],
      reviewsRequested: true,
    });
  });
});

describe("what packs small and unpacks large", () => {
  const mebibyte = 1024 * 1024;
  const long = (characters: number) => "a".repeat(characters - 2);

  test("is written up to what is read back", () => {
    const block = writeBlock(long(mebibyte));

    expect(readBlock(block ?? "")).toEqual({ state: "read", value: long(mebibyte) });
    expect(roomTaken(long(mebibyte))).toBe(16 * 1024);
  });

  test("is not written past that, counted in bytes", () => {
    expect(writeBlock(long(mebibyte + 1))).toBeNull();
    expect(writeBlock("é".repeat(mebibyte / 2))).toBeNull();
    expect(roomTaken(long(mebibyte + 1))).toBeGreaterThan(16 * 1024);
  });
});
