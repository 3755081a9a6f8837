import { describe, expect, test } from "vitest";
import type { TestMerge } from "../../src/pull-request/content.ts";
import { commit, type Files, judge, judgeFirst, read, shas, treeOf, type World } from "./world.ts";

const folder = ".specify/specs/f-1-x";
const plan = `${folder}/plan.md`;
const unseen = `Merging may make a text of \`${plan}\` that nobody has seen; update the branch`;
const sha = "d".repeat(40);
const made: TestMerge = { state: "made", sha, parentShas: [shas.base, shas.head] };

const before: Files = { "README.md": "# Shop\n", "docs/draft.md": "One\n" };
/** The draft is edited here, and became a plan on the base. */
const carried: World = {
  mergeBase: before,
  base: { "README.md": "# Shop\n", [plan]: "One\n" },
  head: { ...before, "docs/draft.md": "Two\n" },
};

function withTestMerge(world: World, merged: Files | null, merge: TestMerge = made): World {
  const entries = merged && treeOf(merged);
  return { ...world, answers: { "test-merge 5": merge, [`named-entries ${sha}`]: entries } };
}

function verdict(world: World): string {
  const { verdict: shown, title } = judgeFirst(world);
  return `${shown} · ${title}`;
}

function asked(world: World): readonly string[] {
  return read(world)
    .rounds.flat()
    .map(({ type }) => type);
}

describe("what a merge makes of gated text", () => {
  test("needs no proof where the head holds its base", () => {
    const world = { mergeBase: before, head: { ...before, "docs/draft.md": "Two\n" } };

    expect(verdict(world)).toBe("success · No plans changed");
    expect(asked(world)).not.toContain("base-changes");
  });

  test("is told by both sides where nothing moves, in as many rounds as without", () => {
    const world = { ...carried, base: { ...before, "src/a.ts": "1" } };
    const hints = { headSha: shas.head, baseRef: "main", defaultBranch: "main" };

    expect(verdict({ ...world, hints })).toBe("success · No plans changed");
    expect(read({ ...world, hints }).rounds).toHaveLength(2);
    expect(asked({ ...world, hints })).not.toContain("test-merge");
  });

  test("is asked for by commits where the base moved between two answers", () => {
    const hints = { headSha: shas.head, baseRef: "main", defaultBranch: "main" };
    const answers = {
      [`base-changes main...${shas.head}`]: {
        tipSha: shas.mergeBase,
        mergeBaseSha: shas.mergeBase,
        files: [],
      },
    };

    expect(read({ ...carried, hints, answers }).rounds.flat()).toContainEqual({
      type: "base-changes",
      base: shas.base,
      head: shas.mergeBase,
    });
    expect(verdict({ ...carried, hints, answers })).toBe(`failure · ${unseen}`);
  });

  test("is a failure where GitHub does not tell what the base gained", () => {
    const answers = { [`base-changes ${shas.base}...${shas.mergeBase}`]: null };

    expect(verdict({ ...carried, answers })).toBe(
      "failure · GitHub does not tell what changed on `main`; update the branch",
    );
  });

  test("passes where GitHub's test merge holds exactly what was judged", () => {
    const merged = { "README.md": "# Shop\n", [plan]: "One\n", "docs/draft.md": "Two\n" };

    expect(verdict(withTestMerge(carried, merged))).toBe("success · No plans changed");
  });

  test.each<[string, World]>([
    ["holds another text", withTestMerge(carried, { [plan]: "Two\n" })],
    ["has lost the text", withTestMerge(carried, {})],
    ["cannot be read", withTestMerge(carried, null)],
    ["conflicts", withTestMerge(carried, {}, { state: "conflicts" })],
    ["is not there yet", withTestMerge(carried, {}, { state: "unknown" })],
    [
      "joins other commits",
      withTestMerge(carried, { [plan]: "One\n" }, { ...made, parentShas: [shas.mergeBase, shas.head] }),
    ],
  ])("is a failure where GitHub's test merge %s", (_, world) => {
    expect(verdict(world)).toBe(`failure · ${unseen}`);
  });

  test("is a failure beside a plan of the pull request too, and its approval is still asked for", () => {
    const other = ".specify/specs/f-2-y/plan.md";
    const world = withTestMerge(
      { ...carried, head: { ...carried.head, [other]: "# Plan\n" } },
      {
        [other]: "# Plan\n",
        [plan]: "Two\n",
      },
    );
    const decided = judgeFirst(world);

    expect(decided.reasons).toContain(unseen);
    expect(decided.features.map(({ feature }) => feature.path)).toEqual([".specify/specs/f-2-y"]);
  });
});

