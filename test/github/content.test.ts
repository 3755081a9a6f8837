import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
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

const treePath = (sha: string) => `${repository}/git/trees/${sha}`;
const blob = (path: string, size = 1) => ({
  path,
  mode: "100644",
  type: "blob",
  sha: `blob of ${path}`,
  size,
});
const folder = (path: string) => ({ path, mode: "040000", type: "tree", sha: `tree-${path}` });
const tree = (...entries: object[]) => ({ truncated: false, tree: entries });

async function readPaths(folders: readonly string[]) {
  const { trees } = await readFacts([{ type: "tree", commitSha: headSha, folders }]);
  return trees[headSha]?.map(({ path }) => path);
}

describe("a tree", () => {
  it("holds what lies in the wanted folders after folding, sorted, without folders", async () => {
    const all = tree(
      blob("src/a"),
      folder(".Specify"),
      blob(".Specify/F-1/PLAN.md"),
      blob(".specify/f-1/plan.md"),
      blob(".specify/f-10/plan.md"),
      blob(".SPECIFY/f-1"),
    );
    gitHubAnswers()
      .get(`${treePath(headSha)}?recursive=1`)
      .reply(200, all);

    expect(await readPaths([".specify/f-1"])).toEqual([
      ".SPECIFY/f-1",
      ".Specify/F-1/PLAN.md",
      ".specify/f-1/plan.md",
    ]);
  });

  it("folds beyond ASCII", async () => {
    gitHubAnswers()
      .get(`${treePath(headSha)}?recursive=1`)
      .reply(200, tree(blob("STRASSE/a"), blob("cafe\u0301/b"), blob("strase/c")));

    expect(await readPaths(["straße", "CAFÉ"])).toEqual(["STRASSE/a", "cafe\u0301/b"]);
  });

  it("keeps symlinks and submodules apart by their modes", async () => {
    const link = { path: "a/link", mode: "120000", type: "blob", sha: "1", size: 3 };
    const module = { path: "a/module", mode: "160000", type: "commit", sha: "2" };
    gitHubAnswers()
      .get(`${treePath(headSha)}?recursive=1`)
      .reply(200, tree(link, module));

    const { trees } = await readFacts([{ type: "tree", commitSha: headSha, folders: [""] }]);

    expect(trees[headSha]).toEqual([
      { path: "a/link", mode: "120000", blobId: "1", bytes: 3 },
      { path: "a/module", mode: "160000", blobId: "2" },
    ]);
  });

  it("is asked for once", async () => {
    const { github } = start();
    gitHubAnswers()
      .get(`${treePath(headSha)}?recursive=1`)
      .once()
      .reply(200, tree(blob("a/b")));

    await readAll([{ type: "tree", commitSha: headSha, folders: ["a", "c"] }], github);
    const { facts } = await readAll([{ type: "tree", commitSha: headSha, folders: ["c", "a"] }], github);

    expect(facts.trees[headSha]).toHaveLength(1);
  });

  it("that GitHub cuts is walked, and only where the wanted folders are", async () => {
    gitHubAnswers()
      .get(`${treePath(headSha)}?recursive=1`)
      .reply(200, { ...tree(), truncated: true })
      .get(treePath(headSha))
      .reply(200, tree(folder("node_modules"), folder(".Specify"), blob("README.md")))
      .get(treePath("tree-.Specify"))
      .reply(200, tree(folder("f-1"), folder("f-2"), blob("x.md")))
      .get(treePath("tree-f-1"))
      .reply(200, tree(blob("plan.md"), folder("contracts")))
      .get(treePath("tree-contracts"))
      .reply(200, tree(blob("api.yaml")));

    expect(await readPaths([".specify/f-1"])).toEqual([
      ".Specify/f-1/contracts/api.yaml",
      ".Specify/f-1/plan.md",
    ]);
  });

  it("with a folder too large for GitHub is not read by halves", async () => {
    gitHubAnswers()
      .get(`${treePath(headSha)}?recursive=1`)
      .reply(200, { ...tree(), truncated: true })
      .get(treePath(headSha))
      .reply(200, { ...tree(), truncated: true });

    const failure = await failureOf(readAll([{ type: "tree", commitSha: headSha, folders: ["a"] }]));

    expect(failure).toMatchObject({ code: "too-large", retryable: false });
    expect(failure.message).toBe(`The tree of octo/hello at ${headSha} is too large to be read whole.`);
  });

  it("with too many folders is not walked for ever", async () => {
    const folders = Array.from({ length: 1_000 }, (_, index) => folder(String(index)));
    gitHubAnswers()
      .get(`${treePath(headSha)}?recursive=1`)
      .reply(200, { ...tree(), truncated: true })
      .get(treePath(headSha))
      .reply(200, tree(...folders));

    const failure = await failureOf(readAll([{ type: "tree", commitSha: headSha, folders: [""] }]));

    expect(failure.code).toBe("too-large");
  });
});

