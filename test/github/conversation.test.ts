import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Need } from "../../src/pull-request/need.ts";
import { shortenComment } from "../../src/slash-commands/shorten-comment.ts";
import { failureOf, gitHubAnswers, headSha, readAll, readFacts, repository, start } from "./start.ts";
import { stayOffline } from "./offline.ts";

stayOffline();

beforeEach(() => {
  nock.disableNetConnect();
});

afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

const api = "https://api.github.com";
const alice = { id: 1, login: "alice", type: "User" };
const pull = {
  number: 12,
  node_id: "PR_12",
  title: "A plan",
  state: "open",
  merged_at: null,
  draft: true,
  user: alice,
  head: { sha: headSha, ref: "feature", repo: null },
  base: {
    ref: "main",
    repo: {
      id: 5,
      name: "hello",
      owner: { login: "octo", type: "Organization" },
      default_branch: "main",
      html_url: "https://github.com/octo/hello",
    },
  },
  html_url: "https://github.com/octo/hello/pull/12",
  requested_reviewers: [alice],
  requested_teams: [{ slug: "architects" }],
};

function comment(id: number, fields: object = {}) {
  const at = "2026-01-05T08:00:00Z";
  return {
    id,
    node_id: `C_${id}`,
    user: alice,
    body: "Hi",
    created_at: at,
    updated_at: at,
    html_url: "u",
    ...fields,
  };
}

const comments = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => comment(from + index));

describe("a pull request", () => {
  it("is read with its repository", async () => {
    gitHubAnswers().get(`${repository}/pulls/12`).reply(200, pull);

    expect((await readFacts([{ type: "pull", number: 12 }])).pulls["12"]).toEqual({
      number: 12,
      nodeId: "PR_12",
      title: "A plan",
      state: "open",
      isMerged: false,
      isDraft: true,
      author: alice,
      headSha,
      headRef: "feature",
      headRepositoryId: null,
      baseRef: "main",
      htmlUrl: "https://github.com/octo/hello/pull/12",
      repository: {
        id: 5,
        owner: "octo",
        name: "hello",
        ownerType: "Organization",
        defaultBranch: "main",
        htmlUrl: "https://github.com/octo/hello",
      },
      requestedReviewers: ["alice"],
      requestedTeams: ["architects"],
      featureTrailers: [],
    });
  });

  it("is found by its head only while it is open and has that head", async () => {
    const others = [
      { ...pull, number: 13, head: { ...pull.head, sha: "b".repeat(40) } },
      { ...pull, number: 14, state: "closed" },
    ];
    gitHubAnswers()
      .get(`${repository}/commits/${headSha}/pulls?per_page=100&page=1`)
      .reply(200, [...others, { ...pull, draft: undefined, user: null }]);

    const { pullsOfHead } = await readFacts([{ type: "pulls-of-head", headSha }]);

    expect(pullsOfHead[headSha]).toMatchObject([{ number: 12, isDraft: false, author: null }]);
  });

  it("is not searched in lists without end", async () => {
    gitHubAnswers()
      .get(`${repository}/commits/${headSha}/pulls?per_page=100&page=1`)
      .reply(200, [], { link: `<${api}/x?page=2>; rel="next", <${api}/x?page=11>; rel="last"` });

    const failure = await failureOf(readAll([{ type: "pulls-of-head", headSha }]));

    expect(failure).toMatchObject({ code: "too-large", retryable: false });
    expect(failure.message).toBe(`More than 1000 pull requests contain the commit ${headSha}.`);
  });
});

