import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  baseSha,
  failureOf,
  gitHubAnswers,
  headSha,
  readAll,
  readFacts,
  repository,
  start,
} from "./start.ts";
import { stayOffline } from "./offline.ts";

stayOffline();

beforeEach(() => {
  nock.disableNetConnect();
});

afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

const compare = `${repository}/compare/${baseSha}...${headSha}`;
const need = { type: "comparison", base: baseSha, head: headSha } as const;
const alice = { id: 1, login: "alice", type: "User" };

function commit(sha: string, fields: object = {}) {
  const signature = { name: "Alice", email: "alice@acme.example", date: "2026-01-05T08:00:00Z" };
  return {
    sha,
    parents: [{ sha: baseSha }],
    author: alice,
    committer: { id: 19864447, login: "web-flow", type: "User" },
    commit: {
      author: signature,
      committer: { name: "GitHub", email: "noreply@github.com" },
      message: "feat: a plan\n\nWhy",
    },
    ...fields,
  };
}

function comparison(fields: object = {}) {
  return {
    base_commit: { sha: baseSha },
    merge_base_commit: { sha: "c".repeat(40) },
    total_commits: 1,
    commits: [commit(headSha)],
    files: [{ filename: "a.md", status: "modified", sha: "1" }],
    ...fields,
  };
}

const manyFiles = Array.from({ length: 300 }, (_, index) => ({
  filename: `f${index}`,
  status: "added",
  sha: "9",
}));

describe("a comparison", () => {
  it("names files by both names, commits and their people", async () => {
    const files = [
      { filename: "new.md", previous_filename: "old.md", status: "renamed", sha: "1" },
      { filename: "gone.md", status: "removed", sha: null },
    ];
    gitHubAnswers().get(compare).reply(200, comparison({ files }));

    const { comparisons } = await readFacts([need]);

    expect(comparisons[`${baseSha}...${headSha}`]).toEqual({
      baseSha,
      mergeBaseSha: "c".repeat(40),
      totalCommits: 1,
      files: [
        { path: "new.md", previousPath: "old.md", status: "renamed", blobId: "1" },
        { path: "gone.md", previousPath: null, status: "removed", blobId: null },
      ],
      commits: [
        {
          sha: headSha,
          subject: "feat: a plan",
          parentShas: [baseSha],
          author: { account: alice, name: "Alice", email: "alice@acme.example" },
          committer: {
            account: { id: 19864447, login: "web-flow", type: "User" },
            name: "GitHub",
            email: "noreply@github.com",
          },
          coAuthors: [],
          featureTrailers: [],
        },
      ],
    });
  });

  it("asks for a branch by its full name, because a tag may have the same short one", async () => {
    gitHubAnswers()
      .get(`${repository}/compare/refs%2Fheads%2Ffeature%2Fx...${headSha}`)
      .reply(200, comparison());

    const { comparisons } = await readFacts([{ type: "comparison", base: "feature/x", head: headSha }]);

    expect(comparisons[`feature/x...${headSha}`]?.baseSha).toBe(baseSha);
  });

  it("of two commits is asked for once, of a branch every time", async () => {
    const { github } = start();
    gitHubAnswers().get(compare).once().reply(200, comparison());
    gitHubAnswers()
      .get(`${repository}/compare/refs%2Fheads%2Fmain...${headSha}`)
      .twice()
      .reply(200, comparison());
    const branch = { type: "comparison", base: "main", head: headSha } as const;

    await readAll([need, branch], github);
    await readAll([need, branch], github);

    expect(nock.pendingMocks()).toEqual([]);
  });

  it("is tried again where GitHub does not know a head it was just pushed", async () => {
    gitHubAnswers().get(compare).reply(404, {}).get(`${repository}/git/commits/${headSha}`).reply(404, {});

    const failure = await failureOf(readAll([need]));

    expect(failure).toMatchObject({ code: "not-found", retryable: true });
    expect(failure.message).toBe(`GitHub does not know the commit ${headSha} of octo/hello yet.`);
  });

  it("reads commits to the end, page by page, where the first answer was cut", async () => {
    const commits = Array.from({ length: 120 }, (_, index) => commit(String(index)));
    gitHubAnswers()
      .get(compare)
      .reply(200, comparison({ total_commits: 120, commits: commits.slice(0, 30) }))
      .get(`${compare}?per_page=100&page=1`)
      .reply(200, comparison({ commits: commits.slice(0, 100) }))
      .get(`${compare}?per_page=100&page=2`)
      .reply(200, comparison({ commits: commits.slice(100), files: [] }));

    const { comparisons } = await readFacts([need]);

    expect(comparisons[`${baseSha}...${headSha}`]?.commits.map(({ sha }) => Number(sha))).toEqual([
      ...commits.keys(),
    ]);
  });

  it("leaves more than 250 commits at their number", async () => {
    gitHubAnswers()
      .get(compare)
      .reply(200, comparison({ total_commits: 251 }));

    const { comparisons } = await readFacts([need]);

    expect(comparisons[`${baseSha}...${headSha}`]).toMatchObject({
      totalCommits: 251,
      commits: [{ sha: headSha }],
    });
  });

  it("of 300 files and more comes from the trees", async () => {
    const blob = (path: string, sha: string, mode = "100644") => ({ path, mode, type: "blob", sha, size: 1 });
    const folder = { path: "docs", mode: "040000", type: "tree", sha: "t" };
    gitHubAnswers()
      .get(compare)
      .reply(200, comparison({ files: manyFiles }))
      .get(`${repository}/git/trees/${"c".repeat(40)}?recursive=1`)
      .reply(200, {
        truncated: false,
        tree: [folder, blob("docs/a", "1"), blob("docs/b", "2"), blob("docs/c", "3")],
      })
      .get(`${repository}/git/trees/${headSha}?recursive=1`)
      .reply(200, {
        truncated: false,
        tree: [folder, blob("docs/a", "1", "120000"), blob("docs/b", "9"), blob("d", "4")],
      });

    const { comparisons } = await readFacts([need]);

    expect(comparisons[`${baseSha}...${headSha}`]?.files).toEqual([
      { path: "d", previousPath: null, status: "added", blobId: "4" },
      { path: "docs/a", previousPath: null, status: "changed", blobId: "1" },
      { path: "docs/b", previousPath: null, status: "modified", blobId: "9" },
      { path: "docs/c", previousPath: null, status: "removed", blobId: "3" },
    ]);
  });
});

