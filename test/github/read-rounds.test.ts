import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Need } from "../../src/pull-request/need.ts";
import { app, failureOf, gitHubAnswers, headSha, key, readAll, repository, start } from "./start.ts";
import { stayOffline } from "./offline.ts";

stayOffline();

beforeEach(() => {
  nock.disableNetConnect();
});

afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

const account = (id: number): Need => ({ type: "account", id });
const person = (id: number) => ({ id, login: `user-${id}`, type: "User" });

describe("reading a snapshot", () => {
  it("asks round by round, each time with the answers so far", async () => {
    gitHubAnswers().get("/user/1").reply(200, person(1)).get("/user/2").reply(200, person(2));
    const rounds: number[] = [];

    const snapshot = await start().github.read(key, { headSha }, async ({ facts }) => {
      rounds.push(Object.keys(facts.accounts).length);
      const next = [account(1), account(2)].slice(0, rounds.length);
      return Promise.resolve(next);
    });

    expect(rounds).toEqual([0, 1, 2]);
    expect(snapshot).toMatchObject({ key, hints: { headSha }, app });
    expect(snapshot.facts.accounts).toEqual({ 1: person(1), 2: person(2) });
  });

  it("needs no request where nothing is asked", async () => {
    const { github, requests } = start();

    await readAll([], github);

    expect(requests).toEqual([]);
  });

  it("asks every question once, however often it is put", async () => {
    gitHubAnswers().get("/user/1").once().reply(200, person(1));

    const { facts } = await readAll([account(1), account(1)]);

    expect(facts.accounts).toEqual({ 1: person(1) });
  });

  it("asks again for a tree when other folders are wanted, and joins the answers", async () => {
    const tree = {
      truncated: false,
      tree: ["a/1", "b/2"].map((path) => ({ path, mode: "100644", type: "blob", sha: path })),
    };
    gitHubAnswers().get(`${repository}/git/trees/${headSha}?recursive=1`).twice().reply(200, tree);
    let round = 0;

    const { facts } = await start().github.read(key, {}, async () => {
      round += 1;
      const folder = round === 1 ? "a" : "b";
      return Promise.resolve([{ type: "tree", commitSha: headSha, folders: [folder] }]);
    });

    expect(facts.trees[headSha]?.map(({ path }) => path)).toEqual(["a/1", "b/2"]);
  });

  it("takes GitHub's newest time as the time of reading", async () => {
    gitHubAnswers()
      .get("/user/1")
      .reply(200, person(1), { date: "Mon, 05 Jan 2026 09:00:07 GMT" })
      .get("/user/2")
      .reply(404, {}, { date: "Mon, 05 Jan 2026 09:00:03 GMT" });

    const { readAt } = await readAll([account(1), account(2)]);

    expect(readAt).toBe("2026-01-05T09:00:07Z");
  });

  it("fails where GitHub does not say what time it is", async () => {
    nock("https://api.github.com").get("/user/1").reply(200, person(1));

    const failure = await failureOf(readAll([account(1)]));

    expect(failure).toMatchObject({ code: "unexpected-answer", retryable: true });
    expect(failure.message).toBe("GitHub's answers about octo/hello#12 carry no `Date` header.");
  });

  it("gives up on questions without end", async () => {
    gitHubAnswers()
      .persist()
      .get(/\/user\/\d+/)
      .reply(200, person(1));
    let id = 0;

    const failure = await failureOf(
      start().github.read(key, {}, async () => Promise.resolve([account((id += 1))])),
    );

    nock.cleanAll();
    expect(failure).toMatchObject({ code: "too-many-rounds", retryable: false });
    expect(failure.message).toBe("Reading octo/hello#12 did not come to an end in 12 rounds.");
  });

  it("tells its observer the route, the status and what is left of the rate limit", async () => {
    gitHubAnswers()
      .get("/user/1")
      .reply(200, person(1), { "x-ratelimit-remaining": "4999", "x-ratelimit-resource": "core" });
    const { github, requests } = start();

    await readAll([account(1)], github);

    expect(requests).toMatchObject([
      { route: "GET /user/{account_id}", status: 200, rateLimitRemaining: 4999, rateLimitResource: "core" },
    ]);
  });
});
