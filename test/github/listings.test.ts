import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { failureOf, gitHubAnswers, headSha, repository, start } from "./start.ts";
import { stayOffline } from "./offline.ts";

stayOffline();

beforeEach(() => {
  nock.disableNetConnect();
});

afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

const at = { installationId: 1, owner: "octo", repo: "hello" };

describe("what a sweep lists", () => {
  it("are installations that are not suspended", async () => {
    gitHubAnswers()
      .get("/app/installations?per_page=100&page=1")
      .reply(200, [
        { id: 1, account: { login: "octo" }, suspended_at: null },
        { id: 2, account: { login: "late" }, suspended_at: "2026-01-01T00:00:00Z" },
        { id: 3, account: { slug: "enterprise" } },
        { id: 4, account: null },
      ]);

    expect(await start().github.listInstallations()).toEqual([
      { id: 1, owner: "octo" },
      { id: 3, owner: "enterprise" },
      { id: 4, owner: "" },
    ]);
  });

  it("are repositories that can still be written to", async () => {
    const hello = { name: "hello", owner: { login: "octo" }, default_branch: "main" };
    gitHubAnswers()
      .get("/installation/repositories?per_page=100&page=1")
      .reply(200, { repositories: [hello, { ...hello, archived: true }, { ...hello, disabled: true }] });

    expect(await start().github.listRepositories(1)).toEqual([
      { owner: "octo", repo: "hello", defaultBranch: "main" },
    ]);
  });

  it.each([
    ["of all bases", undefined, ""],
    ["of one base", "release", "&base=release"],
  ])("are open pull requests %s", async (_, base, query) => {
    const pull = {
      number: 12,
      head: { sha: headSha },
      base: { ref: "main", repo: { id: 9, default_branch: "trunk" } },
      updated_at: "2026-01-05T08:00:00Z",
    };
    gitHubAnswers()
      .get(`${repository}/pulls?state=open&sort=updated&direction=desc${query}&per_page=100&page=1`)
      .reply(200, [pull]);

    expect(await start().github.listOpenPullRequests(at, base)).toEqual([
      {
        number: 12,
        headSha,
        baseRef: "main",
        repositoryId: 9,
        defaultBranch: "trunk",
        updatedAt: "2026-01-05T08:00:00Z",
      },
    ]);
  });

  it("are tips of branches", async () => {
    gitHubAnswers()
      .get(`${repository}/git/ref/heads%2Frelease%2F1`)
      .reply(200, { object: { sha: headSha } })
      .get(`${repository}/git/ref/heads%2Fgone`)
      .reply(404, {});

    expect(await start().github.findBranchTip(at, "release/1")).toBe(headSha);
    expect(await start().github.findBranchTip(at, "gone")).toBeNull();
  });

  const renamed = { filename: "docs/CODEOWNERS", previous_filename: "CODEOWNERS", status: "renamed" };
  it.each([
    ["straight on", { status: "ahead", files: [{ filename: "a.ts" }, renamed] }, 3],
    ["without a change", { status: "ahead" }, 0],
    ["back", { status: "behind", files: [] }, null],
    ["aside", { status: "diverged", files: [{ filename: "a.ts" }] }, null],
    ["so far that not all is named", { status: "ahead", files: Array(300).fill({ filename: "a" }) }, null],
  ])("are the files that differ after a branch moved %s", async (_, answer, count) => {
    const move = { from: "1".repeat(40), to: "2".repeat(40) };
    gitHubAnswers().get(`${repository}/compare/${move.from}...${move.to}?per_page=1`).reply(200, answer);

    const changes = await start().github.listChanges(at, move);

    expect(changes?.paths.length ?? null).toBe(count);
    if (count !== 3) return;
    expect(changes).toEqual({ paths: ["a.ts", "docs/CODEOWNERS", "CODEOWNERS"], hasRemovals: true });
  });

  it("are unknown where the branch's old commit is gone", async () => {
    const move = { from: "1".repeat(40), to: "2".repeat(40) };
    gitHubAnswers().get(`${repository}/compare/${move.from}...${move.to}?per_page=1`).reply(404, {});

    expect(await start().github.listChanges(at, move)).toBeNull();
  });

  it("are merge groups, from their branches", async () => {
    const ref = `refs/heads/gh-readonly-queue/main/pr-7-${"b".repeat(40)}`;
    gitHubAnswers()
      .get(`${repository}/git/matching-refs/heads%2Fgh-readonly-queue%2F`)
      .reply(200, [
        { ref, object: { sha: headSha } },
        { ref: "refs/heads/gh-readonly-queue/mine", object: { sha: headSha } },
      ]);

    expect(await start().github.listMergeGroups(at)).toEqual([{ headRef: ref, headSha }]);
  });

  it("are no merge groups in an empty repository", async () => {
    gitHubAnswers().get(`${repository}/git/matching-refs/heads%2Fgh-readonly-queue%2F`).reply(404, {});

    expect(await start().github.listMergeGroups(at)).toEqual([]);
  });

  it("has a limit", async () => {
    const link =
      '<https://api.github.com/x?page=2>; rel="next", <https://api.github.com/x?page=1001>; rel="last"';
    gitHubAnswers().get("/app/installations?per_page=100&page=1").reply(200, [], { link });

    expect(await failureOf(start().github.listInstallations())).toMatchObject({
      code: "too-large",
      retryable: false,
    });
  });

  it("says that it was about the App where it is about no repository", async () => {
    gitHubAnswers().get("/app/installations?per_page=100&page=1").reply(401, {});

    const failure = await failureOf(start().github.listInstallations());

    expect(failure.message).toBe("GitHub refused GET /app/installations of the App (401)");
  });
});
