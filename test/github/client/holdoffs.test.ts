import { Octokit } from "@octokit/core";
import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { GitHubError } from "../../../src/github/client/github-error.ts";
import { createHoldoffs, rateLimited } from "../../../src/github/client/holdoffs.ts";
import { failureOf, gitHubAnswers, key, readAll, repository, start } from "../start.ts";
import { stayOffline } from "../offline.ts";

stayOffline();

const limited = (retryAfterMs: number): GitHubError => rateLimited("GET /x", { retryAfterMs });

/** Milliseconds that are left; `null` where one may ask. */
function leftMs(check: () => void): number | null {
  try {
    check();
    return null;
  } catch (error) {
    return error instanceof GitHubError ? error.retryAfterMs : -1;
  }
}

describe("what GitHub asks to wait", () => {
  it("is waited for by one installation only, and no longer", () => {
    let now = 0;
    const { check, note } = createHoldoffs(() => now);
    const left = (id: number) =>
      leftMs(() => {
        check(id, "GET /x");
      });

    note(1, limited(60_000));
    note(1, limited(1_000));
    now = 20_000;

    expect([left(1), left(2)]).toEqual([40_000, null]);
    now = 60_000;
    expect(left(1)).toBeNull();
  });

  it("is an hour at most", () => {
    const { check, note } = createHoldoffs(() => 0);

    note(1, limited(Number.MAX_SAFE_INTEGER));

    expect(
      leftMs(() => {
        check(1, "GET /x");
      }),
    ).toBe(3_600_000);
  });

  it("is nothing where GitHub failed otherwise", () => {
    const { check, note } = createHoldoffs(() => 0);

    note(1, new GitHubError("", { code: "server-error", hint: "", retryable: true, retryAfterMs: 5_000 }));

    expect(
      leftMs(() => {
        check(1, "GET /x");
      }),
    ).toBeNull();
  });
});

describe("after GitHub has asked to wait", () => {
  beforeEach(() => {
    nock.disableNetConnect();
  });
  afterEach(() => {
    expect(nock.pendingMocks()).toEqual([]);
    nock.cleanAll();
  });

  it("forty pull requests of the installation ask nothing, nor does another lane write", async () => {
    const { github, requests } = start();
    gitHubAnswers().get(repository).reply(403, { message: "secondary rate limit" }, { "retry-after": "60" });
    await failureOf(readAll([{ type: "repository" }], github));

    const failures = await Promise.all([
      ...Array.from({ length: 40 }, (_, number) =>
        failureOf(
          github.read({ ...key, number }, {}, () => Promise.resolve([{ type: "pull" as const, number }])),
        ),
      ),
      failureOf(github.findCheckRun(key, "a".repeat(40))),
    ]);

    expect(requests).toHaveLength(1);
    for (const failure of failures) {
      expect(failure).toMatchObject({ code: "rate-limited", retryable: true });
      expect(failure.message).toMatch(/^GitHub's rate limit is used up: GET \/repos\/.* of octo\/hello\.$/u);
      expect(failure.retryAfterMs).toBeGreaterThan(50_000);
      expect(failure.retryAfterMs).toBeLessThanOrEqual(60_000);
    }
  });

  it("those that wait for a slot ask nothing either", async () => {
    const { github, requests } = start();
    gitHubAnswers().get(/./u).times(60).reply(429, { message: "Too many" }, { "retry-after": "60" });

    await Promise.all(
      Array.from({ length: 200 }, (_, number) =>
        failureOf(
          github.read({ ...key, number }, {}, () => Promise.resolve([{ type: "pull" as const, number }])),
        ),
      ),
    );

    expect(requests).toHaveLength(60);
  });
});

it("who waits for a token keeps no other installation waiting", async () => {
  nock.disableNetConnect();
  const { github } = start({
    reader: (id) => (id === 2 ? new Promise(() => undefined) : Promise.resolve(new Octokit())),
  });
  gitHubAnswers().get(`${repository}/pulls/12`).reply(404, {});
  for (let number = 0; number < 100; number += 1) {
    void github.read({ ...key, installationId: 2 }, {}, () => Promise.resolve([{ type: "pull", number }]));
  }

  expect((await readAll([{ type: "pull", number: 12 }], github)).facts.pulls["12"]).toBeNull();
});