describe("comments", () => {
  const need: Need = { type: "comments", number: 12 };
  const page = (number: number) => `${repository}/issues/12/comments?per_page=100&page=${number}`;

  it("are read to the end, past the hundredth", async () => {
    const link = `<${api}/x?per_page=100&page=2>; rel="next", <${api}/x?per_page=100&page=3>; rel="last"`;
    gitHubAnswers()
      .get(page(1))
      .twice()
      .reply(200, comments(1, 100), { link })
      .get(page(2))
      .reply(200, comments(101, 200), { link })
      .get(page(3))
      .reply(200, comments(201, 201));

    const listing = (await readFacts([need])).comments["12"];

    expect(listing?.state === "complete" ? listing.items.map(({ id }) => id) : null).toEqual(
      Array.from({ length: 201 }, (_, index) => index + 1),
    );
  });

  it("are read to the end where GitHub names only the next page", async () => {
    const next = (number: number) => ({ link: `<${api}/x?page=${number}>; rel="next"` });
    gitHubAnswers()
      .get(page(1))
      .twice()
      .reply(200, comments(1, 1), next(2))
      .get(page(2))
      .twice()
      .reply(200, comments(2, 2), next(3))
      .get(page(3))
      .reply(200, comments(3, 3));

    expect((await readFacts([need])).comments["12"]).toMatchObject({
      items: [{ id: 1 }, { id: 2 }, { id: 3 }],
    });
  });

  it("that GitHub adds while they are read are read as well", async () => {
    const links = (next: number) => ({
      link: `<${api}/x?page=${next}>; rel="next", <${api}/x?page=${next}>; rel="last"`,
    });
    gitHubAnswers()
      .get(page(1))
      .twice()
      .reply(200, comments(1, 100), links(2))
      .get(page(2))
      .reply(200, comments(101, 200), links(3))
      .get(page(3))
      .reply(200, comments(201, 201))
      .get(page(2))
      .reply(200, comments(101, 200), links(3));

    const listing = (await readFacts([need])).comments["12"];

    expect(listing?.state === "complete" ? listing.items.length : null).toBe(201);
  });

  it("past 3,000 are not read", async () => {
    const link = `<${api}/x?page=2>; rel="next", <${api}/x?page=31>; rel="last"`;
    gitHubAnswers().get(page(1)).reply(200, comments(1, 100), { link });

    expect((await readFacts([need])).comments).toEqual({ 12: { state: "too-many", limit: 3_000 } });
  });

  it("are kept without what can hold no command, but for our own", async () => {
    const answer = [
      comment(1, { body: "Talk" }),
      comment(2, { body: "/approve-plan" }),
      comment(3, { body: "Waiting", user: { id: 9, login: "plan-gate[bot]", type: "Bot" } }),
    ];
    gitHubAnswers().get(page(1)).reply(200, answer);

    const { comments } = await readFacts(
      [need],
      start({ shortenComments: (_repository, bodies) => Promise.resolve(bodies.map(shortenComment)) }).github,
    );

    expect(comments["12"]).toMatchObject({
      items: [{ body: "" }, { body: "/approve-plan" }, { body: "Waiting" }],
    });
  });

  it("longer together than can be looked through are not handed on", async () => {
    const link = `<${api}/x?page=2>; rel="next", <${api}/x?page=2>; rel="last"`;
    const long = (from: number) =>
      comments(from, from + 99).map((each) => ({ ...each, body: "/".repeat(65_536) }));
    gitHubAnswers().get(page(1)).twice().reply(200, long(1), { link }).get(page(2)).reply(200, long(101));

    expect((await readFacts([need])).comments["12"]).toEqual({
      state: "too-long",
      limitCharacters: 8_000_000,
    });
  });

  it("show the App through which they were written, and deleted authors", async () => {
    const answer = [
      comment(1, { performed_via_github_app: { slug: "helper" }, user: null, body: null }),
      comment(2, { performed_via_github_app: {} }),
      comment(3, { performed_via_github_app: null }),
    ];
    gitHubAnswers().get(page(1)).reply(200, answer);

    expect((await readFacts([need])).comments["12"]).toMatchObject({
      items: [{ viaApp: "helper", author: null, body: "" }, { viaApp: "" }, { viaApp: null }],
    });
  });
});

