import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { emptyEntry } from "../../src/approval/record/ledger.ts";
import type { Hints } from "../../src/pull-request/key.ts";
import {
  approveWord,
  architect,
  checkRun,
  comment,
  commit,
  digestIn,
  type Files,
  judgeFirst,
  ledgerText,
  read,
  shas,
  standing,
  type World,
} from "./world.ts";

const plan = readFileSync(
  join(resolve(import.meta.dirname, ".."), "fixtures", "plans", "f-15-docker-compose-stack.md"),
  "utf8",
);
const folder = ".specify/specs/f-15-docker-compose-stack";
const head: Files = { [`${folder}/spec.md`]: "# Spec\n\nWhat it is for.\n", [`${folder}/plan.md`]: plan };
const digest = digestIn(head, folder);
const approval = approveWord(folder, digest);
const approved = { ...emptyEntry, lastCommentId: 3, words: [approval] };
const rejected = {
  ...approved,
  lastCommentId: 9,
  words: [{ ...approval, type: "reject" as const, at: "2026-03-01T10:00:40Z", reason: "no" }],
};
const first = "1".repeat(40);
const second = "2".repeat(40);
const approvedOn = (sha: string) => checkRun(sha, ledgerText({ "5": approved }), "success");
const rejectedOn = (sha: string) => checkRun(sha, ledgerText({ "5": rejected }), "failure");
const rejection = "F-15: rejected by @alice";
const base: World = { mergeBase: {}, head, standings: { alice: standing(architect, "maintain") } };

function comparisonWith(...commits: readonly string[]) {
  return {
    baseSha: shas.mergeBase,
    mergeBaseSha: shas.mergeBase,
    files: [],
    commits: commits.map((sha) => commit(sha, [])),
    totalCommits: commits.length,
  };
}

/** What was asked on the way to the decision, as `type key`. */
function askedFor(world: World): readonly string[] {
  return read(world)
    .rounds.flat()
    .map((need) => (need.type === "check-run" ? `${need.type} ${need.headSha}` : need.type));
}

describe("the heads between the one that was judged and this one", () => {
  test("are not looked for where one commit was pushed onto the head that the event names", () => {
    const hints: Hints = { headSha: shas.head, previousHeadSha: first };
    const commits = [commit(first, [shas.mergeBase]), commit(shas.head, [first])];
    const world = { ...base, hints, commits, answers: { [`check-run ${first}`]: approvedOn(first) } };

    expect(judgeFirst(world).verdict).toBe("success");
    expect(askedFor(world)).not.toContain("force-pushes");
  });

  test("are found among the commits of the push, should one of them have been a head", () => {
    const hints: Hints = { headSha: shas.head, previousHeadSha: first };
    const commits = [commit(first, []), commit(second, [first]), commit(shas.head, [second])];
    const answers = {
      [`check-run ${first}`]: approvedOn(first),
      [`check-run ${second}`]: rejectedOn(second),
    };

    expect(judgeFirst({ ...base, hints, commits, answers }).title).toBe(rejection);
  });

  test("are found where the event names a head that was never judged", () => {
    const hints: Hints = { headSha: shas.head, previousHeadSha: second };
    const commits = [commit(first, []), commit(second, [first]), commit(shas.head, [second])];
    const answers = { [`check-run ${first}`]: rejectedOn(first) };

    expect(judgeFirst({ ...base, hints, commits, answers }).title).toBe(rejection);
  });

  test("are found where the head that the event names was replaced", () => {
    const hints: Hints = { headSha: shas.head, previousHeadSha: first };
    const answers = {
      [`check-run ${first}`]: approvedOn(first),
      [`check-run ${second}`]: rejectedOn(second),
      "force-pushes 5": [second, first],
    };

    expect(judgeFirst({ ...base, hints, answers }).title).toBe(rejection);
  });

  test("are found among the commits though an earlier force-push has a record too", () => {
    const commits = [commit(second, []), commit(shas.head, [second])];
    const answers = {
      [`check-run ${first}`]: approvedOn(first),
      [`check-run ${second}`]: rejectedOn(second),
      "force-pushes 5": [first],
    };

    expect(judgeFirst({ ...base, commits, answers }).title).toBe(rejection);
  });

  test("are found among the commits of a head that was replaced before it was judged", () => {
    const answers = {
      [`check-run ${second}`]: rejectedOn(second),
      "force-pushes 5": [first],
      [`comparison main...${first}`]: comparisonWith(second, first),
    };

    expect(judgeFirst({ ...base, entry: approved, answers }).title).toBe(rejection);
  });

  test("cannot be told where GitHub has forgotten the replaced head", () => {
    const answers = { "force-pushes 5": [first], [`comparison main...${first}`]: null };

    expect(judgeFirst({ ...base, entry: approved, answers }).verdict).toBe("success");
  });
});

describe("a head that was judged before", () => {
  const answers = { [`check-run ${second}`]: rejectedOn(second), "force-pushes 5": [second] };

  test("is not taken for a new one because `opened` is sent again", () => {
    const hints: Hints = { headSha: shas.head, isOpened: true };

    expect(judgeFirst({ ...base, entry: approved, hints, answers }).title).toBe(rejection);
  });

  test("is not taken for a new one because its push is sent again", () => {
    const hints: Hints = { headSha: shas.head, previousHeadSha: first };
    const commits = [commit(first, []), commit(shas.head, [first])];
    const all = { ...answers, [`check-run ${first}`]: approvedOn(first) };

    expect(judgeFirst({ ...base, entry: approved, hints, commits, answers: all }).title).toBe(rejection);
  });
});

describe("a plan that comes after many pushes of code", () => {
  const sha = (number: number) => number.toString(16).padStart(40, "0");
  const hints: Hints = { headSha: shas.head, previousHeadSha: sha(1) };
  const pointers = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => {
        const entry = { ...emptyEntry, previousHeadSha: sha(index + 2) };
        return [
          `check-run ${sha(index + 1)}`,
          checkRun(sha(index + 1), ledgerText({ "5": entry }), "success"),
        ];
      }),
    );
  const linear = (count: number) => [
    ...Array.from({ length: count }, (_, index) => commit(sha(count - index), [])),
    commit(shas.head, [sha(1)]),
  ];
  const own = comment(40, { id: 98, login: "plan-gate[bot]", type: "Bot" }, "The verdict.");

  test("finds the record behind all of them, some heads at a time", () => {
    const answers = { ...pointers(60), [`check-run ${sha(61)}`]: rejectedOn(sha(61)) };

    expect(judgeFirst({ ...base, hints, commits: linear(61), answers }).title).toBe(rejection);
    expect(read({ ...base, hints, commits: linear(61), answers }).rounds.length).toBeLessThan(10);
  });

  test("finds the record behind heads that were replaced one by one", () => {
    const answers = {
      ...pointers(30),
      [`check-run ${sha(31)}`]: rejectedOn(sha(31)),
      "force-pushes 5": Array.from({ length: 31 }, (_, index) => sha(index + 1)),
    };

    expect(judgeFirst({ ...base, hints, answers }).title).toBe(rejection);
  });

  test("begins anew where the way back is too long, and says so where something was decided", () => {
    const world = { ...base, hints, answers: pointers(30) };

    expect(judgeFirst({ ...world, comments: [own] }).title).toContain("Earlier decisions could not be read");
    expect(judgeFirst(world).title).toBe("F-15: waiting for approval by people with maintain permission");
  });
});
