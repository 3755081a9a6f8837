import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { emptyEntry, type LedgerEntry } from "../../src/approval/record/ledger.ts";
import type { PullRequest } from "../../src/pull-request/snapshot.ts";
import type { Hints } from "../../src/pull-request/key.ts";
import { markNothingRecorded } from "../../src/pull-request/own-comment.ts";
import {
  approveWord,
  architect,
  checkRun,
  comment,
  commit,
  digestIn,
  type Files,
  forcePushed,
  judge,
  judgeFirst,
  ledgerText,
  pullRequest,
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

/** The record as it was gathered when these force-pushes were known. */
const seen = (entry: LedgerEntry, pushOf: string): LedgerEntry => ({
  ...entry,
  lastForcePush: `push-of-${pushOf.slice(0, 8)}`,
});
const on = (sha: string, entry: LedgerEntry) => checkRun(sha, ledgerText({ "5": entry }));

/** What was asked on the way to the decision, as `type key`. */
function askedFor(world: World): readonly string[] {
  return read(world)
    .rounds.flat()
    .map((need) => (need.type === "check-run" ? `${need.type} ${need.headSha}` : need.type));
}

describe("the heads between the one that was judged and this one", () => {
  test("are not looked for behind the head that was judged last", () => {
    const hints: Hints = { headSha: shas.head, previousHeadSha: second };
    const commits = [commit(first, []), commit(second, [first]), commit(shas.head, [second])];
    const world = { ...base, hints, commits, answers: { [`check-run ${second}`]: approvedOn(second) } };

    expect(judgeFirst(world).verdict).toBe("success");
    expect(askedFor(world)).not.toContain(`check-run ${first}`);
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
      [`check-run ${second}`]: on(second, seen(rejected, first)),
      "force-pushes 5": forcePushed(second, first),
    };

    expect(judgeFirst({ ...base, hints, answers }).title).toBe(rejection);
  });

  test("are found among the commits since the last force-push", () => {
    const commits = [commit(second, []), commit(shas.head, [second])];
    const pushes = [{ id: `push-of-${first.slice(0, 8)}`, beforeSha: first, afterSha: second }];
    const answers = {
      [`check-run ${first}`]: approvedOn(first),
      [`check-run ${second}`]: on(second, seen(rejected, first)),
      "force-pushes 5": { pushes, isWhole: true },
    };

    expect(judgeFirst({ ...base, commits, answers }).title).toBe(rejection);
  });

  test("are found where the force-push led, though that is no commit of the pull request any more", () => {
    const pushes = [{ id: "push", beforeSha: first, afterSha: second }];
    const answers = {
      [`check-run ${first}`]: approvedOn(first),
      [`check-run ${second}`]: on(second, { ...rejected, lastForcePush: "push" }),
      "force-pushes 5": { pushes, isWhole: true },
    };

    expect(judgeFirst({ ...base, answers }).title).toBe(rejection);
  });

  test("are found among the commits of a head that was replaced before it was judged", () => {
    const answers = {
      [`check-run ${second}`]: rejectedOn(second),
      "force-pushes 5": forcePushed(first),
      [`comparison main...${first}`]: comparisonWith(second, first),
    };

    expect(judgeFirst({ ...base, entry: approved, answers }).title).toBe(rejection);
  });

  test("are found among the commits between two force-pushes", () => {
    const third = "3".repeat(40);
    const pushes = [
      { id: "later", beforeSha: third, afterSha: shas.head },
      { id: "earlier", beforeSha: null, afterSha: first },
    ];
    const answers = {
      [`check-run ${second}`]: on(second, { ...rejected, lastForcePush: "earlier" }),
      "force-pushes 5": { pushes, isWhole: true },
      [`comparison ${first}...${third}`]: comparisonWith(second, third),
    };

    expect(judgeFirst({ ...base, entry: approved, answers }).title).toBe(rejection);
  });

  test("are found where GitHub does not list the force-push yet that the event tells of", () => {
    const hints: Hints = { headSha: shas.head, previousHeadSha: second };
    const answers = { [`check-run ${second}`]: rejectedOn(second) };

    expect(judgeFirst({ ...base, entry: approved, hints, answers }).title).toBe(rejection);
  });

  test("are found behind such a head, where it was never judged", () => {
    const hints: Hints = { headSha: shas.head, previousHeadSha: second };
    const answers = {
      [`check-run ${first}`]: rejectedOn(first),
      [`comparison main...${second}`]: comparisonWith(first, second),
    };

    expect(judgeFirst({ ...base, entry: approved, hints, answers }).title).toBe(rejection);
  });
});