describe("a blob", () => {
  const read = async (content: Buffer) => {
    const answer = { content: content.toString("base64"), encoding: "base64", size: content.byteLength };
    gitHubAnswers().get(`${repository}/git/blobs/b1`).reply(200, answer);
    return (await readFacts([{ type: "blob", blobId: "b1" }])).blobs["b1"];
  };

  it("is text where it is UTF-8, byte order mark included", async () => {
    expect(await read(Buffer.from("\ufeffPlän"))).toEqual({ state: "text", text: "\ufeffPlän", bytes: 8 });
  });

  it("is no text where one byte is wrong", async () => {
    expect(await read(Buffer.from([0x23, 0xc3, 0x28]))).toEqual({ state: "not-utf8", bytes: 3 });
  });

  it("is text up to 256 KiB and too large from there", async () => {
    expect(await read(Buffer.alloc(262_144, "a"))).toMatchObject({ state: "text", bytes: 262_144 });
    expect(await read(Buffer.alloc(262_145, "a"))).toEqual({ state: "too-large", bytes: 262_145 });
  });

  it("is asked for once", async () => {
    const { github } = start();
    gitHubAnswers()
      .get(`${repository}/git/blobs/b1`)
      .once()
      .reply(200, { content: "YQ==", encoding: "base64", size: 1 });

    await readAll([{ type: "blob", blobId: "b1" }], github);
    const { facts } = await readAll([{ type: "blob", blobId: "b1" }], github);

    expect(facts.blobs).toEqual({ b1: { state: "text", text: "a", bytes: 1 } });
  });

  it("is not asked for at all where its tree says that it is too large", async () => {
    const { github } = start();
    gitHubAnswers()
      .get(`${treePath(headSha)}?recursive=1`)
      .reply(200, tree(blob("a/big", 300_000)));

    await readAll([{ type: "tree", commitSha: headSha, folders: ["a"] }], github);
    const { facts } = await readAll([{ type: "blob", blobId: "blob of a/big" }], github);

    expect(facts.blobs).toEqual({ "blob of a/big": { state: "too-large", bytes: 300_000 } });
  });
});

describe("a file on a branch", () => {
  const need = { type: "file", ref: "main", path: ".github/plan-gate.yml" } as const;
  const path = `${repository}/contents/.github%2Fplan-gate.yml?ref=refs%2Fheads%2Fmain`;
  const read = async (status: number, answer: nock.Body) => {
    gitHubAnswers().get(path).reply(status, answer);
    return readFacts([need]);
  };

  it("comes with its text and its blob", async () => {
    const facts = await read(200, {
      type: "file",
      sha: "b1",
      size: 1,
      encoding: "base64",
      content: "YQ==\n",
    });

    const blob = { state: "text", text: "a", bytes: 1 };
    expect(facts.files).toEqual({ "main:.github/plan-gate.yml": { path: need.path, blobId: "b1", blob } });
    expect(facts.blobs).toEqual({ b1: blob });
  });

  it("is null where nothing is there", async () => {
    gitHubAnswers().get(`${repository}/branches/main`).reply(404, {});

    expect((await read(404, {})).files).toEqual({ "main:.github/plan-gate.yml": null });
  });

  it("is too large where GitHub sends no content", async () => {
    const { files } = await read(200, {
      type: "file",
      sha: "b1",
      size: 2_000_000,
      encoding: "none",
      content: "",
    });

    expect(files["main:.github/plan-gate.yml"]?.blob).toEqual({ state: "too-large", bytes: 2_000_000 });
  });

  it.each([
    ["a folder", [{ type: "file" }], ""],
    ["a symlink", { type: "symlink", sha: "l1", target: "nowhere" }, "l1"],
    ["a submodule", { type: "submodule", sha: "m1" }, "m1"],
  ])("is there but has no text where it is %s", async (_, answer, blobId) => {
    const facts = await read(200, answer);

    expect(facts.files["main:.github/plan-gate.yml"]).toEqual({
      path: need.path,
      blobId,
      blob: { state: "not-utf8", bytes: 0 },
    });
    expect(facts.blobs).toEqual({});
  });
});
