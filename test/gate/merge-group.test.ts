import { describe, expect, test } from "vitest";
import { isLettingThrough } from "../../src/approval/approval.ts";
import { emptyEntry, type LedgerEntry } from "../../src/approval/record/ledger.ts";
import { digestOf } from "../../src/approval/digest.ts";
import type { EvaluationKey } from "../../src/pull-request/key.ts";
import { decide } from "../../src/gate/decide.ts";
import { groupNumbers } from "../../src/gate/merge-group.ts";
import {
  approveWord,
  author,
  checkRun,
  commit,
  digestIn,
  type Files,
  idOf,
  judge,
  ledgerText,
  pullRequest,
  read,
  shas,
  type World,
} from "./world.ts";

const folder = ".specify/specs/f-2-login";
const pullHead = "d".repeat(40);
const plan: Files = { [`${folder}/spec.md`]: "# Spec\n", [`${folder}/plan.md`]: "# Plan\n" };
const key: EvaluationKey = {
  type: "merge-group",
  installationId: 1,
  owner: "acme",
  repo: "shop",
  headRef: `refs/heads/gh-readonly-queue/main/pr-5-${shas.mergeBase}`,
  headSha: shas.head,
  baseSha: shas.base,
};

/** The record as it is where the verdict rests on every text that somebody let through. */
function resting(entry: LedgerEntry): LedgerEntry {
  const given = entry.words.filter(isLettingThrough);
  return { ...entry, restsOn: given.map(({ subject, digest }) => ({ subject, digest })) };
}

function group(world: Partial<World>, entry: LedgerEntry | null, conclusion = "success"): World {
  const run = entry && checkRun(pullHead, ledgerText({ "5": resting(entry) }), conclusion);
  return {
    mergeBase: {},
    head: plan,
    key,
    pull: { headSha: pullHead },
    ...world,
    answers: { [`check-run ${pullHead}`]: run, ...world.answers },
  };
}

const approved: LedgerEntry = { ...emptyEntry, words: [approveWord(folder, digestIn(plan, folder))] };

