import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Octokit } from "@octokit/rest";
import type { Emulator } from "../../emulator/server.ts";
import { as, startAcme } from "./start.ts";

const shop = { owner: "acme", repo: "shop" };
let emulator: Emulator;
let bob: Octokit;

beforeEach(async () => {
  emulator = await startAcme();
  bob = as(emulator, "bob");
  emulator.world.push("acme/shop", { by: "bob", branch: "feature", files: { "plan.md": "# Plan\n" } });
});

afterEach(async () => {
  await emulator.close();
});

function open(head = "feature"): number {
  return emulator.world.openPullRequest("acme/shop", { by: "bob", head });
}

describe("a pull request", () => {
  it("follows its branch, while its base stays at the tip it last saw", async () => {
    const { world } = emulator;
    const pull_number = open();
    const seenBase = world.tip("acme/shop", "main");
    world.push("acme/shop", { by: "alice", branch: "main", files: { "other.md": "x" } });

    const sha = world.push("acme/shop", {
      by: "bob",
      branch: "feature",
      files: { "b.md": "b" },
      from: "main",
    });
    const { data: pull } = await bob.rest.pulls.get({ ...shop, pull_number });

    expect(pull.head.sha).toBe(sha);
    expect(pull.base.sha).toBe(world.tip("acme/shop", "main"));
    world.push("acme/shop", { by: "alice", branch: "main", files: { "more.md": "x" } });
    const { data: later } = await bob.rest.pulls.get({ ...shop, pull_number });
    expect(later.base.sha).not.toBe(world.tip("acme/shop", "main"));
    expect(seenBase).not.toBe(pull.base.sha);
    expect(later).toMatchObject({ mergeable: true, mergeable_state: "clean", commits: 2, changed_files: 2 });
  });

  it("keeps its head while it is closed, and takes the branch's tip when it reopens", async () => {
    const { world } = emulator;
    const pull_number = open();
    const before = world.tip("acme/shop", "feature");
    await bob.rest.pulls.update({ ...shop, pull_number, state: "closed" });

    const sha = world.push("acme/shop", { by: "bob", branch: "feature", files: { "b.md": "b" } });

    expect(world.pullRequest("acme/shop", pull_number).head.sha).toBe(before);
    const { data: pull } = await bob.rest.pulls.update({ ...shop, pull_number, state: "open" });
    expect(pull.head.sha).toBe(sha);
  });

  it("cannot reopen after its branch was force-pushed", async () => {
    const pull_number = open();
    await bob.rest.pulls.update({ ...shop, pull_number, state: "closed" });

    emulator.world.amend("acme/shop", { by: "bob", branch: "feature" });

    await expect(bob.rest.pulls.update({ ...shop, pull_number, state: "open" })).rejects.toThrow(
      "force-pushed",
    );
  });

  it("has force-pushes in its timeline", async () => {
    const pull_number = open();
    const before = emulator.world.tip("acme/shop", "feature");
    const after = emulator.world.amend("acme/shop", { by: "bob", branch: "feature", message: "again" });

    const answer = await bob.graphql(
      `query($owner: String!, $name: String!, $number: Int!) {
        repository(owner: $owner, name: $name) { pullRequest(number: $number) {
          timelineItems(itemTypes: [HEAD_REF_FORCE_PUSHED_EVENT], last: 10) {
            nodes { ... on HeadRefForcePushedEvent { beforeCommit { oid } afterCommit { oid } } }
          }
        } }
      }`,
      { owner: "acme", name: "shop", number: pull_number },
    );

    const nodes = [{ beforeCommit: { oid: before }, afterCommit: { oid: after } }];
    expect(answer).toEqual({ repository: { pullRequest: { timelineItems: { nodes } } } });
  });

  it("is retargeted with the old base in the event", async () => {
    const pull_number = open();
    emulator.world.setBranch("acme/shop", "release", { to: "main", by: "alice" });

    const { data: pull } = await bob.rest.pulls.update({ ...shop, pull_number, base: "release" });

    expect(pull.base.ref).toBe("release");
    const edited = emulator.webhooks.deliveries.find(({ action }) => action === "edited");
    expect(JSON.parse(edited?.body ?? "")).toMatchObject({ changes: { base: { ref: { from: "main" } } } });
  });

  it("counts as merged once its commits are pushed to the base", async () => {
    const pull_number = open();

    emulator.world.setBranch("acme/shop", "main", { to: "feature", by: "alice" });

    const { data: pull } = await bob.rest.pulls.get({ ...shop, pull_number });
    expect(pull).toMatchObject({ state: "closed", merged: true });
  });

  it("from a fork is not named by its commit, and can be compared by SHA and by owner", async () => {
    const { world } = emulator;
    const fork = world.fork("acme/shop", "eve");
    const sha = world.push(fork, { by: "eve", branch: "evil", files: { "x.md": "x" } });
    const number = world.openPullRequest("acme/shop", { by: "eve", head: "evil", headRepository: fork });

    const { data: pulls } = await bob.rest.repos.listPullRequestsAssociatedWithCommit({
      ...shop,
      commit_sha: sha,
    });
    const { data: bySha } = await bob.rest.repos.compareCommitsWithBasehead({
      ...shop,
      basehead: `main...${sha}`,
    });
    const { data: byOwner } = await bob.rest.repos.compareCommitsWithBasehead({
      ...shop,
      basehead: "main...eve:evil",
    });

    expect(pulls).toEqual([]);
    expect(bySha.files?.map(({ filename }) => filename)).toEqual(["x.md"]);
    expect(byOwner.commits.map((commit) => commit.sha)).toEqual([sha]);
    world.deleteRepository(fork);
    const { data: orphan } = await bob.rest.pulls.get({ ...shop, pull_number: number });
    expect(orphan.head.repo).toBeNull();
  });

  it("shares a commit with the pull requests stacked on it", async () => {
    const { world } = emulator;
    const first = open();
    const sha = world.tip("acme/shop", "feature");
    world.push("acme/shop", { by: "bob", branch: "stacked", from: "feature", files: { "c.md": "c" } });
    const second = open("stacked");

    const { data: pulls } = await bob.rest.repos.listPullRequestsAssociatedWithCommit({
      ...shop,
      commit_sha: sha,
    });

    expect(pulls.map(({ number }) => number)).toEqual([first, second]);
    expect(pulls.filter(({ head }) => head.sha === sha).map(({ number }) => number)).toEqual([first]);
  });
});

