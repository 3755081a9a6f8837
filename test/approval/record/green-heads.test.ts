import { describe, expect, test } from "vitest";
import { outgrown, takenBack, withGreenHead } from "../../../src/approval/record/green-heads.ts";
import type { LedgerEntry } from "../../../src/approval/record/ledger.ts";
import { defaultConfig } from "../../../src/config/config.ts";
import { comment, commit, decide, f15, facts, feature, type Given, shownAt, standing } from "../world.ts";

const sha = (number: number): string => number.toString(16).padStart(40, "0");
const says = (body: string, id: number, login = "alice") => comment(login, body, { id });
const approve = says("/approve-plan", 100);
const { entry: approved } = decide({ comments: [approve] });
const left = withGreenHead(approved, sha(1));
const after = (body: string, entry = left): LedgerEntry =>
  decide({ entry, comments: [approve, says(body, 101)] }).entry;
/** Heads that are shut, with the comment of the approval still there. */
const shut = (entry: LedgerEntry, given: Given = {}) =>
  takenBack(facts({ comments: [approve], ...given, entry }), entry).map(({ headSha }) => headSha);
const two = { config: { minimum: 2 } } as const;

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

  test("is outgrown behind ten others", () => {
    const many = Array.from({ length: 11 }, (_, index) => sha(index));
    const entry = many.reduce((all, head) => withGreenHead(all, head), approved);

    expect(outgrown(left)).toEqual([]);
    expect(outgrown(entry).map(({ headSha }) => headSha)).toEqual(many.slice(0, 1));
  });
});

describe("its check stays", () => {
  test("while the approval stands, and when another text is approved", () => {
    expect(shut(left)).toEqual([]);
    expect(
      shut(decide({ entry: left, comments: [approve, says("/approve-plan", 101, "bob")] }).entry),
    ).toEqual([]);
  });

  test("when one of more than are asked is gone", () => {
    const comments = [approve, says("/approve-plan", 101, "bob")];
    const { entry } = decide({ entry: left, comments });

    expect(shut(entry, { comments, standings: [standing("bob", "read")] })).toEqual([]);
    expect(shut(entry, { ...two, comments, standings: [standing("bob", "read")] })).toEqual([sha(1)]);
  });

  test("when somebody who may not decide any more had rejected it", () => {
    const comments = [approve, says("/reject-plan no", 101, "bob")];
    const { entry } = decide({ entry: left, comments });

    expect(shut(entry, { comments, standings: [standing("bob", "read")] })).toEqual([]);
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
    expect(shut(left, two)).toEqual([sha(1)]);
    expect(shut(left, { standings: [standing("alice", "read")] })).toEqual([sha(1)]);
  });

  test.each<[string, Given]>([
    ["has another text", { subjects: [feature("F-15", "v2")] }],
    ["changes it no more", { subjects: [], absent: [feature("F-15", "v2")] }],
    ["changes only what nobody approved", { subjects: [feature("F-16")] }],
  ])("also while the newest head %s", (_, here) => {
    expect(shut(left, here)).toEqual([]);
    expect(shut(left, { ...here, standings: [standing("alice", "read")] })).toEqual([sha(1)]);
    expect(shut(left, { ...here, comments: [] })).toEqual([sha(1)]);
    expect(shut(left, { ...here, edited: [100] })).toEqual([sha(1)]);
    expect(shut(left, { ...here, ...two })).toEqual([sha(1)]);
  });

  test("by who wrote a part of the text since", () => {
    const touchingCommits = [commit({ account: standing("alice", "maintain").account })];

    expect(shut(left, { subjects: [feature("F-15", "v2")], touchingCommits })).toEqual([sha(1)]);
  });

  test("when a group is asked of which nobody approved, or another policy of which nobody is", () => {
    const require = [{ teams: [], people: ["bob"], minimum: 1, paths: [] }];
    const release = { ...defaultConfig.approval, permission: null, users: ["bob"] };

    expect(shut(left, { config: { require } })).toEqual([sha(1)]);
    expect(shut(left, { policies: [defaultConfig.approval, release] })).toEqual([sha(1)]);
  });

  test("when the record has forgotten who approved it", () => {
    expect(shut({ ...left, words: [] })).toEqual([sha(1)]);
  });

  test("under another name than it had there", () => {
    const renamed = feature("F-16", "v1", { digest: f15.digest });
    const comments = [approve, says("/reject-plan no", 101, "bob")];
    const { entry } = decide({ subjects: [renamed], entry: shownAt(0, [renamed], left), comments });

    expect(shut(entry, { subjects: [renamed], comments })).toEqual([sha(1)]);
  });

  test("no longer when its author approves again", () => {
    const comments = [approve, says("/reject-plan no", 101), says("/approve-plan", 102)];
    const { entry } = decide({ entry: after("/reject-plan no"), comments });

    expect(shut(entry, { comments })).toEqual([]);
  });
});

