import { createHash } from "node:crypto";
import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { gitHubAnswers, readFacts, repository, start } from "./start.ts";
import { stayOffline } from "./offline.ts";

stayOffline();

beforeEach(() => {
  nock.disableNetConnect();
});

afterEach(() => {
  nock.cleanAll();
});

const blobIdOf = (content: Buffer): string =>
  createHash("sha1").update(`blob ${content.byteLength}\0`).update(content).digest("hex");
const needsOf = (contents: readonly Buffer[]) =>
  contents.map((content) => ({ type: "blob", blobId: blobIdOf(content) }) as const);
const texts = (count: number): readonly Buffer[] =>
  Array.from({ length: count }, (_, index) => Buffer.from(`# Text ${index}\n`));

/** GitHub has these files, and shows their texts together as `shown` says. */
function gitHubHas(contents: readonly Buffer[], shown: (content: Buffer) => string | null = String): void {
  const byId = new Map(contents.map((content) => [blobIdOf(content), content]));
  gitHubAnswers()
    .persist()
    .post("/graphql")
    .reply(200, (_uri, body) => {
      const query = typeof body === "object" && "query" in body ? String(body["query"]) : "";
      const ids = Array.from(query.matchAll(/oid: "([0-9a-f]{40})"/gu), ([, id = ""]) => id);
      const nodeOf = (id: string) => {
        const content = byId.get(id);
        return content === undefined ? null : { text: shown(content) };
      };
      return { data: { repository: Object.fromEntries(ids.map((id) => [`b${id}`, nodeOf(id)])) } };
    });
  for (const [id, content] of byId) {
    gitHubAnswers()
      .persist()
      .get(`${repository}/git/blobs/${id}`)
      .reply(200, { content: content.toString("base64"), encoding: "base64", size: content.byteLength });
  }
}

async function read(contents: readonly Buffer[]) {
  const { github, requests } = start();
  const { blobs } = await readFacts(needsOf(contents), github);
  return {
    states: contents.map((content) => blobs[blobIdOf(content)]?.state),
    texts: contents.map((content) => {
      const blob = blobs[blobIdOf(content)];
      return blob?.state === "text" ? blob.text : null;
    }),
    requests: requests.length,
  };
}

describe("more than twenty texts", () => {
  it("are asked for in requests of twenty", async () => {
    const contents = texts(100);
    gitHubHas(contents);

    expect(await read(contents)).toMatchObject({ texts: contents.map(String), requests: 5 });
  });

  it("are read one by one where they are not, byte for byte, what GitHub shows together", async () => {
    const contents = texts(21);
    gitHubHas(contents, (content) => (content.includes("Text 7\n") ? "# Text 8\n" : content.toString()));

    expect(await read(contents)).toMatchObject({ texts: contents.map(String), requests: 3 });
  });

  it("are read one by one where GitHub shows none of them together", async () => {
    const contents = texts(21);
    gitHubHas(contents, () => null);

    expect(await read(contents)).toMatchObject({ texts: contents.map(String), requests: 23 });
  });

  it("that are no text are told so, and cost a request each up to forty", async () => {
    const latin = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        Buffer.concat([Buffer.from(`${index} Pl`), Buffer.from([0xe4])]),
      );
    gitHubHas([...latin(40), ...texts(20)]);

    const some = await read([...latin(40), ...texts(20)]);

    expect(some.states).toEqual([...latin(40).map(() => "not-utf8"), ...texts(20).map(() => "text")]);
    expect(some.requests).toBe(43);
  });

  it("of which too many are no text are too much, and no more are read", async () => {
    const contents = Array.from({ length: 400 }, (_, index) => Buffer.from([0xff, index >> 8, index & 0xff]));
    gitHubHas(contents);

    const { states, requests } = await read(contents);

    expect(new Set(states)).toEqual(new Set(["unread"]));
    expect(requests).toBe(43);
  });
});

it("twenty texts are asked for one by one, as a pull request with a plan needs them", async () => {
  const contents = texts(20);
  gitHubHas(contents);

  expect(await read(contents)).toMatchObject({ texts: contents.map(String), requests: 20 });
});
