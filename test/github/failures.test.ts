import { Octokit } from "@octokit/core";
import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { refusals } from "../../emulator/http/refusals.ts";
import type { Need } from "../../src/pull-request/need.ts";
import {
  apply,
  date,
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
  nock.cleanAll();
});

const path = `${repository}/check-runs/5`;
const need: Need = { type: "check-run-by-id", id: 5 };

describe("a failure on the way to GitHub", () => {
  it.each([
    [401, {}, { code: "unauthorized", retryable: true, retryAfterMs: null }],
    [403, {}, { code: "forbidden", retryable: false, retryAfterMs: null }],
    [403, { "retry-after": "17" }, { code: "rate-limited", retryable: true, retryAfterMs: 17_000 }],
    [429, {}, { code: "rate-limited", retryable: true, retryAfterMs: 60_000 }],
    [429, { "retry-after": "3" }, { code: "rate-limited", retryable: true, retryAfterMs: 3_000 }],
    [408, {}, { code: "rejected", retryable: true, retryAfterMs: null }],
    [409, {}, { code: "rejected", retryable: true, retryAfterMs: null }],
    [422, {}, { code: "rejected", retryable: true, retryAfterMs: null }],
    [425, {}, { code: "rejected", retryable: true, retryAfterMs: null }],
    [400, {}, { code: "rejected", retryable: false, retryAfterMs: null }],
    [451, {}, { code: "forbidden", retryable: false, retryAfterMs: null }],
    [500, {}, { code: "server-error", retryable: true, retryAfterMs: null }],
    [502, {}, { code: "server-error", retryable: true, retryAfterMs: null }],
    [503, { "retry-after": "9" }, { code: "server-error", retryable: true, retryAfterMs: 9_000 }],
  ])("with status %i and headers %o is told apart", async (status, headers, expected) => {
    gitHubAnswers().get(path).reply(status, { message: "Because" }, headers);

    expect(await failureOf(readAll([need]))).toMatchObject({ status, ...expected });
  });

  it("waits until the hourly limit is reset, by GitHub's clock", async () => {
    const resetAt = String(Date.parse(date) / 1000 + 120);
    const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": resetAt };
    gitHubAnswers().get(path).reply(403, { message: "API rate limit exceeded" }, headers);

    expect(await failureOf(readAll([need]))).toMatchObject({ code: "rate-limited", retryAfterMs: 121_000 });
  });

  it("knows a secondary limit by GitHub's words", async () => {
    gitHubAnswers().get(path).reply(403, { message: "You have exceeded a secondary rate limit." });

    expect(await failureOf(readAll([need]))).toMatchObject({ code: "rate-limited", retryAfterMs: 60_000 });
  });

  it("names the permission that is missing", async () => {
    gitHubAnswers().get(path).reply(403, { message: "Resource not accessible by integration" });

    const { message, hint } = await failureOf(readAll([need]));

    expect(message).toBe(
      "GitHub refused GET /repos/{owner}/{repo}/check-runs/{check_run_id} of octo/hello (403): Resource not accessible by integration",
    );
    expect(hint).toBe(
      "The App lacks `Checks: write`. Grant it under Settings → Permissions, and accept it in the installation.",
    );
  });

  it.each<[keyof typeof refusals, { code: string; why: string; hint: string }]>([
    [
      "an IP allow list",
      {
        code: "forbidden",
        why: "the organization's IP allow list",
        hint: "An owner of the organization has to add the address of the Plan Gate server to its IP allow list.",
      },
    ],
    [
      "SAML single sign-on",
      {
        code: "forbidden",
        why: "the organization's SAML single sign-on",
        hint: "An owner of the organization has to let the App past SAML single sign-on.",
      },
    ],
    [
      "an archived repository",
      {
        code: "forbidden",
        why: "the repository is archived",
        hint: "Unarchive the repository: until then nothing can be written to it.",
      },
    ],
    [
      "a suspended installation",
      {
        code: "forbidden",
        why: "the App's installation is suspended",
        hint: "An owner has to lift the suspension under Settings → GitHub Apps.",
      },
    ],
    [
      "a plan without the feature",
      {
        code: "forbidden",
        why: "GitHub's plan of this repository does not include it",
        hint: "Upgrade GitHub's plan, or make the repository public.",
      },
    ],
    [
      "a blocked repository",
      { code: "forbidden", why: "GitHub blocked the repository", hint: "Ask GitHub's support why." },
    ],
    [
      "a locked conversation",
      { code: "forbidden", why: "the conversation is locked", hint: "Unlock the conversation." },
    ],
    [
      "bad credentials",
      {
        code: "unauthorized",
        why: "it does not accept the App's credentials",
        hint: "Check `APP_ID`, `PRIVATE_KEY` and the server's clock.",
      },
    ],
    [
      "an empty repository",
      {
        code: "rejected",
        why: "Git Repository is empty.",
        hint: "Where it lasts, open an issue at Plan Gate with this message.",
      },
    ],
    [
      "a difference that takes too long",
      {
        code: "rejected",
        why: "the difference is too large",
        hint: "Update the branch, or split the pull request.",
      },
    ],
    [
      "a request that is not valid",
      {
        code: "rejected",
        why: "Validation Failed",
        hint: "Where it lasts, open an issue at Plan Gate with this message.",
      },
    ],
  ])("blames no permission for %s, and quotes GitHub", async (kind, { code, why, hint }) => {
    const { status = 0, body } = refusals[kind];
    const { message } = z.object({ message: z.string() }).parse(body);
    gitHubAnswers().get(path).reply(status, { message });

    const failure = await failureOf(readAll([need]));

    expect(failure).toMatchObject({ code, hint, refusal: { task: "show a check run", why, said: message } });
    expect(failure.message).toContain(message);
  });

  it("quotes whatever else GitHub says of a refusal", async () => {
    gitHubAnswers().get(path).reply(403, { message: "Your enterprise forbids this on Sundays." });

    expect(await failureOf(readAll([need]))).toMatchObject({
      code: "forbidden",
      hint: "Ask an owner of the organization which of its settings forbids it.",
      refusal: { why: "Your enterprise forbids this on Sundays." },
    });
  });

  it("says that GitHub could not be reached", async () => {
    gitHubAnswers().get(path).replyWithError("socket hang up");

    const failure = await failureOf(readAll([need]));

    expect(failure).toMatchObject({ code: "network", retryable: true, status: null });
    expect(failure.message).toContain("GitHub could not be reached");
  });

  it("does not wait longer than the time limit", async () => {
    gitHubAnswers().get(path).delay(2_000).reply(200, {});
    const { github, requests } = start({ timeoutMs: 30 });

    const failure = await failureOf(readAll([need], github));

    expect(failure).toMatchObject({ code: "timeout", retryable: true });
    expect(requests).toMatchObject([{ status: 0 }]);
  });

  it("does not believe an answer of another form", async () => {
    gitHubAnswers().get(path).reply(200, "<html>Sign in to the hotel's network</html>");

    expect(await failureOf(readAll([need]))).toMatchObject({ code: "unexpected-answer", retryable: true });
  });

  it.each([
    ["the page of a proxy", 403, "<html>Blocked by the web filter</html>", "text/html"],
    ["a page to sign in at", 401, "<html>Sign in</html>", "text/html"],
    ["a page of another server", 404, "<html>Not here</html>", "text/html"],
    ["words alone", 403, "Request forbidden by administrative rules.", "text/plain"],
    ["JSON that is not whole", 404, '{"message":"Not F', "application/json"],
    ["news where nothing was known before", 304, "", "application/json"],
  ])("concludes nothing from %s", async (_name, status, body, type) => {
    gitHubAnswers().get(path).reply(status, body, { "content-type": type });

    expect(await failureOf(readAll([need]))).toMatchObject({
      code: "unexpected-answer",
      message: `The answer to GET /repos/{owner}/{repo}/check-runs/{check_run_id} of octo/hello (${status}) has not the form of GitHub's.`,
      retryable: true,
      refusal: null,
      status,
    });
  });

  it("covers clients that cannot be had", async () => {
    const { github } = start({ reader: async () => Promise.reject(new Error("no key")) });

    expect(await failureOf(readAll([need], github))).toMatchObject({ code: "network" });
  });

  it("is one of many: the whole reading fails, and nothing is half read", async () => {
    gitHubAnswers()
      .get("/user/1")
      .reply(200, { id: 1, login: "mona", type: "User" })
      .get(path)
      .reply(500, {});

    await expect(readAll([{ type: "account", id: 1 }, need])).rejects.toThrow("could not answer");
  });

  it("does not follow the trail of an unknown commit as a lack of pull requests", async () => {
    gitHubAnswers()
      .get(`${repository}/commits/${headSha}/pulls?per_page=100&page=1`)
      .reply(422, { message: `No commit found for SHA: ${headSha}` });

    const failure = await failureOf(readAll([{ type: "pulls-of-head", headSha }]));

    expect(failure).toMatchObject({ code: "not-found", retryable: true });
  });
});