describe("reviews", () => {
  it("are read with their states and commits", async () => {
    const review = {
      id: 4,
      node_id: "R_4",
      user: alice,
      body: null,
      state: "DISMISSED",
      commit_id: null,
      html_url: "u",
    };
    gitHubAnswers().get(`${repository}/pulls/12/reviews?per_page=100&page=1`).reply(200, [review]);

    expect((await readFacts([{ type: "reviews", number: 12 }])).reviews).toEqual({
      12: {
        state: "complete",
        items: [
          {
            id: 4,
            nodeId: "R_4",
            author: alice,
            body: "",
            state: "DISMISSED",
            commitSha: null,
            submittedAt: null,
            htmlUrl: "u",
          },
        ],
      },
    });
  });
});

describe("what is read for an answer alone", () => {
  const refused = { message: "Resource not accessible by integration" };

  it("is left out where GitHub refuses", async () => {
    gitHubAnswers()
      .get(`${repository}/pulls/12/reviews?per_page=100&page=1`)
      .reply(403, refused)
      .get(`${repository}/pulls/comments/40`)
      .reply(403, refused);

    const facts = await readFacts([
      { type: "reviews", number: 12, isForAnswer: true },
      { type: "line-comment", id: 40 },
    ]);

    expect(facts.reviews).toEqual({});
    expect(facts.lineComments).toEqual({});
  });

  it("is tried again where GitHub cannot answer", async () => {
    gitHubAnswers().get(`${repository}/pulls/comments/40`).reply(502);

    await expect(readFacts([{ type: "line-comment", id: 40 }])).rejects.toMatchObject({
      code: "server-error",
      retryable: true,
    });
  });

  it("is not what decides: a refusal of reviews that may approve fails", async () => {
    gitHubAnswers().get(`${repository}/pulls/12/reviews?per_page=100&page=1`).reply(403, refused);

    await expect(readFacts([{ type: "reviews", number: 12 }])).rejects.toMatchObject({ code: "forbidden" });
  });
});

const querySchema = z.object({ variables: z.object({ ids: z.array(z.string()) }) });
type Query = z.infer<typeof querySchema>;

/** Nothing was edited. */
function answerTo(query: unknown) {
  const { ids } = querySchema.parse(query).variables;
  return { data: { nodes: ids.map((id) => ({ id, lastEditedAt: null })) } };
}

