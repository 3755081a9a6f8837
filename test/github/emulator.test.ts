import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Emulator } from "../../emulator/server.ts";
import type { CheckRunContent, Effect } from "../../src/effects/effect.ts";
import { createGitHub, type GitHub } from "../../src/github/github.ts";
import type { PullRequestKey } from "../../src/pull-request/key.ts";
import type { Need } from "../../src/pull-request/need.ts";
import type { Facts } from "../../src/pull-request/snapshot.ts";
import { asApp, startAcme } from "../emulator/start.ts";
import { app, failureOf } from "./start.ts";

const shop = "acme/shop";
const plan = ".specify/f-1/plan.md";
let emulator: Emulator;
let github: GitHub;
let key: PullRequestKey;
let headSha: string;

beforeEach(async () => {
  emulator = await startAcme();
  github = connect();
  const [installation] = await github.listInstallations();
  const { world } = emulator;
  headSha = world.push(shop, {
    by: "bob",
    branch: "feature",
    files: { [plan]: "# Plan\n", "src/b.ts": "b\n" },
  });
  const number = world.openPullRequest(shop, { by: "bob", head: "feature" });
  key = { type: "pull-request", installationId: installation?.id ?? 0, owner: "acme", repo: "shop", number };
});

afterEach(async () => {
  await emulator.close();
});

/** The adapter as the server wires it, but without waiting between writes. */
function connect(): GitHub {
  const octokit = async (installationId?: number) => Promise.resolve(asApp(emulator, installationId));
  return createGitHub({
    reader: octokit,
    writer: octokit,
    appReader: async () => octokit(),
    app,
    log: { debug: () => undefined, warn: () => undefined },
  });
}

async function read(...needs: Need[]): Promise<Facts> {
  return (await github.read(key, {}, async () => Promise.resolve(needs))).facts;
}

function content(fields: Partial<CheckRunContent> = {}): CheckRunContent {
  return {
    headSha,
    status: "completed",
    conclusion: "action_required",
    title: "F-1: waiting for approval",
    summary: "summary",
    text: "text",
    actions: [],
    annotations: [],
    externalId: "1",
    ...fields,
  };
}

const create = (fields: Partial<CheckRunContent> = {}): Effect => ({
  type: "create-check-run",
  content: content(fields),
});

