import { Octokit } from "@octokit/core";
import nock from "nock";
import pLimit from "p-limit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CheckRunContent, Effect } from "../../src/effects/effect.ts";
import { applyEffects } from "../../src/github/write/apply-effects.ts";
import { createHoldoffs } from "../../src/github/client/holdoffs.ts";
import { createKnownAnswers } from "../../src/github/client/conditional-fetch.ts";
import { openSession } from "../../src/github/client/session.ts";
import { app, apply, failureOf, gitHubAnswers, headSha, key, repository, start } from "./start.ts";
import { stayOffline } from "./offline.ts";

stayOffline();

beforeEach(() => {
  nock.disableNetConnect();
});

afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

const runs = `${repository}/check-runs`;
const search = `${repository}/commits/${headSha}/check-runs?check_name=plan-gate&app_id=7&filter=all&per_page=100`;
const suites = `${repository}/commits/${headSha}/check-suites?app_id=7&per_page=100`;

function content(annotations = 0): CheckRunContent {
  return {
    headSha,
    status: "completed",
    conclusion: "failure",
    title: "F-15: 2 of 9 rows have no evidence",
    summary: "summary",
    text: "text",
    actions: [
      { label: "Approve plan", description: "Approve this text", identifier: "3f2a91c04b7e:e3b0c44" },
    ],
    annotations: Array.from({ length: annotations }, (_, index) => ({
      path: "plan.md",
      startLine: index + 1,
      endLine: index + 1,
      level: "failure",
      title: "Data models",
      message: "no evidence found",
    })),
    externalId: "fingerprint",
  };
}

const create = (annotations = 0): Effect => ({ type: "create-check-run", content: content(annotations) });

function run(id: number, fields: object = {}) {
  return {
    id,
    name: "plan-gate",
    head_sha: headSha,
    status: "completed",
    conclusion: "failure",
    output: { title: "t", annotations_count: 0 },
    app: { id: 7 },
    ...fields,
  };
}

interface Body {
  readonly external_id?: string;
  readonly output: { readonly annotations: readonly { readonly start_line: number }[] };
}

/** Accepts any body and keeps what matters of it. */
function noting(seen: { lines: string; externalId: string | null }[]) {
  return (body: Body): boolean => {
    const lines = body.output.annotations.map((annotation) => annotation.start_line);
    seen.push({ lines: `${lines.at(0) ?? ""}-${lines.at(-1) ?? ""}`, externalId: body.external_id ?? null });
    return true;
  };
}