const refusal = { message: "Sorry, this diff is taking too long to generate." };
const trees = `${repository}/git/trees`;
const history = (sha: string, page = 1) => `${repository}/commits?sha=${sha}&per_page=100&page=${page}`;
const mergeBase = "c".repeat(40);

/** One tree of one file each, so that they all differ. */
function answersTrees(scope: nock.Scope, shas: readonly string[]): void {
  for (const sha of shas) {
    const tree = [{ path: `${sha.slice(0, 1)}.md`, mode: "100644", type: "blob", sha, size: 1 }];
    scope.get(`${trees}/${sha}?recursive=1`).reply(200, { truncated: false, tree });
  }
}

describe("a comparison that GitHub refuses", () => {
  const read = async () => (await readFacts([need])).comparisons[`${baseSha}...${headSha}`];
  const paths = (found: Awaited<ReturnType<typeof read>>) =>
    found?.files.map(({ path, status }) => `${status} ${path}`);

  it("is made from the trees, with the merge base of its second page, which names no files", async () => {
    const scope = gitHubAnswers();
    const second = { base_commit: { sha: baseSha }, merge_base_commit: { sha: mergeBase }, total_commits: 1 };
    scope.get(compare).reply(422, refusal);
    scope.get(`${compare}?per_page=1&page=2`).reply(200, { ...second, commits: [] });
    scope.get(history(headSha)).reply(200, [commit(headSha, { parents: [{ sha: mergeBase }] })]);
    answersTrees(scope, [mergeBase, headSha]);

    const found = await read();

    expect(found).toMatchObject({ baseSha, mergeBaseSha: mergeBase, totalCommits: 1 });
    expect(found?.commits.map(({ sha }) => sha)).toEqual([headSha]);
    expect(paths(found)).toEqual(["added a.md", "removed c.md"]);
  });

  it("has unknown commits where more of them are counted than the history shows", async () => {
    const scope = gitHubAnswers();
    const second = { base_commit: { sha: baseSha }, merge_base_commit: { sha: mergeBase }, total_commits: 7 };
    scope.get(compare).reply(422, refusal);
    scope.get(`${compare}?per_page=1&page=2`).reply(200, { ...second, commits: [] });
    scope.get(history(headSha)).reply(200, [commit(headSha, { parents: [{ sha: "d".repeat(40) }] })]);
    answersTrees(scope, [mergeBase, headSha]);

    expect(await read()).toMatchObject({ totalCommits: 7, commits: [{ sha: headSha }] });
  });

  it("is made from the histories where no page is given, up to date with its base", async () => {
    const scope = gitHubAnswers();
    scope.get(compare).reply(422, refusal);
    scope.get(`${compare}?per_page=1&page=2`).reply(422, refusal);
    scope.get(history(headSha)).reply(200, [commit(headSha), commit(baseSha, { parents: [] })]);
    scope.get(history(baseSha)).reply(404, {});
    answersTrees(scope, [baseSha, headSha]);

    const found = await read();

    expect(found).toMatchObject({ baseSha, mergeBaseSha: baseSha, totalCommits: 1 });
    expect(paths(found)).toEqual(["added a.md", "removed b.md"]);
  });

  it("is made from the histories where the base holds the head already", async () => {
    const scope = gitHubAnswers();
    scope.get(compare).reply(422, refusal);
    scope.get(`${compare}?per_page=1&page=2`).reply(500, {});
    scope.get(history(headSha)).reply(200, [commit(headSha, { parents: [] })]);
    scope
      .get(history(baseSha))
      .reply(200, [commit(baseSha, { parents: [{ sha: headSha }] }), commit(headSha)]);
    answersTrees(scope, [headSha]);
    scope.get(`${trees}/${headSha}?recursive=1`).reply(200, { truncated: false, tree: [] });

    expect(await read()).toMatchObject({ mergeBaseSha: headSha, totalCommits: 0, commits: [] });
  });

  it("has the newest commit that both histories hold as its merge base, once both were read to the end", async () => {
    const scope = gitHubAnswers();
    const old = commit("d".repeat(40), { parents: [] });
    const shared = commit(mergeBase, { parents: [{ sha: old.sha }] });
    scope.get(compare).reply(422, refusal);
    scope.get(`${compare}?per_page=1&page=2`).reply(422, refusal);
    scope
      .get(history(headSha))
      .reply(200, [commit(headSha, { parents: [{ sha: mergeBase }] }), shared, old])
      .get(history(baseSha))
      .reply(200, [commit(baseSha, { parents: [{ sha: mergeBase }] }), shared, old]);
    answersTrees(scope, [mergeBase, headSha]);

    expect(await read()).toMatchObject({ mergeBaseSha: mergeBase, totalCommits: 1 });
  });

  it("is null where the histories are too long to be sure of a merge base", async () => {
    const scope = gitHubAnswers();
    const link = `<https://api.github.com/x?page=2>; rel="next", <https://api.github.com/x?page=11>; rel="last"`;
    scope.get(compare).reply(422, refusal);
    scope.get(`${compare}?per_page=1&page=2`).reply(422, refusal);
    for (const sha of [headSha, baseSha]) {
      scope.get(history(sha)).reply(200, [commit(sha, { parents: [{ sha: mergeBase }] })], { link });
      for (let page = 2; page <= 10; page += 1) scope.get(history(sha, page)).reply(200, []);
    }

    expect(await read()).toBeNull();
  });

  it("is null where its base is gone", async () => {
    gitHubAnswers()
      .get(`${repository}/compare/refs%2Fheads%2Fgone...${headSha}`)
      .reply(422, refusal)
      .get(`${repository}/git/ref/heads%2Fgone`)
      .reply(404, {});

    const { comparisons } = await readFacts([{ type: "comparison", base: "gone", head: headSha }]);

    expect(comparisons).toEqual({ [`gone...${headSha}`]: null });
  });

  it.each([
    [502, {}],
    [404, {}],
  ])("with %i only now is tried again, and made from the trees the second time", async (status, body) => {
    const { github } = start();
    const scope = gitHubAnswers();
    scope.get(compare).twice().reply(status, body);
    if (status === 404)
      scope.get(`${repository}/git/commits/${headSha}`).twice().reply(200, { sha: headSha });

    expect(await failureOf(readAll([need], github))).toMatchObject({ retryable: true });
    const second = { base_commit: { sha: baseSha }, merge_base_commit: { sha: mergeBase }, total_commits: 1 };
    scope.get(`${compare}?per_page=1&page=2`).reply(200, { ...second, commits: [] });
    scope.get(history(headSha)).reply(200, [commit(headSha, { parents: [{ sha: mergeBase }] })]);
    answersTrees(scope, [mergeBase, headSha]);

    const { facts } = await readAll([need], github);
    expect(facts.comparisons[`${baseSha}...${headSha}`]?.mergeBaseSha).toBe(mergeBase);
  });

  it("is not made otherwise where GitHub is not to be reached at all", async () => {
    gitHubAnswers().get(compare).reply(401, {});

    expect(await failureOf(readAll([need]))).toMatchObject({ code: "unauthorized" });
  });

  it("fails where GitHub fails on the other way too", async () => {
    gitHubAnswers().get(compare).reply(422, refusal).get(`${compare}?per_page=1&page=2`).reply(401, {});

    expect(await failureOf(readAll([need]))).toMatchObject({ code: "unauthorized" });
  });
});