describe("several merge bases", () => {
  const crosswise = [
    commit("e".repeat(40), [shas.mergeBase, "f".repeat(40)]),
    commit(shas.head, ["e".repeat(40)]),
  ];
  const world: World = {
    mergeBase: { ...before, [plan]: "One\n" },
    base: { ...before, [plan]: "Two\n" },
    head: { ...before, [plan]: "One\n", "src/a.ts": "1" },
    commits: crosswise,
  };

  test("need GitHub's test merge where gated text changed on a side", () => {
    expect(verdict(withTestMerge(world, { [plan]: "Two\n" }))).toBe("success · No plans changed");
    expect(verdict(withTestMerge(world, { [plan]: "One\n" }))).toBe(`failure · ${unseen}`);
  });

  test("do not matter where no gated text changed", () => {
    expect(asked({ ...world, base: { ...world.mergeBase, "src/b.ts": "1" } })).not.toContain("test-merge");
  });

  test("are possible where not all commits are known", () => {
    const answers = { "test-merge 5": made, [`named-entries ${sha}`]: treeOf({ [plan]: "Two\n" }) };
    const comparison = {
      baseSha: shas.base,
      mergeBaseSha: shas.mergeBase,
      files: [],
      commits: [],
      totalCommits: 300,
    };
    const long = { ...world, answers: { ...answers, [`comparison main...${shas.head}`]: comparison } };

    expect(asked(long)).toContain("test-merge");
  });
});

describe("where the base is not the default branch", () => {
  const release: World = { ...carried, pull: { baseRef: "release" }, answers: {} };
  const renamed = [{ path: plan, previousPath: "docs/draft.md", status: "renamed", blobId: "1" }];
  const level = { baseSha: shas.mergeBase, mergeBaseSha: shas.mergeBase, commits: [], totalCommits: 0 };
  const comparison = {
    ...level,
    files: [{ path: "docs/draft.md", status: "modified", previousPath: null, blobId: "2" }],
  };

  test("an edit that GitHub sees riding into a plan of the default branch is a failure as well", () => {
    const changes = { tipSha: shas.base, mergeBaseSha: shas.mergeBase, files: renamed };
    const answers = {
      [`comparison release...${shas.head}`]: comparison,
      [`base-changes main...${shas.head}`]: changes,
      [`base-changes ${shas.base}...${shas.mergeBase}`]: changes,
    };

    expect(verdict({ ...release, answers })).toBe(`failure · ${unseen}`);
  });

  test("what only may be a rename there is none: no test merge would tell", () => {
    const answers = { [`comparison release...${shas.head}`]: comparison };
    const untold = { ...answers, [`base-changes ${shas.base}...${shas.mergeBase}`]: null };

    expect(verdict({ ...release, answers })).toBe("success · No plans changed");
    expect(verdict({ ...release, answers: untold })).toBe("success · No plans changed");
  });
});

test("what a later push may still do is a part of the decision", () => {
  expect(judge({ ...carried, base: { ...before, "src/a.ts": "1" } }).baseWatch).toBe("nothing");
  expect(judge(carried).baseWatch).toBe("removals");
  const moves = { ...carried, head: { "README.md": "# Shop\n", [plan]: "One\n" }, base: before };
  expect(judge(moves).baseWatch).toBe("edits");
});