describe("a check run", () => {
  it("is created with all it shows, and without a time of ours", async () => {
    gitHubAnswers()
      .post(runs, {
        name: "plan-gate",
        head_sha: headSha,
        status: "completed",
        conclusion: "failure",
        external_id: "fingerprint",
        output: {
          title: "F-15: 2 of 9 rows have no evidence",
          summary: "summary",
          text: "text",
          annotations: [
            {
              path: "plan.md",
              start_line: 1,
              end_line: 1,
              annotation_level: "failure",
              title: "Data models",
              message: "no evidence found",
            },
          ],
        },
        actions: [
          { label: "Approve plan", description: "Approve this text", identifier: "3f2a91c04b7e:e3b0c44" },
        ],
      })
      .reply(201, run(5));

    const written = { key: "octo/hello#12", checkRunId: 5, written: ["create-check-run"] };
    expect(await apply([create(1)])).toEqual(written);
  });

  it("in progress has no conclusion", async () => {
    gitHubAnswers()
      .post(runs, (body: object) => !("conclusion" in body))
      .reply(201, run(5));
    const progress: CheckRunContent = { ...content(), status: "in_progress", conclusion: null };

    const effect: Effect = { type: "create-check-run", content: progress };
    expect(await apply([effect])).toMatchObject({ checkRunId: 5 });
  });

  it("takes 50 annotations a request, and its fingerprint with the last", async () => {
    const seen: { lines: string; externalId: string | null }[] = [];
    gitHubAnswers()
      .post(runs, noting(seen))
      .reply(201, run(5))
      .patch(`${runs}/5`, noting(seen))
      .twice()
      .reply(200, run(5));

    await apply([create(101)]);

    expect(seen).toEqual([
      { lines: "1-50", externalId: null },
      { lines: "51-100", externalId: null },
      { lines: "101-101", externalId: "fingerprint" },
    ]);
  });

  it("is updated by its id", async () => {
    gitHubAnswers().patch(`${runs}/9`).reply(200, run(9));

    const effect: Effect = { type: "update-check-run", checkRunId: 9, content: content() };
    expect(await apply([effect])).toMatchObject({ checkRunId: 9, written: ["update-check-run"] });
  });

  it.each([
    ["an answer of 502", () => gitHubAnswers().post(runs).reply(502, {})],
    ["a broken connection", () => gitHubAnswers().post(runs).replyWithError("socket hang up")],
    ["half an answer", () => gitHubAnswers().post(runs).reply(201, '{"id":')],
  ])("whose creation got %s is looked for and brought up to date, not created again", async (_, post) => {
    post();
    gitHubAnswers()
      .get(search)
      .reply(200, { check_runs: [run(5)] })
      .patch(`${runs}/5`)
      .reply(200, run(5));

    expect(await apply([create()])).toMatchObject({ checkRunId: 5 });
  });

  it("that was created after all keeps the annotations it has", async () => {
    const seen: { lines: string; externalId: string | null }[] = [];
    gitHubAnswers()
      .post(runs)
      .reply(502, {})
      .get(search)
      .reply(200, { check_runs: [run(5, { output: { annotations_count: 50 } })] })
      .patch(`${runs}/5`, noting(seen))
      .reply(200, run(5));

    await apply([create(60)]);

    expect(seen).toEqual([{ lines: "51-60", externalId: "fingerprint" }]);
  });

  it("that was not created either is a failure to be tried again", async () => {
    gitHubAnswers()
      .post(runs)
      .reply(502, {})
      .get(search)
      .reply(200, { check_runs: [] })
      .get(suites)
      .reply(200, { check_suites: [{ id: 8, latest_check_runs_count: 0 }] });

    expect(await failureOf(apply([create()]))).toMatchObject({
      code: "server-error",
      retryable: true,
    });
  });

  it("that GitHub refuses names the permission, and nothing else is written", async () => {
    gitHubAnswers().post(runs).reply(403, { message: "Resource not accessible by integration" });
    const effects: Effect[] = [{ type: "create-comment", number: 12, body: "Hello" }, create()];

    const failure = await failureOf(apply(effects));

    expect(failure).toMatchObject({ code: "forbidden", retryable: false });
    expect(failure.hint).toContain("`Checks: write`");
  });

  it("of ours is found among others of its name, the newest first", async () => {
    const found = [
      run(3),
      run(2, { status: "in_progress", conclusion: null }),
      run(1, { status: "queued", conclusion: null }),
      run(8, { app: { id: 8 } }),
      run(9, { app: null }),
      run(6, { status: "waiting", conclusion: null, completed_at: "2026-01-05T08:00:00Z", external_id: "x" }),
      run(7, { name: "other" }),
      run(10, { head_sha: "f".repeat(40) }),
    ];
    gitHubAnswers().get(search).reply(200, { check_runs: found });

    expect(await start().github.findCheckRun(key, headSha)).toEqual({
      id: 6,
      headSha,
      status: "queued",
      conclusion: null,
      startedAt: null,
      completedAt: "2026-01-05T08:00:00Z",
      title: "t",
      summary: null,
      text: null,
      annotationsCount: 0,
      externalId: "x",
      olderUnfinished: [2, 1],
    });
  });

  it.each([
    [404, {}],
    [422, { message: `No commit found for SHA: ${headSha}` }],
  ])("is null on a commit GitHub does not know (%i)", async (status, answer) => {
    gitHubAnswers().get(search).reply(status, answer);

    expect(await start().github.findCheckRun(key, headSha)).toBeNull();
  });

  it.each([
    ["ours", run(5), 5],
    ["another App's", run(5, { app: { id: 8 } }), null],
  ])("by its id counts only if it is ours: %s", async (_, answer, id) => {
    gitHubAnswers().get(`${runs}/5`).reply(200, answer);

    const need = { type: "check-run-by-id", id: 5 } as const;
    const { facts } = await start().github.read(key, {}, async () => Promise.resolve([need]));

    expect(facts.checkRunsById["5"]?.id ?? null).toBe(id);
  });
});