describe("a merge group", () => {
  test("passes where its text is the one approved on its pull request", () => {
    const decision = judge(group({}, approved));

    expect(decision).toMatchObject({
      verdict: "success",
      title: "Every plan in this merge group is approved",
    });
  });

  test("passes with a text that was overridden on its pull request, and says so", () => {
    const override = {
      ...approveWord(folder, digestIn(plan, folder)),
      type: "override",
      login: "root",
      reason: "the pager is on fire",
    } as const;
    const earlier = { ...override, digest: "1".repeat(64), reason: "an earlier text" };
    const shown = [{ subject: folder, digest: override.digest, at: override.at, after: null }];
    const title = "In #5: overridden by @root: the pager is on fire";

    expect(judge(group({}, { ...emptyEntry, words: [override] }))).toMatchObject({
      verdict: "success",
      title,
      reasons: [title],
    });
    expect(judge(group({}, { ...emptyEntry, words: [earlier, override], shown })).title).toBe(title);
    expect(judge(group({}, { ...emptyEntry, words: [override] }, "failure")).verdict).toBe("failure");
    expect(judge(group({}, { ...emptyEntry, words: [{ ...override, reason: null }] })).title).toBe(
      "In #5: overridden by @root",
    );
  });

  test("passes where nothing in it is gated", () => {
    expect(judge(group({ head: { "a.ts": "1" } }, null)).verdict).toBe("success");
  });

  test("passes where only a specification is new, or a feature is renamed", () => {
    expect(judge(group({ head: { [`${folder}/spec.md`]: "# Spec\n" } }, null)).verdict).toBe("success");
    const renamed = {
      ".specify/specs/f-3-x/spec.md": "# Spec\n",
      ".specify/specs/f-3-x/plan.md": "# Plan\n",
    };
    expect(judge(group({ mergeBase: plan, head: renamed }, null)).verdict).toBe("success");
  });

  test("passes where a planned feature's specification alone is changed", () => {
    const head = { ...plan, [`${folder}/spec.md`]: "# Spec, more\n" };

    expect(judge(group({ mergeBase: plan, head }, null)).verdict).toBe("success");
  });

  test("fails where its text differs from the approved one", () => {
    const head = { ...plan, [`${folder}/plan.md`]: "# Plan, merged\n" };

    expect(judge(group({ head }, approved))).toMatchObject({
      verdict: "failure",
      title: "F-2: the text in this merge group is not the one that was approved",
    });
  });

  test("fails where the pull request's own check is not green", () => {
    expect(judge(group({}, approved, "action_required")).verdict).toBe("failure");
  });

  test("fails where no record is found", () => {
    expect(judge(group({}, null)).verdict).toBe("failure");
    expect(judge(group({ answers: { "pull 5": null } }, approved)).verdict).toBe("failure");
  });

  test("fails where the record cannot be read, or is another pull request's", () => {
    const run = (text: string) => ({ [`check-run ${pullHead}`]: checkRun(pullHead, text, "success") });

    expect(judge(group({ answers: run("no ledger") }, null)).verdict).toBe("failure");
    expect(judge(group({ answers: run(ledgerText({ "6": approved })) }, null)).verdict).toBe("failure");
  });

  test("fails where only a rejection is recorded", () => {
    const rejected = {
      ...emptyEntry,
      words: approved.words.map((word) => ({ ...word, type: "reject" as const })),
    };

    expect(judge(group({}, rejected)).verdict).toBe("failure");
  });

  test("fails where its text was let through on the way and the green verdict does not rest on it", () => {
    const run = (entry: LedgerEntry) => checkRun(pullHead, ledgerText({ "5": entry }), "success");
    const other = [{ subject: folder, digest: "1".repeat(64) }];
    const answers = (entry: LedgerEntry) => ({ [`check-run ${pullHead}`]: run(entry) });

    expect(judge(group({ answers: answers(approved) }, null)).verdict).toBe("failure");
    expect(judge(group({ answers: answers({ ...approved, restsOn: other }) }, null)).verdict).toBe("failure");
    expect(judge(group({ answers: answers(resting(approved)) }, null)).verdict).toBe("success");
  });

  test("fails where its pull request was closed, and passes where it was merged with a group before", () => {
    const closed = { ...pullRequest, headSha: pullHead, state: "closed" as const };

    expect(judge(group({ pull: closed }, approved)).verdict).toBe("failure");
    expect(judge(group({ pull: { ...closed, isMerged: true } }, approved)).verdict).toBe("success");
  });

  test("fails where a plan cannot be judged", () => {
    const head = { ...plan, [`${folder}/PLAN.md`]: "# Plan\n" };

    expect(judge(group({ head }, approved)).title).toBe(
      "F-2: the merge group holds a plan that cannot be judged",
    );
  });

  test("needs approval that a feature is removed, which is not the approval of its text", () => {
    const digest = digestOf([{ path: "plan.md", mode: "000000", blobId: idOf("# Plan\n") }]);
    const removed: LedgerEntry = { ...emptyEntry, words: [approveWord(folder, digest)] };

    expect(judge(group({ mergeBase: plan, head: {} }, null)).verdict).toBe("failure");
    expect(judge(group({ mergeBase: plan, head: {} }, approved)).verdict).toBe("failure");
    expect(judge(group({ mergeBase: plan, head: {} }, removed)).verdict).toBe("success");
  });

  test("needs approval of a changed config", () => {
    const head = { ".github/plan-gate.yml": "version: 1\n" };
    const digest = digestOf([
      { path: ".github/plan-gate.yml", mode: "100644", blobId: idOf("version: 1\n") },
    ]);
    const entry = { ...emptyEntry, words: [approveWord("config", digest)] };

    expect(judge(group({ head }, null)).verdict).toBe("failure");
    expect(judge(group({ head }, entry)).verdict).toBe("success");
  });

  test("fails where the config has errors", () => {
    expect(judge(group({ config: "aproval: 1\n" }, approved)).title).toBe(
      "The config on `main` has errors; repair it first",
    );
  });

  test("lets an approved repair of the config pass, and nothing beside it", () => {
    const repair = { ".github/plan-gate.yml": "version: 1\n" };
    const digest = digestOf([
      { path: ".github/plan-gate.yml", mode: "100644", blobId: idOf("version: 1\n") },
    ]);
    const entry = { ...approved, words: [...approved.words, approveWord("config", digest)] };
    const config = "aproval: 1\n";

    expect(judge(group({ head: repair, config }, entry)).verdict).toBe("success");
    expect(judge(group({ head: repair, config }, approved)).verdict).toBe("failure");
    expect(judge(group({ head: { ...repair, ...plan }, config }, entry)).verdict).toBe("failure");
    expect(judge(group({ head: { "a.ts": "1" }, config }, entry)).verdict).toBe("failure");
  });

  test("fails where the approval was taken back", () => {
    const revoked = { type: "revoke" as const, at: "2026-03-01T10:00:50Z" };
    const words = [...approved.words, ...approved.words.map((word) => ({ ...word, ...revoked }))];

    expect(judge(group({}, { ...approved, words })).verdict).toBe("failure");
  });

  describe("that only a branch tells of", () => {
    const named = (branch: string): EvaluationKey => ({
      ...key,
      headRef: `refs/heads/gh-readonly-queue/${branch}/pr-5-${shas.mergeBase}`,
      baseSha: null,
    });
    const basesOf = (world: World) =>
      read(world).rounds.flatMap((needs) =>
        needs.flatMap((need) => (need.type === "comparison" ? need.base : [])),
      );

    test.each([
      ["main", ["main"]],
      ["release/1.2", ["main", "release/1.2"]],
    ])("and that its name says is for %s is compared with that and the default branch", (branch, bases) => {
      const world = group({ key: named(branch) }, approved);

      expect(basesOf(world)).toEqual(bases);
      expect(judge(world).verdict).toBe("success");
      expect(judge(group({ key: named(branch) }, null)).verdict).toBe("failure");
    });

    test("is compared with the default branch where the name says nothing", () => {
      const world = group({ key: { ...key, headRef: "refs/heads/mine", baseSha: null } }, approved);

      expect(basesOf(world)).toEqual(["main"]);
    });

    test("is judged by the base that asks for more, whichever that is", () => {
      const equal = { baseSha: shas.head, mergeBaseSha: shas.head, files: [], commits: [], totalCommits: 0 };
      const judgedWhere = (base: string) =>
        judge(
          group({ key: named("release"), answers: { [`comparison ${base}...${shas.head}`]: equal } }, null),
        );

      expect(judgedWhere("main").verdict).toBe("failure");
      expect(judgedWhere("release").verdict).toBe("failure");
    });

    test("fails where the branch in its name is none", () => {
      const answers = { [`comparison release...${shas.head}`]: null };

      expect(judge(group({ key: named("release"), answers }, approved)).title).toBe(
        "GitHub cannot compare the merge group with its base",
      );
    });
  });

  test("is none where its commit is the head of a pull request", () => {
    const { snapshot } = read(group({ entry: emptyEntry }, approved));

    expect(decide(snapshot)).toBeNull();
  });

  test("fails where GitHub cannot compare", () => {
    expect(
      judge(group({ answers: { [`comparison ${shas.base}...${shas.head}`]: null } }, approved)).title,
    ).toBe("GitHub cannot compare the merge group with its base");
  });
});