describe("edits", () => {
  const edit = (nodeId: string): Need => ({ type: "edit", nodeId });

  it("are asked for together, at most a hundred a query", async () => {
    gitHubAnswers()
      .post("/graphql", ({ variables: { ids } }: Query) => ids.length === 100)
      .reply(200, (_uri, body) => answerTo(body))
      .post("/graphql", ({ variables: { ids } }: Query) => ids.length === 1)
      .reply(200, (_uri, body) => answerTo(body));

    const { edits } = await readFacts(Array.from({ length: 101 }, (_, index) => edit(String(index))));

    expect(Object.keys(edits)).toHaveLength(101);
  });

  it("tell edited, untouched, deleted and other things apart", async () => {
    const nodes = [
      { id: "a", lastEditedAt: "2026-01-05T08:00:00Z" },
      { id: "b", lastEditedAt: null },
      null,
      {},
    ];
    const errors = [{ type: "NOT_FOUND", message: "Could not resolve to a node" }];
    gitHubAnswers().post("/graphql").reply(200, { data: { nodes }, errors });

    expect((await readFacts(["a", "b", "c", "d"].map(edit))).edits).toEqual({
      a: { lastEditedAt: "2026-01-05T08:00:00Z", isShown: true },
      b: { lastEditedAt: null, isShown: true },
      c: { lastEditedAt: null, isShown: false },
      d: { lastEditedAt: null, isShown: false },
    });
  });

  it("belong to what was asked for, though GraphQL names it by an id of the new kind", async () => {
    const nodes = [{ id: "IC_kwDOAAAAB84AAAAq", lastEditedAt: "2026-01-05T08:00:00Z" }];
    gitHubAnswers().post("/graphql").reply(200, { data: { nodes } });

    expect((await readFacts([edit("MDEyOklzc3VlQ29tbWVudDQy")])).edits).toEqual({
      MDEyOklzc3VlQ29tbWVudDQy: { lastEditedAt: "2026-01-05T08:00:00Z", isShown: true },
    });
  });

  it.each([
    ["FORBIDDEN", { code: "forbidden", retryable: false }],
    ["RATE_LIMIT", { code: "rate-limited", retryable: true, retryAfterMs: 60_000 }],
    ["RATE_LIMITED", { code: "rate-limited", retryable: true, retryAfterMs: 60_000 }],
    ["INTERNAL", { code: "server-error", retryable: true }],
  ])("are not taken for deleted when GitHub answers %s", async (type, expected) => {
    gitHubAnswers()
      .post("/graphql")
      .reply(200, { data: { nodes: [null] }, errors: [{ type, message: "Because" }] });

    expect(await failureOf(readAll([edit("a")]))).toMatchObject(expected);
  });

  it.each([
    ["a part is forbidden", { type: "FORBIDDEN", path: ["nodes", 1] }, "forbidden"],
    ["something went wrong", { path: ["nodes", 1] }, "server-error"],
  ])("are not believed in part where there are data and errors together: %s", async (_, error, code) => {
    const nodes = [{ id: "a", lastEditedAt: null }, null];
    const missing = { type: "NOT_FOUND", path: ["nodes", 1], message: "Could not resolve to a node" };
    const errors = [missing, { ...error, message: "Something went wrong" }];
    gitHubAnswers().post("/graphql").reply(200, { data: { nodes }, errors });

    expect((await failureOf(readAll([edit("a"), edit("b")]))).code).toBe(code);
  });

  it("name the permission only where GitHub says that one is missing", async () => {
    const refuse = async (message: string): Promise<string> => {
      const errors = [{ type: "FORBIDDEN", message }];
      gitHubAnswers().post("/graphql").reply(200, { data: null, errors });
      return (await failureOf(readAll([edit("a")]))).hint;
    };

    expect(await refuse("Resource not accessible by integration")).toContain("`Pull requests: read`");
    expect(await refuse("The organization has an IP allow list enabled")).toContain("IP allow list");
  });

  it("are not taken for deleted when GitHub sends no data", async () => {
    gitHubAnswers().post("/graphql").reply(200, { data: null });

    expect((await failureOf(readAll([edit("a")]))).code).toBe("server-error");
  });
});

describe("force-pushes", () => {
  const events = (nodes: readonly unknown[], hasPreviousPage = false) => ({
    repository: { pullRequest: { timelineItems: { nodes, pageInfo: { hasPreviousPage } } } },
  });
  const read = async () => (await readFacts([{ type: "force-pushes", number: 12 }])).forcePushes["12"];

  it("name the heads before and after them, newest first", async () => {
    const data = events([
      { id: "A", beforeCommit: { oid: "1" }, afterCommit: { oid: "2" } },
      { id: "B", beforeCommit: { oid: "3" }, afterCommit: null },
    ]);
    gitHubAnswers().post("/graphql").reply(200, { data });

    expect(await read()).toEqual({
      pushes: [
        { id: "B", beforeSha: "3", afterSha: null },
        { id: "A", beforeSha: "1", afterSha: "2" },
      ],
      isWhole: true,
    });
  });

  it("are told from those that GitHub does not show, or not in one answer", async () => {
    const data = events([null, { id: "B", beforeCommit: null, afterCommit: { oid: "2" } }], true);
    gitHubAnswers().post("/graphql").reply(200, { data });

    expect(await read()).toEqual({
      pushes: [
        { id: "B", beforeSha: null, afterSha: "2" },
        { id: "", beforeSha: null, afterSha: null },
      ],
      isWhole: false,
    });
  });

  it("are not known where the pull request is gone", async () => {
    const errors = [{ type: "NOT_FOUND", message: "Could not resolve to a PullRequest" }];
    gitHubAnswers()
      .post("/graphql")
      .reply(200, { data: { repository: { pullRequest: null } }, errors });

    expect(await read()).toEqual({ pushes: [], isWhole: false });
  });
});

