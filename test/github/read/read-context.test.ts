import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { baseSha, gitHubAnswers, headSha, readFacts, repository, start } from "../start.ts";
import { stayOffline } from "../offline.ts";

stayOffline();

beforeEach(() => {
  nock.disableNetConnect();
});

afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

const config = ".github/plan-gate.yml";
const contents = (ref: string) =>
  `${repository}/contents/${encodeURIComponent(config)}?ref=${encodeURIComponent(ref)}`;
const file = {
  type: "file",
  sha: "f",
  size: 2,
  encoding: "base64",
  content: Buffer.from("hi").toString("base64"),
};
const branch = `${repository}/branches/main`;
const compared = {
  base_commit: { sha: baseSha },
  merge_base_commit: { sha: baseSha },
  total_commits: 0,
  commits: [],
  files: [],
};
const compare = (base: string) => `${repository}/compare/${encodeURIComponent(`${base}...${headSha}`)}`;
const comparison = { type: "comparison", base: "main", head: headSha } as const;
const need = { type: "file", ref: "main", path: config } as const;

describe("a branch", () => {
  it("is asked for by its full name, which no tag can have", async () => {
    gitHubAnswers().get(contents("refs/heads/main")).reply(200, file);

    const { files } = await readFacts([need]);

    expect(files[`main:${config}`]?.blob).toMatchObject({ text: "hi" });
  });

  it("that lacks a file is not looked for under the name of a tag", async () => {
    const { github } = start();
    gitHubAnswers().get(compare("refs/heads/main")).reply(200, compared);
    await readFacts([comparison], github);
    gitHubAnswers().get(contents("refs/heads/main")).reply(404, {});

    const { files } = await readFacts([need], github);

    expect(files[`main:${config}`]).toBeNull();
  });

  it("is asked for by its commit while full names are untried", async () => {
    gitHubAnswers()
      .get(contents("refs/heads/main"))
      .reply(404, {})
      .get(branch)
      .reply(200, { commit: { sha: baseSha } })
      .get(contents(baseSha))
      .reply(404, {});

    const { files } = await readFacts([need]);

    expect(files[`main:${config}`]).toBeNull();
  });

  it("is asked for by its short name from then on where full names are not known", async () => {
    const { github } = start();
    gitHubAnswers()
      .get(compare("refs/heads/main"))
      .reply(404, {})
      .get(`${repository}/git/commits/${headSha}`)
      .reply(200, { sha: headSha })
      .get(branch)
      .reply(200, { commit: { sha: baseSha } })
      .get(compare(baseSha))
      .reply(200, compared)
      .get(contents("main"))
      .reply(200, file);

    const first = await readFacts([comparison], github);
    const second = await readFacts([need], github);

    expect(first.comparisons[`main...${headSha}`]).toMatchObject({ baseSha });
    expect(second.files[`main:${config}`]?.blobId).toBe("f");
  });

  it("that is gone is not there", async () => {
    gitHubAnswers().get(contents("refs/heads/main")).reply(404, {}).get(branch).reply(404, {});

    const { files } = await readFacts([need]);

    expect(files[`main:${config}`]).toBeNull();
  });
});