describe("against a GitHub that answers", () => {
  it("tells which commits changed a path, and the merged pull requests they came with", async () => {
    const { world } = emulator;
    const { number } = key;
    world.editPullRequest(shop, number, { by: "bob", body: "Feature: F-1" });
    world.merge(shop, number, { by: "alice" });
    const tip = world.push(shop, { by: "alice", branch: "main", files: { "src/c.ts": "c\n" } });
    const history: Need = { type: "path-history", ref: tip, path: plan };

    const { pathHistories, mergedPulls } = await read(
      history,
      { ...history, path: ".specify/f-1" },
      { ...history, path: "nothing.md" },
      { ...history, ref: "0".repeat(40) },
      { type: "merged-pulls", commitSha: headSha },
      { type: "merged-pulls", commitSha: tip },
    );

    expect(pathHistories).toEqual({
      [`${tip}:${plan}`]: [headSha],
      [`${tip}:.specify/f-1`]: [headSha],
      [`${tip}:nothing.md`]: [],
      [`${"0".repeat(40)}:${plan}`]: [],
    });
    expect(mergedPulls[headSha]).toMatchObject([{ number, isMerged: true, featureTrailers: ["F-1"] }]);
    expect(mergedPulls[tip]).toEqual([]);
  });

  it("reads a pull request and what it changes", async () => {
    const { pulls, comparisons, trees, pullsOfHead } = await read(
      { type: "pull", number: key.number },
      { type: "comparison", base: "main", head: headSha },
      { type: "tree", commitSha: headSha, folders: [".specify"] },
      { type: "pulls-of-head", headSha },
    );

    expect(pulls[key.number]).toMatchObject({
      headSha,
      baseRef: "main",
      repository: { owner: "acme", name: "shop" },
    });
    expect(pullsOfHead[headSha]?.map(({ number }) => number)).toEqual([key.number]);
    const comparison = comparisons[`main...${headSha}`];
    expect(comparison).toMatchObject({ baseSha: emulator.world.tip(shop, "main"), totalCommits: 1 });
    expect(comparison?.files.map(({ path, status }) => [path, status])).toEqual([
      [plan, "added"],
      ["src/b.ts", "added"],
    ]);
    expect(comparison?.commits[0]?.author.account?.login).toBe("bob");
    expect(trees[headSha]?.map(({ path }) => path)).toEqual([plan]);
    const blobId = trees[headSha]?.[0]?.blobId ?? "";
    expect((await read({ type: "blob", blobId })).blobs).toEqual({
      [blobId]: { state: "text", text: "# Plan\n", bytes: 7 },
    });
  });

  it("reads files of a branch, and what is not there", async () => {
    const { files } = await read(
      { type: "file", ref: "main", path: "README.md" },
      { type: "file", ref: "main", path: plan },
    );

    expect(files["main:README.md"]?.blob).toEqual({ state: "text", text: "# Shop\n", bytes: 7 });
    expect(files[`main:${plan}`]).toBeNull();
  });

  it("finds all of 301 changed files and 120 commits", async () => {
    for (let commit = 0; commit < 120; commit += 1) {
      const files =
        commit === 0 ? Object.fromEntries(Array.from({ length: 301 }, (_, at) => [`many/${at}`, "x"])) : {};
      headSha = emulator.world.push(shop, {
        by: "bob",
        branch: "feature",
        files: { ...files, counter: String(commit) },
      });
    }

    const comparison = (await read({ type: "comparison", base: "main", head: headSha })).comparisons[
      `main...${headSha}`
    ];

    expect(comparison?.files).toHaveLength(304);
    expect(comparison?.commits).toHaveLength(121);
    expect(comparison?.commits.at(-1)?.sha).toBe(headSha);
  });

  it("reads comments past the hundredth, and who edited them", async () => {
    const { world } = emulator;
    const ids = Array.from({ length: 205 }, () =>
      world.comment(shop, key.number, { by: "alice", body: "Hi" }),
    );
    world.editComment(shop, ids[0] ?? 0, { by: "bob", body: "/approve-plan" });

    const listing = (await read({ type: "comments", number: key.number })).comments[key.number];
    const comments = listing?.state === "complete" ? listing.items : [];
    world.deleteComment(shop, ids[2] ?? 0, { by: "bob" });
    const nodeIds = comments.slice(0, 3).map(({ nodeId }) => nodeId);
    const { edits } = await read(...nodeIds.map((nodeId): Need => ({ type: "edit", nodeId })));

    expect(comments.map(({ id }) => id)).toEqual(ids);
    expect(nodeIds.map((nodeId) => [edits[nodeId]?.isShown, edits[nodeId]?.lastEditedAt !== null])).toEqual([
      [true, true],
      [true, false],
      [false, false],
    ]);
  });

  it.each([1, 2, 3, 4])(
    "misses no comment though one is deleted before request %i of four",
    async (request) => {
      const { world } = emulator;
      const ids = Array.from({ length: 202 }, () =>
        world.comment(shop, key.number, { by: "alice", body: "Hi" }),
      );
      const deleted = ids[0] ?? 0;
      const route = "/repos/{owner}/{repo}/issues/{number}/comments";
      if (request > 1) emulator.inject({ method: "GET", route, times: request - 1 });
      const before = (): void => {
        world.deleteComment(shop, deleted, { by: "alice" });
      };
      emulator.inject({ method: "GET", route, before });

      const listing = (await read({ type: "comments", number: key.number })).comments[key.number];

      const seen = listing?.state === "complete" ? listing.items.map(({ id }) => id) : [];
      expect(seen).toEqual(ids.filter((id) => id !== deleted));
    },
  );

  it("reads who may do what", async () => {
    const { world } = emulator;
    world.team("acme", "architects", { members: ["alice"] });
    world.teamMember("acme", "architects", { login: "eve", state: "pending" });
    world.protect(shop, "main", { checks: [{ context: "plan-gate", appId: 7 }] });

    const facts = await read(
      { type: "standing", login: "Alice" },
      { type: "standing", login: "nobody" },
      { type: "membership", team: "acme/architects", login: "alice" },
      { type: "membership", team: "acme/architects", login: "eve" },
      { type: "roster", of: "team:acme/architects" },
      { type: "roster", of: "permission:maintain" },
      { type: "enforcement", branch: "main" },
    );

    expect(facts.standings["alice"]?.permissions).toMatchObject({
      write: true,
      maintain: true,
      admin: false,
    });
    expect(facts.standings["nobody"]).toBeNull();
    expect(facts.memberships).toEqual({ "acme/architects:alice": true, "acme/architects:eve": false });
    expect(facts.rosters["team:acme/architects"]).toEqual(["alice"]);
    expect(facts.rosters["permission:maintain"]).toContain("alice");
    expect(facts.enforcement).toEqual({ main: { state: "required-and-bound" } });
  });

  it("reads reviews, force-pushes, workflow runs and commits", async () => {
    const { world } = emulator;
    world.review(shop, key.number, { by: "alice", state: "APPROVED", body: "/approve-plan" });
    const newHead = world.amend(shop, { by: "bob", branch: "feature", coAuthors: ["alice"] });
    const path = ".github/workflows/smoke.yml";
    world.workflowRun(shop, {
      by: "bob",
      path,
      headSha: newHead,
      headBranch: "feature",
      conclusion: "success",
    });

    const facts = await read(
      { type: "reviews", number: key.number },
      { type: "force-pushes", number: key.number },
      { type: "workflow-runs", headSha: newHead, path },
      { type: "comparison", base: "main", head: newHead },
      { type: "repository" },
    );

    expect(facts.reviews[key.number]).toMatchObject({ items: [{ state: "APPROVED", commitSha: headSha }] });
    expect(facts.forcePushes[key.number]).toMatchObject({ pushes: [{ beforeSha: headSha }], isWhole: true });
    expect(facts.workflowRuns[newHead]).toMatchObject({ runs: [{ path, conclusion: "success" }] });
    const people = facts.comparisons[`main...${newHead}`]?.commits.flatMap(({ coAuthors }) => coAuthors);
    expect(people?.map(({ account }) => account?.login)).toContain("alice");
    expect(facts.repository?.defaultBranch).toBe("main");
  });

  it("finds the run of a workflow behind a hundred runs of others, and none of a workflow that never ran", async () => {
    const run = (path: string): void => {
      emulator.world.workflowRun(shop, {
        by: "bob",
        path,
        headSha,
        headBranch: "feature",
        conclusion: "success",
      });
    };
    const path = ".github/workflows/smoke.yml";
    run(path);
    for (let other = 0; other < 120; other += 1) run(".github/workflows/ci.yml");

    const { workflowRuns } = await read({ type: "workflow-runs", headSha, path });
    const none = await read({ type: "workflow-runs", headSha, path: ".github/workflows/new.yml" });

    expect(workflowRuns[headSha]).toMatchObject({ runs: [{ path, conclusion: "success" }] });
    expect(none.workflowRuns[headSha]).toEqual({ state: "read", runs: [] });
  });

  it("writes a check run that it then finds, and updates it", async () => {
    emulator.world.checkRun(shop, { name: "plan-gate", headSha, conclusion: "success" });

    await github.apply(key, [create()]);
    const created = await github.findCheckRun(key, headSha);
    const update = content({ conclusion: "success", title: "Approved", externalId: "2" });
    await github.apply(key, [{ type: "update-check-run", checkRunId: created?.id ?? 0, content: update }]);

    expect(await github.findCheckRun(key, headSha)).toMatchObject({
      id: created?.id,
      conclusion: "success",
      title: "Approved",
      externalId: "2",
    });
  });

  it("creates one check run though the answer was lost", async () => {
    const route = "/repos/{owner}/{repo}/check-runs";
    emulator.inject({ method: "POST", route, applyThenFail: true });

    await github.apply(key, [create()]);

    const runs = emulator.world.checkRuns(shop, headSha, "plan-gate");
    expect(runs.map(({ externalId }) => externalId)).toEqual(["1"]);
  });

  it("comments, edits, reacts and asks for reviews", async () => {
    const { world } = emulator;
    const id = world.comment(shop, key.number, { by: "alice", body: "/approve-plan" });

    await github.apply(key, [
      { type: "react", on: { type: "comment", id }, reaction: "+1" },
      { type: "create-comment", number: key.number, body: "Waiting" },
      { type: "request-reviewers", number: key.number, users: ["alice"], teams: [] },
    ]);
    const own = world.comments(shop, key.number).at(-1);
    await github.apply(key, [{ type: "update-comment", commentId: own?.id ?? 0, body: "Approved" }]);

    expect(world.comments(shop, key.number)[0]?.reactions).toHaveLength(1);
    expect(world.comments(shop, key.number).map(({ body }) => body)).toEqual(["/approve-plan", "Approved"]);
    const { pulls } = await read({ type: "pull", number: key.number });
    expect(pulls[key.number]?.requestedReviewers).toEqual(["alice"]);
  });

  it("lists what a sweep needs", async () => {
    const repositories = await github.listRepositories(key.installationId);

    expect(repositories).toEqual([{ owner: "acme", repo: "shop", defaultBranch: "main" }]);
    expect(await github.listOpenPullRequests(key)).toMatchObject([
      { number: key.number, headSha, baseRef: "main" },
    ]);
    expect(await github.listOpenPullRequests(key, "release")).toEqual([]);
    expect(await github.listMergeGroups(key)).toEqual([]);
  });

  it("follows a renamed repository, in reading and in writing", async () => {
    emulator.world.renameRepository(shop, "store");

    const { pulls } = await read({ type: "pull", number: key.number });
    await github.apply(key, [create()]);

    expect(pulls[key.number]?.repository.name).toBe("store");
    expect((await github.findCheckRun(key, headSha))?.title).toBe("F-1: waiting for approval");
  });

  it("asks for nothing twice that cannot change", async () => {
    const needs: Need[] = [
      { type: "comparison", base: emulator.world.tip(shop, "main"), head: headSha },
      { type: "tree", commitSha: headSha, folders: [".specify"] },
      { type: "enforcement", branch: "main" },
    ];
    await read(...needs);
    emulator.requests.length = 0;

    const { comparisons, trees } = await read(...needs);

    expect([comparisons, trees].map((facts) => Object.keys(facts).length)).toEqual([1, 1]);
    expect(emulator.requests).toEqual([]);
  });

  it("says so where the App was uninstalled", async () => {
    emulator.world.uninstall(shop);

    expect(
      await failureOf(connect().read(key, {}, async () => Promise.resolve([{ type: "repository" }]))),
    ).toMatchObject({
      code: "not-found",
    });
  });
});