it.each([
  ["https://api.acme.ghe.com", "https://api.acme.ghe.com", "/graphql"],
  ["https://github.acme.com/api/v3", "https://github.acme.com", "/api/graphql"],
  ["https://api.github.com", "https://api.github.com", "/graphql"],
])("GraphQL is beside the REST API of %s", async (baseUrl, host, place) => {
  const query = nock(host)
    .defaultReplyHeaders({ date })
    .post(place)
    .reply(200, { data: { repository: null } });
  const reader = async () => Promise.resolve(new Octokit({ auth: "secret", baseUrl }));

  const facts = await readFacts([{ type: "force-pushes", number: 12 }], start({ reader }).github);

  expect(facts.forcePushes).toEqual({ 12: { pushes: [], isWhole: false } });
  expect(query.isDone()).toBe(true);
});

describe("a renamed repository", () => {
  it("is read where GitHub points to", async () => {
    gitHubAnswers()
      .get(`${repository}/pulls/12`)
      .reply(
        301,
        { message: "Moved Permanently" },
        { location: "https://api.github.com/repositories/9/pulls/12" },
      )
      .get("/repositories/9/pulls/12")
      .reply(404, {});

    const facts = await readFacts([{ type: "pull", number: 12 }]);

    expect(facts.pulls).toEqual({ 12: null });
  });

  it("is written to where GitHub points to, with the same order", async () => {
    gitHubAnswers()
      .post(`${repository}/issues/12/comments`)
      .reply(307, {}, { location: "https://api.github.com/repositories/9/issues/12/comments" })
      .post("/repositories/9/issues/12/comments", { body: "Hello" })
      .reply(201, {});

    const applied = await apply([{ type: "create-comment", number: 12, body: "Hello" }]);

    expect(applied).toMatchObject({ written: ["create-comment"] });
  });

  it("is not written to on another host", async () => {
    gitHubAnswers()
      .post(`${repository}/issues/12/comments`)
      .reply(307, {}, { location: "https://evil.example/repositories/9/issues/12/comments" });

    const applied = await apply([{ type: "create-comment", number: 12, body: "Hello" }]);

    expect(applied).toMatchObject({ written: [] });
  });
});