describe("histories that share nothing", () => {
  it("are compared from tree to tree: everything that differs was changed", async () => {
    const scope = gitHubAnswers();
    scope
      .get(compare)
      .reply(404, { message: "No common ancestor between them." })
      .get(`${repository}/git/commits/${headSha}`)
      .reply(200, { sha: headSha })
      .get(history(headSha))
      .reply(200, [commit(headSha), commit(mergeBase, { parents: [] })]);
    answersTrees(scope, [baseSha, headSha]);

    const { comparisons } = await readFacts([need]);

    expect(comparisons[`${baseSha}...${headSha}`]).toMatchObject({
      baseSha,
      mergeBaseSha: baseSha,
      files: [
        { path: "a.md", status: "added" },
        { path: "b.md", status: "removed" },
      ],
    });
  });
});

describe("what a base has gained", () => {
  const back = `${repository}/compare/${headSha}...${baseSha}`;
  const fixed = { type: "base-changes", base: baseSha, head: headSha } as const;
  const named = { type: "base-changes", base: "main", head: headSha } as const;
  const side = (fields: object = {}) => ({
    merge_base_commit: { sha: mergeBase },
    total_commits: 1,
    commits: [{ sha: baseSha }],
    files: [{ filename: "b.md", status: "added", sha: "1" }],
    ...fields,
  });
  const file = { path: "b.md", previousPath: null, status: "added", blobId: "1" };
  const nameRoute = `${repository}/compare/${headSha}...refs%2Fheads%2Fmain`;

  it("is told with the tip that was compared, and kept under its commits", async () => {
    const { github } = start();
    gitHubAnswers().get(nameRoute).reply(200, side());

    const { facts } = await readAll([named], github);
    const again = { type: "base-changes", base: baseSha, head: mergeBase } as const;
    const kept = await readAll([again], github);

    expect(facts.baseChanges[`main...${headSha}`]).toEqual({
      tipSha: baseSha,
      mergeBaseSha: mergeBase,
      files: [file],
    });
    expect(kept.facts.baseChanges[`${baseSha}...${mergeBase}`]?.files).toEqual([file]);
  });

  it("is nothing where the base stands at the merge base", async () => {
    gitHubAnswers()
      .get(nameRoute)
      .reply(200, side({ total_commits: 0, commits: [], files: [] }));

    const { baseChanges } = await readFacts([named]);

    expect(baseChanges[`main...${headSha}`]).toMatchObject({ tipSha: mergeBase, files: [] });
  });

  it("has no known tip where not all commits are listed", async () => {
    gitHubAnswers()
      .get(nameRoute)
      .reply(200, side({ total_commits: 300 }));

    const { baseChanges } = await readFacts([named]);

    expect(baseChanges[`main...${headSha}`]?.tipSha).toBeNull();
  });

  it("of a branch is null where GitHub refuses, and of commits comes from the trees", async () => {
    const scope = gitHubAnswers();
    scope.get(nameRoute).reply(422, refusal).get(back).reply(422, refusal);
    answersTrees(scope, [headSha, baseSha]);

    const { baseChanges } = await readFacts([named, fixed]);

    expect(baseChanges[`main...${headSha}`]).toBeNull();
    expect(baseChanges[`${baseSha}...${headSha}`]?.files.map(({ path }) => path)).toEqual(["a.md", "b.md"]);
  });

  it("fails where GitHub does", async () => {
    gitHubAnswers().get(back).reply(401, {});
    expect(await failureOf(readAll([fixed]))).toMatchObject({ code: "unauthorized" });

    gitHubAnswers().get(back).reply(422, refusal).get(/trees/).twice().reply(401, {});
    expect(await failureOf(readAll([fixed]))).toMatchObject({ code: "unauthorized" });
  });
});