describe("a repository", () => {
  it("is read where no pull request tells", async () => {
    gitHubAnswers()
      .get(repository)
      .reply(200, { ...pull.base.repo, owner: { login: "mona", type: "User" } });

    expect((await readFacts([{ type: "repository" }])).repository).toMatchObject({
      id: 5,
      ownerType: "User",
    });
  });
});

describe("workflow runs", () => {
  it("are those of the file, by its path, newest first", async () => {
    const run = (id: number, fields: object = {}) => ({
      id,
      path: ".github/workflows/smoke.yml@refs/heads/main",
      head_sha: headSha,
      event: "pull_request",
      status: "completed",
      conclusion: "success",
      html_url: "u",
      created_at: "2026-01-05T08:00:00Z",
      ...fields,
    });
    const runs = [
      run(1),
      run(3, { path: ".github/workflows/smoke.yml", status: null, conclusion: null }),
      run(4, { path: ".github/workflows/other.yml" }),
      run(5, { head_sha: "b".repeat(40) }),
    ];
    gitHubAnswers()
      .get(`${repository}/actions/workflows/smoke.yml/runs?head_sha=${headSha}&per_page=100`)
      .reply(200, { workflow_runs: runs });

    const path = ".github/workflows/smoke.yml";
    const { workflowRuns } = await readFacts([{ type: "workflow-runs", headSha, path }]);

    expect(workflowRuns[headSha]).toMatchObject({
      runs: [
        { id: 3, path, status: "queued", conclusion: null },
        { id: 1, path, status: "completed", conclusion: "success" },
      ],
    });
  });

  it("of two files on one commit are joined", async () => {
    const run = (id: number, path: string) => ({
      id,
      path,
      head_sha: headSha,
      event: "push",
      status: "completed",
      conclusion: "failure",
      html_url: "u",
      created_at: "2026-01-05T08:00:00Z",
    });
    gitHubAnswers()
      .get(`${repository}/actions/workflows/a.yml/runs?head_sha=${headSha}&per_page=100`)
      .reply(200, { workflow_runs: [run(1, "a.yml")] })
      .get(`${repository}/actions/workflows/b.yml/runs?head_sha=${headSha}&per_page=100`)
      .reply(200, { workflow_runs: [run(2, "b.yml")] });

    const { workflowRuns } = await readFacts([
      { type: "workflow-runs", headSha, path: "a.yml" },
      { type: "workflow-runs", headSha, path: "b.yml" },
    ]);

    expect(workflowRuns[headSha]).toMatchObject({ runs: [{ id: 2 }, { id: 1 }] });
  });

  it("are unknown, with the reason, where they are only shown and GitHub does not say", async () => {
    const runs = (file: string) =>
      `${repository}/actions/workflows/${file}/runs?head_sha=${headSha}&per_page=100`;
    const ask = (path: string, isForShow: boolean) =>
      readFacts([
        { type: "workflow-runs", headSha, path, isForShow },
        { type: "workflow-runs", headSha, path: "c.yml" },
      ]);
    gitHubAnswers()
      .get(runs("a.yml"))
      .times(2)
      .reply(403, { message: "Resource not accessible by integration" });
    gitHubAnswers().get(runs("b.yml")).reply(502);
    gitHubAnswers().get(runs("c.yml")).times(3).reply(200, { workflow_runs: [] });

    const [refused, away] = [await ask("a.yml", true), await ask("b.yml", true)];

    expect(refused.workflowRuns[headSha]).toEqual({
      state: "unknown",
      reason:
        "GitHub refuses to list the runs of a workflow: the App lacks `Actions: read`, “Resource not accessible by integration”. The App lacks `Actions: read`. Grant it under Settings → Permissions, and accept it in the installation.",
    });
    expect(away.workflowRuns[headSha]).toEqual({
      state: "unknown",
      reason: "GitHub does not answer now. It is asked again within the hour, and at `/recheck-plan`.",
    });
    await expect(ask("a.yml", false)).rejects.toThrow("Resource not accessible by integration");
  });
});
