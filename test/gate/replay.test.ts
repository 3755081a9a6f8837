import { describe, expect, test } from "vitest";
import type { ChangedFile, Commit } from "../../src/pull-request/content.ts";
import { commit, type Files, judge, judgeFirst, read, shas, treeOf, type World } from "./world.ts";

const plan = ".specify/specs/f-1-x/plan.md";
const draft = "docs/draft.md";
const problem = `A rebase merge may make a text of \`${plan}\` that nobody has seen; squash the commits, rebase the branch, or turn rebase merges off`;

const before: Files = { "README.md": "# Shop\n", [draft]: "One\n", [plan]: "One\n" };
const [first, second] = ["1".repeat(40), "2".repeat(40)];
const twoCommits: readonly Commit[] = [commit(first, [shas.mergeBase]), commit(shas.head, [first])];

function changed(
  path: string,
  status: ChangedFile["status"] = "modified",
  previousPath: string | null = null,
): ChangedFile {
  return { path, previousPath, status, blobId: null };
}

/** What commits changed against their parents, as GitHub answers when asked. */
function changes(
  ...commits: readonly (readonly [string, string, readonly ChangedFile[] | null])[]
): Record<string, unknown> {
  return Object.fromEntries(
    commits.map(([sha, parent, files]) => [
      `base-changes ${sha}...${parent}`,
      files && { tipSha: sha, mergeBaseSha: parent, files },
    ]),
  );
}

/** The plan is changed and changed back here, and changed on the base. */
const backAndForth: World = {
  mergeBase: before,
  base: { ...before, [plan]: "Two\n" },
  head: { ...before, "src/a.ts": "1" },
  commits: twoCommits,
  answers: {
    "rebase-merges main": true,
    ...changes(
      [first, shas.mergeBase, [changed(plan)]],
      [shas.head, first, [changed(plan), changed("src/a.ts", "added")]],
    ),
  },
};

function verdict(world: World): string {
  const { verdict: shown, title } = judgeFirst(world);
  return `${shown} · ${title}`;
}

function asked(world: World): readonly string[] {
  return read(world)
    .rounds.flat()
    .flatMap((need) => {
      if (need.type === "rebase-merges") return need.type;
      return need.type === "base-changes" ? `${need.base[0] ?? ""}...${need.head[0] ?? ""}` : [];
    });
}