describe("courtesies", () => {
  const reaction: Effect = { type: "react", on: { type: "comment", id: 4 }, reaction: "confused" };
  const comment: Effect = { type: "create-comment", number: 12, body: "Hello" };
  const edit: Effect = { type: "update-comment", commentId: 4, body: "Hello" };
  const request: Effect = { type: "request-reviewers", number: 12, users: ["a", "b"], teams: ["t"] };
  const reactions = `${repository}/issues/comments/4/reactions`;
  const reviewers = `${repository}/pulls/12/requested_reviewers`;

  it("follow the check run: reaction, comments, request for review", async () => {
    const started = start();
    gitHubAnswers()
      .post(runs)
      .reply(201, run(5))
      .post(reactions, { content: "confused" })
      .reply(201, {})
      .patch(`${repository}/issues/comments/4`, { body: "Hello" })
      .reply(200, {})
      .post(`${repository}/issues/12/comments`, { body: "Hello" })
      .reply(201, {})
      .post(reviewers, { reviewers: ["a", "b"], team_reviewers: ["t"] })
      .reply(201, {});

    const applied = await apply([request, comment, edit, reaction, create()], started);

    const written = ["create-check-run", "react", "update-comment", "create-comment", "request-reviewers"];
    expect(applied).toMatchObject({ checkRunId: 5, written });
    expect(started.requests.map(({ route }) => route.split("/").at(-1))).toEqual([
      "check-runs",
      "reactions",
      "{comment_id}",
      "comments",
      "requested_reviewers",
    ]);
  });

  it("that fail are noted and stop nothing", async () => {
    const failures: string[] = [];
    const started = start({ observer: { onCourtesyFailed: (type) => failures.push(type) } });
    gitHubAnswers().post(reactions).reply(404, {}).post(`${repository}/issues/12/comments`).reply(201, {});

    const applied = await apply([comment, reaction], started);

    expect(applied).toMatchObject({ checkRunId: null, written: ["create-comment"] });
    expect(failures).toEqual(["react"]);
    expect(started.warnings).toMatchObject([
      { key: "octo/hello#12", type: "react", code: "not-found", status: 404 },
    ]);
  });

  it("that GitHub could not take are tried again", async () => {
    gitHubAnswers().post(reactions).reply(502, {}).post(reactions).reply(201, {});

    expect(await apply([reaction])).toMatchObject({ written: ["react"] });
  });

  it("wait as long as GitHub asks, and are left to a later evaluation where that is long", async () => {
    const limit = (seconds: number) =>
      gitHubAnswers()
        .post(reactions)
        .reply(429, {}, { "retry-after": String(seconds) });
    limit(1);
    limit(301);
    const started = start();

    expect(await apply([reaction], started)).toMatchObject({ written: [] });
    expect(started.warnings).toMatchObject([{ type: "react", code: "rate-limited" }]);
  });

  it.each([
    ["where it was lost", "plan-gate[bot]", "Hello\r\n\r\n<!-- a marker -->", 0],
    ["where only somebody else wrote it", "mona", "Hello\n\n<!-- a marker -->", 1],
    ["where another of ours is there", "plan-gate[bot]", "Hello\n\n<!-- another -->", 1],
  ])("look for a comment before they write it again: %s", async (_, login, body, times) => {
    const comments = `${repository}/issues/12/comments`;
    const at = "2026-01-05T08:00:00Z";
    const user = { id: 1, login, type: login.endsWith("[bot]") ? "Bot" : "User" };
    const there = { id: 1, node_id: "C_1", user, body, created_at: at, updated_at: at, html_url: "u" };
    gitHubAnswers().post(comments).reply(502, {}).get(`${comments}?per_page=100&page=1`).reply(200, [there]);
    if (times > 0) gitHubAnswers().post(comments).times(times).reply(201, {});

    const applied = await apply([{ ...comment, body: "Hello\n\n<!-- a marker -->\n" }]);

    expect(applied).toMatchObject({ written: ["create-comment"] });
  });

  it("that may exist are not written where there are more comments than are read", async () => {
    const link = `<https://api.github.com/x?page=2>; rel="next", <https://api.github.com/x?page=31>; rel="last"`;
    gitHubAnswers().get(`${repository}/issues/12/comments?per_page=100&page=1`).reply(200, [], { link });

    expect(await apply([{ ...comment, mayExist: true }])).toMatchObject({ written: ["create-comment"] });
  });

  it("that GitHub does not take in four tries are given up, and the next ones follow", async () => {
    gitHubAnswers()
      .post(reactions)
      .times(4)
      .reply(502, {})
      .patch(`${repository}/issues/comments/4`)
      .reply(200, {});
    const session = openSession({
      octokit: () => Promise.resolve(new Octokit({ auth: "secret" })),
      installationId: 1,
      owner: "octo",
      repo: "hello",
      timeoutMs: 1_000,
      inSlot: pLimit(1),
      known: createKnownAnswers(),
      holdoffs: createHoldoffs(),
      onRequest: () => undefined,
    });
    const lanes = { checkRuns: session, conversation: session, app, pausesMs: [1, 2, 3] };

    expect(await applyEffects(lanes, [edit, reaction])).toMatchObject({
      written: ["update-comment"],
      failed: [{ type: "react", error: { code: "server-error" } }],
    });
  });

  it("ask reviewers one by one where GitHub turns one of them down", async () => {
    gitHubAnswers()
      .post(reviewers, { reviewers: ["a", "b"], team_reviewers: ["t"] })
      .reply(422, { message: "Reviews may only be requested from collaborators." })
      .post(reviewers, { reviewers: ["a"], team_reviewers: [] })
      .reply(422, {})
      .post(reviewers, { reviewers: ["b"], team_reviewers: [] })
      .reply(201, {})
      .post(reviewers, { reviewers: [], team_reviewers: ["t"] })
      .reply(422, {});

    expect(await apply([request])).toMatchObject({ written: ["request-reviewers"] });
  });

  it("say so where GitHub turns all reviewers down", async () => {
    gitHubAnswers().post(reviewers).times(4).reply(422, { message: "No" });

    const started = start();
    await apply([request], started);

    expect(started.warnings).toMatchObject([{ type: "request-reviewers", code: "rejected" }]);
  });

  it("do not ask a single reviewer twice", async () => {
    gitHubAnswers().post(reviewers).once().reply(422, { message: "No" });

    const applied = await apply([{ ...request, users: [], teams: ["t"] }]);

    expect(applied).toMatchObject({ written: [] });
  });
});