describe("two trees too large for one answer", () => {
  const entry = (path: string, sha: string, type = "blob") => ({
    path,
    mode: type === "tree" ? "040000" : "100644",
    type,
    sha,
    ...(type === "tree" ? {} : { size: 1 }),
  });

  it("are read only where they differ", async () => {
    const scope = gitHubAnswers();
    scope.get(compare).reply(200, comparison({ files: manyFiles }));
    for (const sha of [mergeBase, headSha])
      scope.get(`${trees}/${sha}?recursive=1`).reply(200, { truncated: true, tree: [] });
    const root = (docs: string) => [entry("same", "s", "tree"), entry("docs", docs, "tree"), entry("a", "1")];
    scope.get(`${trees}/${mergeBase}`).reply(200, { truncated: false, tree: root("t1") });
    const now = [...root("t2"), entry("new", "n", "tree")];
    scope.get(`${trees}/${headSha}`).reply(200, { truncated: false, tree: now });
    scope.get(`${trees}/t1`).reply(200, { truncated: false, tree: [entry("x", "1"), entry("y", "2")] });
    scope.get(`${trees}/t2`).reply(200, { truncated: false, tree: [entry("x", "1"), entry("y", "3")] });
    scope.get(`${trees}/n`).reply(200, { truncated: false, tree: [entry("z", "4")] });

    const { comparisons } = await readFacts([need]);

    expect(comparisons[`${baseSha}...${headSha}`]?.files.map(({ path, status }) => [path, status])).toEqual([
      ["docs/y", "modified"],
      ["new/z", "added"],
    ]);
  });

  it("are too large where one folder is", async () => {
    const scope = gitHubAnswers();
    scope.get(compare).reply(200, comparison({ files: manyFiles }));
    scope.get(/trees/).times(4).reply(200, { truncated: true, tree: [] });

    expect(await failureOf(readAll([need]))).toMatchObject({ code: "too-large" });
  });
});

