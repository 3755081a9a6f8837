import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Need } from "../../src/pull-request/need.ts";
import { apply, gitHubAnswers, key, readAll, repository, start } from "./start.ts";
import { stayOffline } from "./offline.ts";

stayOffline();

beforeEach(() => {
  nock.disableNetConnect();
});

afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

const path = `${repository}/issues/12/comments?per_page=100&page=`;
const need: Need = { type: "comments", number: 12 };
const at = "2026-01-05T08:00:00Z";
const comment = (id: number, body = "Hi") => ({
  id,
  node_id: `C_${id}`,
  user: null,
  body,
  created_at: at,
  updated_at: at,
  html_url: "u",
});
const link = '<https://api.github.com/x?page=2>; rel="next", <https://api.github.com/x?page=2>; rel="last"';
const later = { date: "Mon, 05 Jan 2026 10:00:00 GMT" };

/** Answers only who names no earlier answer. */
function untagged(): nock.Scope {
  return nock("https://api.github.com", { badheaders: ["if-none-match"] }).defaultReplyHeaders(later);
}

describe("asking again", () => {
  it("brings only what changed, with its pages, and GitHub's new time", async () => {
    const { github, requests } = start();
    gitHubAnswers()
      .get(`${path}1`)
      .reply(200, [comment(1)], { etag: '"one"', link })
      .get(`${path}2`)
      .reply(200, [comment(2)], { etag: '"two"' })
      .get(`${path}1`)
      .matchHeader("if-none-match", '"one"')
      .reply(304, undefined);
    await readAll([need], github);
    gitHubAnswers()
      .get(`${path}1`)
      .matchHeader("if-none-match", '"one"')
      .twice()
      .reply(304, undefined, later)
      .get(`${path}2`)
      .matchHeader("if-none-match", '"two"')
      .reply(200, [comment(2, "Edited")], { etag: '"three"' });

    const { facts, readAt } = await readAll([need], github);

    expect(facts.comments["12"]).toMatchObject({
      items: [
        { id: 1, body: "Hi" },
        { id: 2, body: "Edited" },
      ],
    });
    expect(readAt).toBe("2026-01-05T10:00:00Z");
    expect(requests.map(({ status }) => status)).toEqual([200, 200, 304, 304, 200, 304]);
  });

  it("does not happen with the tags of another installation", async () => {
    const { github } = start();
    untagged()
      .get(`${path}1`)
      .twice()
      .reply(200, [comment(1)], { etag: '"one"' });

    for (const installationId of [1, 2]) {
      const snapshot = await github.read({ ...key, installationId }, {}, async () => Promise.resolve([need]));
      expect(snapshot.facts.comments["12"]).toMatchObject({ items: [{ id: 1 }] });
    }
  });

  it("does not keep answers too long to be worth it", async () => {
    const { github } = start();
    const long = comment(1, "x".repeat(100_001));
    untagged().get(`${path}1`).twice().reply(200, [long], { etag: '"one"' });

    await readAll([need], github);

    expect((await readAll([need], github)).facts.comments["12"]).toMatchObject({ items: [{ id: 1 }] });
  });

  it("is for reading only", async () => {
    gitHubAnswers().post(`${repository}/issues/12/comments`).twice().reply(201, {}, { etag: '"one"' });
    const comments = [1, 2].map(() => ({ type: "create-comment", number: 12, body: "Hello" }) as const);

    expect(await apply(comments)).toMatchObject({ written: ["create-comment", "create-comment"] });
  });
});
