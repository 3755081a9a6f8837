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

  it("is null for histories that share nothing", async () => {
    gitHubAnswers()
      .get(compare)
      .reply(404, { message: "No common ancestor between them." })
      .get(`${repository}/git/commits/${headSha}`)
      .reply(200, { sha: headSha });

    const { comparisons } = await readFacts([need]);

    expect(comparisons).toEqual({ [`${baseSha}...${headSha}`]: null });
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