describe("a large pull request", () => {
  const many = (count: number): Record<string, string> =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`src/f${index}.ts`, `${index}`]));

  it("is cut at 3,000 listed and 300 compared files, while its trees are whole", async () => {
    const sha = emulator.world.push("acme/shop", { by: "bob", branch: "large", files: many(3_001) });
    const pull_number = open("large");

    const files = await bob.paginate(bob.rest.pulls.listFiles, { ...shop, pull_number, per_page: 100 });
    const { data: comparison } = await bob.rest.repos.compareCommitsWithBasehead({
      ...shop,
      basehead: `main...${sha}`,
    });
    const { data: whole } = await bob.rest.git.getTree({ ...shop, tree_sha: sha, recursive: "1" });

    expect(files).toHaveLength(3_000);
    expect(comparison.files).toHaveLength(300);
    expect(whole.truncated).toBe(false);
    expect(whole.tree.filter(({ type }) => type === "blob")).toHaveLength(3_003);
  });

  it("has a truncated tree where the emulator is told so", async () => {
    const { id } = emulator.world.repository("acme/huge", { files: many(50) });
    const repository = emulator.world.state.repositories.get(id);
    if (repository !== undefined) repository.maxTreeEntries = 10;

    const { data: cut } = await bob.rest.git.getTree({
      owner: "acme",
      repo: "huge",
      tree_sha: "main",
      recursive: "1",
    });

    expect(cut.tree).toHaveLength(10);
    expect(cut.truncated).toBe(true);
  });

  it("shows 250 commits of a comparison at once, all of them page by page, and files only on the first", async () => {
    for (let index = 0; index < 260; index += 1) {
      emulator.world.push("acme/shop", { by: "bob", branch: "long", files: { "n.txt": String(index) } });
    }
    const compare = async (page?: number) => {
      const paging = page === undefined ? {} : { page, per_page: 100 };
      return bob.rest.repos.compareCommitsWithBasehead({ ...shop, basehead: "main...long", ...paging });
    };

    const { data: whole } = await compare();
    const { data: third, headers } = await compare(3);

    expect(whole.total_commits).toBe(260);
    expect(whole.commits).toHaveLength(250);
    expect(third.commits).toHaveLength(60);
    expect(third.files).toEqual([]);
    expect(headers.link).toContain('rel="prev"');
  });
});