describe("a way back that has a gap", () => {
  const lost =
    "Earlier decisions could not be read. F-15: waiting for approval by people with maintain permission";
  const many = Array.from({ length: 101 }, (_, index) => (index + 1).toString(16).padStart(40, "0"));
  const push = { id: "push", beforeSha: first, afterSha: shas.head };
  const old = { id: "older", beforeSha: null, afterSha: first };

  test.each<[string, World["answers"]]>([
    [
      "GitHub has forgotten a replaced head",
      { "force-pushes 5": { pushes: [{ ...push, beforeSha: null }], isWhole: true } },
    ],
    [
      "GitHub has forgotten where it came from",
      { "force-pushes 5": forcePushed(first), [`comparison main...${first}`]: null },
    ],
    [
      "a replaced head has more commits than GitHub lists",
      {
        "force-pushes 5": forcePushed(first),
        [`comparison main...${first}`]: { ...comparisonWith(first), totalCommits: 300 },
      },
    ],
    [
      "there are more force-pushes than GitHub lists",
      { "force-pushes 5": { pushes: [push], isWhole: false } },
    ],
    ["GitHub hides one of them", { "force-pushes 5": { pushes: [push, old], isWhole: true } }],
    ["there are more heads than are looked at", { "force-pushes 5": forcePushed(...many) }],
    [
      "the record of a head between is damaged",
      {
        "force-pushes 5": forcePushed(first),
        [`check-run ${first}`]: checkRun(first, "<!-- plan-gate-record x -->"),
      },
    ],
  ])("voids what people gave before it: %s", (_, answers = {}) => {
    const decided = judgeFirst({ ...base, entry: approved, answers });

    expect(decided.title).toBe(lost);
    expect(decided.verdict).toBe("action_required");
    expect(decided.record).toEqual([]);
  });

  test("keeps what people objected to", () => {
    const answers = { "force-pushes 5": { pushes: [{ ...push, beforeSha: null }], isWhole: true } };

    expect(judgeFirst({ ...base, entry: rejected, answers }).title).toBe(
      "Earlier decisions could not be read. F-15: rejected by @alice",
    );
  });

  test("is none where the head was judged since", () => {
    const answers = { "force-pushes 5": { pushes: [{ ...push, beforeSha: null }], isWhole: true } };

    expect(judgeFirst({ ...base, entry: { ...approved, lastForcePush: "push" }, answers }).verdict).toBe(
      "success",
    );
  });

  test("refuses a press of a button as well", () => {
    const presses = [
      { deliveryId: "d", checkRunId: 11, identifier: "0".repeat(20), senderId: 2, senderLogin: "alice" },
    ];
    const identifier = `${digest.slice(0, 12)}:e3b0c44`;
    const shown = [{ subject: folder, digest, at: "2026-03-01T10:00:00Z", after: null }];
    const answers = {
      "force-pushes 5": { pushes: [{ ...push, beforeSha: null }], isWhole: true },
      "check-run-by-id 11": on(shas.head, { ...emptyEntry, shown }),
    };
    const hints: Hints = { headSha: shas.head, presses: presses.map((press) => ({ ...press, identifier })) };

    expect(judgeFirst({ ...base, entry: approved, hints, answers }).commands).toMatchObject([
      { state: "refused", method: "button", reason: "record-lost" },
    ]);
  });
});

describe("a record of a version that did not keep the force-pushes", () => {
  const undated = ({ lastForcePush, ...entry }: LedgerEntry): LedgerEntry =>
    lastForcePush === null ? entry : emptyEntry;

  test("is joined with all others of the kind", () => {
    const answers = {
      [`check-run ${first}`]: on(first, undated(approved)),
      [`check-run ${second}`]: on(second, undated(rejected)),
      "force-pushes 5": forcePushed(second, first),
    };

    expect(judgeFirst({ ...base, answers }).title).toBe(rejection);
  });

  test("is the whole record where nobody ever force-pushed", () => {
    expect(judgeFirst({ ...base, entry: undated(approved) }).verdict).toBe("success");
  });
});

describe("a head that was judged before", () => {
  const answers = { [`check-run ${second}`]: rejectedOn(second), "force-pushes 5": forcePushed(second) };

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
      "force-pushes 5": forcePushed(...Array.from({ length: 31 }, (_, index) => sha(index + 1))),
    };

    expect(judgeFirst({ ...base, hints, answers }).title).toBe(rejection);
  });

  test("begins anew where the way back is too long, and says so where something was decided", () => {
    const world = { ...base, hints, answers: pointers(30) };

    expect(judgeFirst({ ...world, comments: [own] }).title).toContain("Earlier decisions could not be read");
    expect(judgeFirst(world).title).toBe("F-15: waiting for approval by people with maintain permission");
  });

  test("misses no record for what was written before there could be one", () => {
    const world = { ...base, hints, answers: pointers(30) };
    const early = { ...own, body: markNothingRecorded("No verdict.\n\n<!-- plan-gate -->\n") };

    expect(judgeFirst({ ...world, comments: [early] }).title).toBe(
      "F-15: waiting for approval by people with maintain permission",
    );
    expect(judgeFirst({ ...world, comments: [early, { ...own, id: 41 }] }).title).toContain(
      "Earlier decisions could not be read",
    );
  });
});