describe("commits that a rebase merge replays one by one", () => {
  test("are a failure where they go back and forth in a plan that the base changed too", () => {
    expect(verdict(backAndForth)).toBe(`failure · ${problem}`);
  });

  test("pass where none of them touches what the base touched", () => {
    const answers = {
      "rebase-merges main": true,
      ...changes(
        [first, shas.mergeBase, [changed(draft)]],
        [shas.head, first, [changed("src/a.ts", "added")]],
      ),
    };

    expect(verdict({ ...backAndForth, answers })).toBe("success · No plans changed");
  });

  test("pass where GitHub offers no rebase merge, and are not looked into", () => {
    const world = { ...backAndForth, answers: { ...backAndForth.answers, "rebase-merges main": false } };

    expect(verdict(world)).toBe("success · No plans changed");
    expect(asked(world)).toEqual(["b...c", "rebase-merges"]);
  });

  test.each<[string, World]>([
    ["there is only one", { ...backAndForth, commits: [commit(shas.head, [shas.mergeBase])] }],
    ["neither side shows gated text", { ...backAndForth, base: { ...before, "src/b.ts": "1" } }],
  ])("need no look where %s", (_, world) => {
    expect(verdict(world)).toBe("success · No plans changed");
    expect(asked(world)).toEqual(["b...c"]);
  });

  test("need no look where they are built on the base's own tip", () => {
    const { mergeBase, head, answers = {} } = backAndForth;
    const world = { mergeBase, head, commits: twoCommits, answers };

    expect(verdict(world)).toBe("success · No plans changed");
    expect(asked(world)).toEqual([]);
  });

  test.each<[string, World]>([
    [
      "GitHub does not tell what one of them changed",
      {
        ...backAndForth,
        answers: { ...backAndForth.answers, ...changes([shas.head, first, null]) },
      },
    ],
    [
      "there are more than fifty",
      {
        ...backAndForth,
        commits: Array.from({ length: 51 }, (_, index) => {
          const sha = (at: number) => (at === 50 ? shas.head : String(at).padStart(40, "e"));
          return commit(sha(index), [index === 0 ? shas.mergeBase : sha(index - 1)]);
        }),
      },
    ],
    [
      "GitHub does not list them all",
      {
        ...backAndForth,
        answers: {
          ...backAndForth.answers,
          [`comparison main...${shas.head}`]: {
            baseSha: shas.base,
            mergeBaseSha: shas.mergeBase,
            files: [],
            commits: twoCommits,
            totalCommits: 300,
          },
          "test-merge 5": { state: "made", sha: second, parentShas: [shas.base, shas.head] },
          [`named-entries ${second}`]: treeOf({ [plan]: "Two\n" }),
        },
      },
    ],
  ])("are a failure where %s", (_, world) => {
    expect(verdict(world)).toBe(`failure · ${problem}`);
  });

  test("are looked at again after any push that could be carried into the plan they move", () => {
    const answers = {
      "rebase-merges main": true,
      ...changes(
        [first, shas.mergeBase, [changed(plan, "renamed", "docs/other.md")]],
        [shas.head, first, [changed("src/a.ts", "added")]],
      ),
    };
    const base = { ...before, ".specify/specs/f-2-y/plan.md": "Two\n" };

    expect(judge({ ...backAndForth, base, answers }).baseWatch).toBe("edits");
  });
});

describe("commits beside merges that a rebase leaves out", () => {
  const fork = "f".repeat(40);
  /** Begun at an older commit of the base, whose tip was merged since. */
  const updated: World = {
    mergeBase: before,
    head: { ...before, "src/a.ts": "1" },
    commits: [commit(first, [fork]), commit(shas.head, [first, shas.mergeBase])],
    answers: {
      "rebase-merges main": true,
      ...changes(
        [shas.mergeBase, fork, [changed(plan, "added"), changed(draft, "removed")]],
        [first, fork, [changed(draft)]],
      ),
    },
  };

  test("are a failure where an edit would be carried into a plan, and nothing shows it", () => {
    expect(verdict(updated)).toBe(`failure · ${problem}`);
    expect(asked(updated)).toEqual(["c...f", "rebase-merges", "1...f"]);
  });

  test("are a failure where only the merge took a plan's change back", () => {
    const answers = {
      ...updated.answers,
      ...changes([first, fork, [changed(".specify/f-2/plan.md", "added")]]),
    };

    expect(judgeFirst({ ...updated, answers }).title).toContain("`.specify/f-2/plan.md`");
  });

  test("pass where they touch no gated text", () => {
    const answers = { ...updated.answers, ...changes([first, fork, [changed("src/a.ts", "added")]]) };

    expect(verdict({ ...updated, answers })).toBe("success · No plans changed");
  });

  test("leave what the pull request shows to its approval", () => {
    const answers = { ...updated.answers, ...changes([first, fork, [changed(plan)]]) };
    const decided = judgeFirst({ ...updated, head: { ...before, [plan]: "Two\n" }, answers });

    expect(decided.reasons).not.toContain(problem);
    expect(decided.features.map(({ feature }) => feature.path)).toEqual([".specify/specs/f-1-x"]);
  });

  test("are a failure where GitHub does not tell what the base gained since", () => {
    const answers = { ...updated.answers, ...changes([shas.mergeBase, fork, null]) };
    const decided = judgeFirst({ ...updated, head: { ...before, [plan]: "Two\n" }, answers });

    expect(decided.reasons).toContain(problem);
  });
});