describe("GitHub's test merge", () => {
  const pull = `${repository}/pulls/12`;
  const merge = "e".repeat(40);
  const wanted = { type: "test-merge", number: 12, baseSha, headSha } as const;
  const read = async () => {
    const { github } = start({ testMergeWaitsMs: [0] });
    return (await readFacts([wanted], github)).testMerges["12"];
  };
  const made = (scope: nock.Scope, parents: readonly string[]) =>
    scope
      .get(pull)
      .reply(200, { mergeable: true, merge_commit_sha: merge })
      .get(`${repository}/git/commits/${merge}`)
      .reply(200, { parents: parents.map((sha) => ({ sha })) });

  it("counts where it joins the base's tip and the head, in this order", async () => {
    made(gitHubAnswers(), [baseSha, headSha]);

    expect(await read()).toEqual({ state: "made", sha: merge, parentShas: [baseSha, headSha] });
  });

  it("is looked for again while GitHub shows an earlier one", async () => {
    const scope = gitHubAnswers();
    made(scope, [mergeBase, headSha]);
    made(scope, [baseSha, headSha]);

    expect(await read()).toMatchObject({ state: "made" });
  });

  it("is unknown where it does not come", async () => {
    gitHubAnswers()
      .get(pull)
      .reply(200, { mergeable: null, merge_commit_sha: null })
      .get(pull)
      .reply(404, {});

    expect(await read()).toEqual({ state: "unknown" });
  });

  it("is unknown where its commit is not to be found", async () => {
    const scope = gitHubAnswers();
    scope.get(pull).twice().reply(200, { merge_commit_sha: merge });
    scope.get(`${repository}/git/commits/${merge}`).twice().reply(404, {});

    expect(await read()).toEqual({ state: "unknown" });
  });

  it("is none where the two conflict", async () => {
    gitHubAnswers().get(pull).reply(200, { mergeable: false, merge_commit_sha: merge });

    expect(await read()).toEqual({ state: "conflicts" });
  });
});

