import { describe, expect, test } from "vitest";
import { takenBack, withGreenHead } from "../../../src/approval/record/green-heads.ts";
import type { LedgerEntry } from "../../../src/approval/record/ledger.ts";
import { comment, decide, f15, feature, shownAt } from "../world.ts";

const sha = (number: number): string => number.toString(16).padStart(40, "0");
const says = (body: string, id: number, login = "alice") => comment(login, body, { id });
const approve = says("/approve-plan", 100);
const { entry: approved } = decide({ comments: [approve] });
const left = withGreenHead(approved, sha(1));
const after = (body: string, entry = left): LedgerEntry =>
  decide({ entry, comments: [approve, says(body, 101)] }).entry;
const shut = (entry: LedgerEntry, minimum = 1) =>
  takenBack(entry, { minimum, lapsed: [] }).map(({ headSha }) => headSha);

describe("a head that was left while its check was green", () => {
  test("is remembered with the texts that were approved there", () => {
    expect(left.greenHeads).toEqual([{ headSha: sha(1), texts: [f15.digest] }]);
  });

  test("is remembered once", () => {
    expect(withGreenHead(left, sha(1)).greenHeads).toHaveLength(1);
  });

  test("is not where nothing was approved there", () => {
    expect(withGreenHead(shownAt(0, [f15]), sha(1)).greenHeads).toEqual([]);
    expect(withGreenHead(shownAt(90, [feature("F-15", "v2")], approved), sha(1)).greenHeads).toEqual([]);
  });

  test("is forgotten behind ten others", () => {
    const many = Array.from({ length: 11 }, (_, index) => sha(index));
    const entry = many.reduce((all, head) => withGreenHead(all, head), approved);

    expect(entry.greenHeads.map(({ headSha }) => headSha)).toEqual(many.slice(1));
  });
});

describe("its check stays", () => {
  test("while the approval stands, and when another text is approved", () => {
    expect(shut(left)).toEqual([]);
    expect(
      shut(decide({ entry: left, comments: [approve, says("/approve-plan", 101, "bob")] }).entry),
    ).toEqual([]);
  });
});

describe("its approval is taken back", () => {
  test.each(["/reject-plan no", "/revoke-plan"])("by %s of the one who approved", (body) => {
    expect(shut(after(body))).toEqual([sha(1)]);
  });

  test("by a rejection of somebody else", () => {
    expect(
      shut(decide({ entry: left, comments: [approve, says("/reject-plan no", 101, "bob")] }).entry),
    ).toEqual([sha(1)]);
  });

  test("by a rejection of a later text by the one who approved", () => {
    const later = feature("F-15", "v2");
    const { entry } = decide({
      subjects: [later],
      entry: shownAt(0, [later], left),
      comments: [approve, says("/reject-plan no", 101)],
    });

    expect(shut(entry)).toEqual([sha(1)]);
  });

  test("when too few are left, and when the word lapsed", () => {
    expect(shut(left, 2)).toEqual([sha(1)]);
    expect(takenBack(left, { minimum: 1, lapsed: approved.words })).toHaveLength(1);
  });

  test("no longer when its author approves again", () => {
    const { entry } = decide({
      entry: after("/reject-plan no"),
      comments: [approve, says("/reject-plan no", 101), says("/approve-plan", 102)],
    });

    expect(shut(entry)).toEqual([]);
  });
});

describe("a head that was green by an override", () => {
  const people = { people: { root: "admin" }, config: { override: "admins" } } as const;
  const overriding = says("/override-plan now", 100, "root");
  const green = withGreenHead(decide({ ...people, comments: [overriding] }).entry, sha(1));

  test("stays while that stands, whatever the minimum", () => {
    expect(green.greenHeads).toEqual([{ headSha: sha(1), texts: [f15.digest] }]);
    expect(shut(green, 2)).toEqual([]);
  });

  test("is shut once it is taken back or lapses", () => {
    const comments = [overriding, says("/revoke-plan", 101, "root")];

    expect(shut(decide({ ...people, entry: green, comments }).entry)).toEqual([sha(1)]);
    expect(takenBack(green, { minimum: 1, lapsed: green.words })).toHaveLength(1);
  });
});