test("the pull requests of a group are those its ref and its commits name", () => {
  const subjects = ["Add a plan (#7)", "Merge pull request #9 from octo/x", "Fix #3 at last", "Plain"];
  const comparison = {
    baseSha: shas.base,
    mergeBaseSha: shas.base,
    files: [],
    commits: subjects.map((subject, index) => {
      const before = subjects[index - 1];
      const parent = before === undefined ? shas.base : idOf(before);
      const sha = index === subjects.length - 1 ? shas.head : idOf(subject);
      return { ...commit(sha, [parent]), subject };
    }),
    totalCommits: 4,
  };
  const brought = { ...commit(idOf("brought"), [shas.base]), subject: "Mine (#11)" };
  const beside = { ...comparison, commits: [brought, ...comparison.commits] };

  expect(groupNumbers(key, comparison)).toEqual([5, 7, 9]);
  expect(groupNumbers(key, beside)).toEqual([5, 7, 9]);
  expect(groupNumbers({ ...key, headRef: "refs/heads/other" }, comparison)).toEqual([7, 9]);
  expect(pullRequest.number).toBe(5);
});

describe("code in a merge group", () => {
  const config =
    'implementation:\n  paths: ["src/**"]\n  require: approved-plan\n  except: {authors: [renovate]}\n';
  const code: Files = { "src/a.ts": "1\n" };
  const mergedHead = "f".repeat(40);
  const change = "e".repeat(40);
  const merged = { ...pullRequest, number: 12, headSha: mergedHead, state: "closed", isMerged: true };
  const recorded = {
    [`path-history ${shas.mergeBase}:${folder}/plan.md`]: [change],
    [`merged-pulls ${change}`]: [merged],
    [`check-run ${mergedHead}`]: checkRun(mergedHead, ledgerText({ "12": approved }), "success"),
  };
  const named = { featureTrailers: ["F-2"], headSha: pullHead };
  const onBase: Partial<World> = { config, mergeBase: plan, head: { ...plan, ...code } };
  const title = (world: Partial<World>, entry: LedgerEntry | null = emptyEntry) => {
    const answers = { ...recorded, ...world.answers };
    return judge(group({ ...onBase, ...world, answers }, entry)).title;
  };
  const passes = "Every plan in this merge group is approved";
  const refused = "Code before its plan: the code names no feature";

  /** What the pull request with number 5 changes by itself. */
  const own = (blobId: string, by = author) => ({
    [`comparison ${shas.mergeBase}...${pullHead}`]: {
      baseSha: shas.mergeBase,
      mergeBaseSha: shas.mergeBase,
      files: [{ path: "src/a.ts", previousPath: null, status: "added", blobId }],
      commits: [commit(pullHead, [shas.mergeBase], by)],
      totalCommits: 1,
    },
  });
  const waiver = {
    ...approveWord("implementation", digestOf([{ path: "src/a.ts", mode: "added", blobId: idOf("1\n") }])),
    type: "waive",
    ruleId: "implementation",
    reason: "a typo",
  } as const;
  const waived: LedgerEntry = { ...emptyEntry, words: [waiver] };

  test("passes where its pull request names an approved plan, or its commits do", () => {
    const commits = [{ ...commit(shas.head, [shas.mergeBase]), featureTrailers: ["F-2"] }];

    expect(title({ pull: named })).toBe(passes);
    expect(title({ commits })).toBe(passes);
  });

  test("fails where nothing is named, or a plan that is not approved", () => {
    expect(title({})).toBe(refused);
    expect(title({ pull: named, mergeBase: {}, head: code })).toBe(
      "Code before its plan: there is no feature `F-2`",
    );
  });

  test("fails where its own pull request is not green: it borrows no name", () => {
    const answers = { ...recorded, [`check-run ${pullHead}`]: null };
    const other = { ...pullRequest, number: 6, headSha: "9".repeat(40), featureTrailers: ["F-2"] };
    const commits = [{ ...commit(shas.head, [shas.mergeBase]), subject: "Words (#6)" }];

    expect(title({ pull: named, answers })).toBe("Code before its plan: the check of #5 itself is not green");
    expect(title({ answers, others: [other], commits })).toBe(
      "Code before its plan: the check of #5 itself is not green",
    );
  });

  test("passes with a plan that the group brings approved, and fails with one that is not", () => {
    const brought = { pull: named, mergeBase: {}, head: { ...plan, ...code } };

    expect(title(brought, approved)).toBe(passes);
    expect(title(brought)).toBe("F-2: the text in this merge group is not the one that was approved");
  });

  test("passes where the very code was waived, or is by an excepted author alone", () => {
    const renovate = { id: 50, login: "renovate", type: "User" } as const;

    expect(title({ answers: own(idOf("1\n")) }, waived)).toBe(passes);
    expect(
      title({ answers: own(idOf("1\n"), renovate), pull: { author: renovate, headSha: pullHead } }),
    ).toBe(passes);
  });

  test("fails where the green check of the pull request does not rest on the waiver", () => {
    const records = [[], undefined].map((restsOn) => ledgerText({ "5": { ...waived, restsOn } }));

    for (const text of records) {
      const answers = { ...own(idOf("1\n")), [`check-run ${pullHead}`]: checkRun(pullHead, text, "success") };
      expect(title({ answers }, waived)).toBe(refused);
    }
  });

  test("fails with other code under the number of a pull request that was let go", () => {
    const renovate = { id: 50, login: "renovate", type: "User" } as const;

    expect(title({ answers: own(idOf("0\n")) }, waived)).toBe(refused);
    expect(
      title({ answers: own(idOf("0\n"), renovate), pull: { author: renovate, headSha: pullHead } }),
    ).toBe(refused);
    expect(title({ answers: own(idOf("1\n")), pull: { author: renovate, headSha: pullHead } })).toBe(refused);
    expect(title({ answers: { [`comparison ${shas.mergeBase}...${pullHead}`]: null } }, waived)).toBe(
      refused,
    );
  });

  test("fails where more came with the code that was waived", () => {
    const head = { ...plan, ...code, "src/b.ts": "2\n" };

    expect(title({ head, answers: own(idOf("1\n")) }, waived)).toBe(refused);
  });

  test("of a group known by its branch alone is told by that branch, else by the default one", () => {
    const byName = { ...key, baseSha: null };
    const odd = { ...byName, headRef: "refs/heads/gh-readonly-queue/x" };
    const strict = { config: `${config}legacy: strict\n`, pull: named };
    const answers = { [`path-history ${shas.mergeBase}:${folder}/plan.md`]: [] };

    expect(title({ ...strict, answers, key: byName })).toBe(
      "Code before its plan: F-2: no approval of its plan is on record",
    );
    expect(title({ ...onBase, key: odd })).toBe(refused);
  });
});