describe("the people of a commit", () => {
  const read = async (message: string, fields: object = {}) => {
    const answer = { ...commit(headSha, fields), commit: { ...commit(headSha).commit, message } };
    gitHubAnswers()
      .get(compare)
      .reply(200, comparison({ commits: [answer] }));
    const { comparisons } = await readFacts([need]);
    return comparisons[`${baseSha}...${headSha}`]?.commits[0];
  };

  it("are unknown where GitHub has no account for them", async () => {
    const found = await read("x", { author: null, committer: {} });

    expect([found?.author.account, found?.committer.account]).toEqual([null, null]);
  });

  it("include co-authors, whose accounts GitHub's own addresses tell", async () => {
    const found = await read(
      "x\r\n\r\nCo-Authored-By: Bob <42+bob@users.noreply.github.com>\r\nco-authored-by: Bot <7+dep[bot]@users.noreply.github.com>",
    );

    expect(found?.coAuthors).toEqual([
      {
        account: { id: 42, login: "bob", type: "User" },
        name: "Bob",
        email: "42+bob@users.noreply.github.com",
      },
      {
        account: { id: 7, login: "dep[bot]", type: "Bot" },
        name: "Bot",
        email: "7+dep[bot]@users.noreply.github.com",
      },
    ]);
  });

  it("include co-authors known by the address of an author", async () => {
    const found = await read("x\n\nCo-authored-by: Alice <Alice@acme.example>");

    expect(found?.coAuthors[0]?.account).toEqual(alice);
  });

  it("include co-authors behind GitHub's old addresses, each looked up once", async () => {
    gitHubAnswers()
      .get("/users/bob")
      .reply(200, { id: 42, login: "Bob", type: "User" })
      .get("/users/gone")
      .reply(404, {});
    const people = [
      "Bob <bob@users.noreply.github.com>",
      "B <BOB@users.noreply.github.com>",
      "G <gone@users.noreply.github.com>",
    ];

    const found = await read(people.map((person) => `Co-authored-by: ${person}`).join("\n"));

    expect(found?.coAuthors.map(({ account }) => account?.id ?? null)).toEqual([42, 42, null]);
  });

  it.each([
    ["Co-authored-by: Eve <eve@evil.example>", "Eve", "eve@evil.example"],
    ["Co-authored-by: bob@users.noreply.github.com", "bob@users.noreply.github.com", ""],
    ["Co-authored-by: Odd <no+one@users.noreply.github.com>", "Odd", "no+one@users.noreply.github.com"],
    ["Co-authored-by: Open <eve@evil.example", "Open", ""],
    ["  Co-authored-by:", "", ""],
  ])("stay unknown in %j", async (line, name, email) => {
    const found = await read(`x\n\n${line}`);

    expect(found?.coAuthors).toEqual([{ account: null, name, email }]);
  });
});