describe("commits", () => {
  it("have no account where an address is nobody's, and trailers for co-authors", async () => {
    const sha = emulator.world.push("acme/shop", {
      by: "bob",
      branch: "feature",
      author: { name: "Nobody", email: "nobody@example.com" },
      committer: "web-flow",
      coAuthors: ["alice"],
      files: { "plan.md": "# Other\n" },
    });

    const { data: commit } = await bob.rest.repos.getCommit({ ...shop, ref: sha });

    expect(commit.author).toBeNull();
    expect(commit.committer).toMatchObject({ login: "web-flow", id: 19_864_447 });
    expect(commit.commit.message).toMatch(/Co-authored-by: alice <\d+\+alice@users\.noreply\.github\.com>$/);
    expect(commit.files).toMatchObject([
      { filename: "plan.md", status: "modified", additions: 1, deletions: 1 },
    ]);
  });

  it("of a merge have two parents, and may hold more than the merge", async () => {
    const { world } = emulator;
    world.push("acme/shop", { by: "alice", branch: "main", files: { "main.md": "m" } });
    const parents = [world.tip("acme/shop", "feature"), world.tip("acme/shop", "main")];

    const sha = world.mergeBranch("acme/shop", {
      by: "bob",
      into: "feature",
      from: "main",
      files: { "sneaky.md": "s" },
    });

    const { data: commit } = await bob.rest.git.getCommit({ ...shop, commit_sha: sha });
    expect(commit.parents.map((parent) => parent.sha)).toEqual(parents);
    const { data: tree } = await bob.rest.git.getTree({ ...shop, tree_sha: sha });
    expect(tree.tree.map(({ path }) => path)).toEqual([
      "README.md",
      "main.md",
      "plan.md",
      "sneaky.md",
      "src",
    ]);
  });
});

describe("contents", () => {
  it("follow symlinks, while trees tell them by mode", async () => {
    emulator.world.push("acme/shop", {
      by: "bob",
      branch: "links",
      files: { "docs/plan.md": { symlink: "../README.md" }, vendored: { submodule: "1".repeat(40) } },
    });
    const at = { ...shop, ref: "links" };

    const { data: file } = await bob.rest.repos.getContent({ ...at, path: "docs/plan.md" });
    const { data: tree } = await bob.rest.git.getTree({ ...shop, tree_sha: "links", recursive: "1" });

    expect(file).toMatchObject({ type: "file", encoding: "base64", content: "IyBTaG9wCg==\n" });
    const modes = new Map(tree.tree.map(({ path, mode }) => [path, mode]));
    expect(modes.get("docs/plan.md")).toBe("120000");
    expect(modes.get("vendored")).toBe("160000");
  });

  it("list folders, hold back what is over a megabyte, and are not found elsewhere", async () => {
    const files = { "big.txt": "x".repeat(1024 * 1024 + 1) };
    emulator.world.push("acme/shop", { by: "bob", branch: "big", files });

    const { data: folder } = await bob.rest.repos.getContent({ ...shop, path: "src" });
    const { data: big } = await bob.rest.repos.getContent({ ...shop, path: "big.txt", ref: "big" });

    expect(folder).toMatchObject([{ type: "file", path: "src/a.ts" }]);
    expect(big).toMatchObject({ encoding: "none", content: "", size: 1024 * 1024 + 1 });
    await expect(bob.rest.repos.getContent({ ...shop, path: "nope" })).rejects.toMatchObject({ status: 404 });
  });
});

describe("writing over HTTP", () => {
  it("makes a branch and puts files on it, for those who can write", async () => {
    const path = "docs/new.md";
    const file = { ...shop, path, message: "Write", branch: "typed" };
    const content = Buffer.from("typed").toString("base64");
    const sha = emulator.world.tip("acme/shop", "main");
    await bob.rest.git.createRef({ ...shop, ref: "refs/heads/typed", sha });

    const { data: first } = await bob.rest.repos.createOrUpdateFileContents({ ...file, content });

    expect(emulator.world.tip("acme/shop", "typed")).toBe(first.commit.sha);
    await expect(bob.rest.repos.createOrUpdateFileContents({ ...file, content })).rejects.toMatchObject({
      status: 422,
    });
    await expect(
      as(emulator, "eve").rest.repos.createOrUpdateFileContents({ ...file, content }),
    ).rejects.toMatchObject({ status: 403 });
    emulator.world.archive("acme/shop");
    await expect(bob.rest.repos.createOrUpdateFileContents({ ...file, content })).rejects.toThrow("archived");
  });
});