describe("a head that was green by an override", () => {
  const people = { people: { root: "admin" }, config: { override: "admins" } } as const;
  const overriding = says("/override-plan now", 100, "root");
  const given = { ...people, comments: [overriding] };
  const green = withGreenHead(decide(given).entry, sha(1));

  test("stays while that stands, whatever the minimum", () => {
    expect(green.greenHeads).toEqual([{ headSha: sha(1), texts: [f15.digest] }]);
    expect(shut(green, { ...given, ...two, config: { ...people.config, ...two.config } })).toEqual([]);
  });

  test("is shut once it is taken back or lapses", () => {
    const comments = [overriding, says("/revoke-plan", 101, "root")];

    expect(shut(decide({ ...people, entry: green, comments }).entry, { ...people, comments })).toEqual([
      sha(1),
    ]);
    expect(shut(green, { ...given, config: {} })).toEqual([sha(1)]);
    expect(shut(green, { ...given, people: { root: "write" } })).toEqual([sha(1)]);
  });
});

describe("a head that was green by a waiver", () => {
  const failing = feature("F-15", "v1", { failingRuleIds: ["testing"], waivableRuleIds: ["testing"] });
  const comments = [
    says("/waive-plan testing nothing to test", 100, "bob"),
    says("/approve-plan", 101),
    says("/waive-plan testing indeed", 102),
  ];
  const waived = (count: number) => ({ subjects: [failing], comments: comments.slice(0, count) });
  const green = withGreenHead(decide(waived(2)).entry, sha(1));
  const bobLeft = { standings: [standing("bob", "read")] } as const;

  test.each<[string, Given]>([
    ["with the text that is here", {}],
    ["with another one", { subjects: [feature("F-15", "v2")] }],
  ])("is shut with it, %s, and stays while somebody else's stands", (_, here) => {
    expect(shut(green, { ...waived(2), ...here })).toEqual([]);
    expect(shut(green, { ...waived(2), ...here, ...bobLeft })).toEqual([sha(1)]);

    const { entry } = decide({ ...waived(3), entry: green });
    expect(shut(entry, { ...waived(3), ...here, ...bobLeft })).toEqual([]);
  });

  test("is shut when a row of the very text fails that did not then", () => {
    expect(shut(left, { subjects: [failing] })).toEqual([sha(1)]);
  });
});

describe("a head that was green by a waiver alone", () => {
  const stack = feature("smoke", "v1", {
    subject: "smoke",
    failingRuleIds: ["smoke"],
    waivableRuleIds: ["smoke"],
  });
  const waiving = says("/waive-plan smoke no engine here", 100);
  const revoking = says("/revoke-plan", 101);
  const given = { subjects: [stack, f15], comments: [waiving] };
  const green = withGreenHead(decide(given).entry, sha(1));

  test("is remembered by what was waived", () => {
    expect(green.greenHeads).toEqual([{ headSha: sha(1), texts: [stack.digest] }]);
    expect(withGreenHead(shownAt(0, [stack]), sha(1)).greenHeads).toEqual([]);
  });

  test.each<[string, Given]>([
    ["while it is held as it was", {}],
    ["while it is held with other files", { subjects: [{ ...stack, digest: f15.digest }] }],
    ["once nothing holds it", { subjects: [f15] }],
  ])("is shut with it, %s", (_, here) => {
    expect(shut(green, { ...given, ...here })).toEqual([]);
    expect(shut(green, { ...given, ...here, standings: [standing("alice", "read")] })).toEqual([sha(1)]);
  });

  test("is shut when it is taken back", () => {
    const comments = [waiving, revoking];
    const { entry } = decide({ ...given, comments, entry: green });

    expect(shut(entry, { ...given, comments })).toEqual([sha(1)]);
  });
});

describe("where somebody whom GitHub cannot name asks for one more approval", () => {
  const exclude = { committers: "exclude" } as const;
  const approving = [approve, says("/approve-plan", 101, "bob")];
  const { entry } = decide({ entry: left, comments: approving });
  const named = [commit({}, { sha: sha(1) })];

  test("a head that is no commit of the pull request any more counts as written by such a one", () => {
    expect(shut(left, { config: exclude })).toEqual([sha(1)]);
    expect(shut(left, { config: exclude, allCommits: null })).toEqual([sha(1)]);
    expect(shut(entry, { config: exclude, comments: approving })).toEqual([]);
  });

  test("one that is is judged by whose commits they are", () => {
    expect(shut(left, { config: exclude, allCommits: named })).toEqual([]);
    expect(shut(left, { config: exclude, allCommits: named, touchingCommits: named })).toEqual([sha(1)]);
  });
});