describe("earlier heads whose checks are green", () => {
  const hints: Hints = { headSha: shas.head, previousHeadSha: first };
  const commits = [commit(first, []), commit(shas.head, [first])];
  const shown = [{ subject: folder, digest, at: "2026-03-01T10:00:00Z", after: null }];
  const green = { ...approved, shown };
  const greenHeads = [{ headSha: first, texts: [digest] }];
  const greenRun = (conclusion: string, numbers = ["5"]) =>
    checkRun(first, ledgerText(Object.fromEntries(numbers.map((number) => [number, green]))), conclusion);
  const shutBy = (entry: LedgerEntry, answers: NonNullable<World["answers"]>) => {
    const decision = judge({ ...base, entry, answers });
    const [pull] = decision.pullRequests;
    return [
      pull?.shutHeads.map(({ checkRun }) => checkRun.headSha),
      decision.ledger.pullRequests["5"]?.greenHeads.map(({ headSha }) => headSha),
    ];
  };

  test("are remembered with the record that they leave", () => {
    const answers = { [`check-run ${first}`]: greenRun("success") };
    const { ledger } = judge({ ...base, hints, commits, answers });

    expect(ledger.pullRequests["5"]?.greenHeads).toEqual(greenHeads);
  });

  test("are not, where they are not green, or this very head", () => {
    const answers = { [`check-run ${first}`]: greenRun("failure") };
    const own = { ...green, greenHeads: [{ headSha: shas.head, texts: [digest] }] };

    expect(judge({ ...base, hints, commits, answers }).ledger.pullRequests["5"]?.greenHeads).toEqual([]);
    expect(judge({ ...base, entry: own }).ledger.pullRequests["5"]?.greenHeads).toEqual([]);
  });

  test("are not looked at while the approval stands", () => {
    expect(askedFor({ ...base, entry: { ...green, greenHeads } })).not.toContain(`check-run ${first}`);
  });

  test.each<[string, unknown, readonly unknown[]]>([
    ["are shut when it is taken back, and looked at again", greenRun("success"), [[first], [first]]],
    ["are forgotten once they are shut", greenRun("failure"), [[], []]],
    ["are forgotten where there is no check any more", null, [[], []]],
    ["are shut where another pull request had them", greenRun("success", ["5", "6"]), [[first], [first]]],
    ["are shut where they have no record", checkRun(first, "", "success"), [[first], [first]]],
  ])("%s", (_, run, expected) => {
    const answers = { [`check-run ${first}`]: run };

    expect(shutBy({ ...rejected, shown, greenHeads }, answers)).toEqual(expected);
  });

  test.each<[string, Partial<PullRequest> | null, readonly unknown[]]>([
    ["left alone and kept in mind while another open pull request has them", {}, [[], [first]]],
    ["shut where that one was closed", { state: "closed" }, [[first], [first]]],
    ["shut where that one went on", { headSha: second }, [[first], [first]]],
    ["shut where that one is not there", null, [[first], [first]]],
  ])("are %s", (_, changes, expected) => {
    const other = changes && { ...pullRequest, number: 6, headSha: first, ...changes };
    const answers = { [`check-run ${first}`]: greenRun("success", ["5", "6"]), "pull 6": other };

    expect(shutBy({ ...rejected, shown, greenHeads }, answers)).toEqual(expected);
  });

  test("are shut, nobody else asked, where more pull requests had them than are judged", () => {
    const numbers = ["5", "6", "7", "8", "9", "10"];
    const answers = {
      [`check-run ${first}`]: greenRun("success", numbers),
      "pull 6": { ...pullRequest, number: 6, headSha: first },
    };
    const entry = { ...rejected, shown, greenHeads };

    expect(shutBy(entry, answers)).toEqual([[first], [first]]);
    expect(askedFor({ ...base, entry, answers }).filter((need) => need === "pull")).toHaveLength(1);
  });

  test("are shut behind ten newer ones, though the approval stands", () => {
    const oldest = "d".repeat(40);
    const newer = Array.from({ length: 10 }, (_, index) => `${index}`.repeat(40));
    const heads = [oldest, ...newer].map((headSha) => ({ headSha, texts: [digest] }));
    const answers = { [`check-run ${oldest}`]: checkRun(oldest, ledgerText({ "5": green }), "success") };
    const world = { ...base, entry: { ...green, greenHeads: heads }, answers };

    expect(judgeFirst(world).shutHeads).toMatchObject([{ checkRun: { headSha: oldest }, isOutgrown: true }]);
    expect(askedFor(world).filter((need) => need.startsWith("check-run"))).toEqual([
      `check-run ${shas.head}`,
      `check-run ${oldest}`,
    ]);
  });

  test("are shut when the approver has left", () => {
    const gone = { ...base, standings: { alice: standing(architect, "read") } };
    const answers = { [`check-run ${first}`]: greenRun("success") };

    expect(judgeFirst({ ...gone, entry: { ...green, greenHeads }, answers }).shutHeads).toHaveLength(1);
  });
});
