import { afterEach, beforeEach, expect, it } from "vitest";
import type { Emulator } from "../../emulator/server.ts";
import { as, startAcme } from "./start.ts";

const shop = { owner: "acme", repo: "shop" };
let emulator: Emulator;
let number: number;

beforeEach(async () => {
  emulator = await startAcme();
  const { world } = emulator;
  world.push("acme/shop", { by: "bob", branch: "feature", files: { "a.md": "a\n" } });
  number = world.openPullRequest("acme/shop", { by: "bob", head: "feature" });
});

afterEach(async () => {
  await emulator.close();
});

async function bodies(): Promise<readonly (string | undefined)[]> {
  const { data } = await as(emulator, "bob").rest.issues.listComments({ ...shop, issue_number: number });
  return data.map(({ body }) => body);
}

async function statusOf(answer: Promise<{ status: number }>): Promise<unknown> {
  return answer.then(
    ({ status }) => status,
    (error: unknown): unknown => (error instanceof Error ? Reflect.get(error, "status") : error),
  );
}

it("shows comments as they were: without new ones, before their edits, and with deleted ones", async () => {
  const { world, lag } = emulator;
  const [kept, gone] = ["kept", "gone"].map((body) =>
    world.comment("acme/shop", number, { by: "bob", body }),
  );

  lag.begin("acme/shop", "comments", Infinity);
  world.comment("acme/shop", number, { by: "bob", body: "new" });
  world.editComment("acme/shop", kept ?? 0, { by: "bob", body: "edited" });
  world.deleteComment("acme/shop", gone ?? 0, { by: "bob" });

  expect(await bodies()).toEqual(["kept", "gone"]);
  lag.end("acme/shop");
  expect(await bodies()).toEqual(["edited", "new"]);
});

it("catches up after its time", async () => {
  emulator.lag.begin("acme/shop", "comments", 700);
  emulator.world.comment("acme/shop", number, { by: "bob", body: "new" });

  const before = await bodies();
  await expect.poll(bodies, { timeout: 5_000 }).toEqual(["new"]);
  expect(before).toEqual([]);
});

it("does not know new nodes by GraphQL, nor edits", async () => {
  const { world, lag } = emulator;
  const old = world.comment("acme/shop", number, { by: "bob", body: "old" });
  lag.begin("acme/shop", "nodes", Infinity);
  world.comment("acme/shop", number, { by: "bob", body: "new" });
  world.editComment("acme/shop", old, { by: "bob", body: "edited" });
  const { data } = await as(emulator, "bob").rest.issues.listComments({ ...shop, issue_number: number });
  const ids = data.map(({ node_id }) => node_id);
  const ask = async (): Promise<unknown> => {
    const query = "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on IssueComment { id lastEditedAt } } }";
    const answer = await as(emulator, "bob").request("POST /graphql", {
      baseUrl: `${emulator.url}/api`,
      query,
      variables: { ids },
    });
    return answer.data;
  };

  const behind = await ask();
  lag.end("acme/shop");

  expect(behind).toMatchObject({
    data: { nodes: [{ id: ids[0], lastEditedAt: null }, null] },
    errors: [{ type: "NOT_FOUND", path: ["nodes", 1] }],
  });
  expect(await ask()).toMatchObject({
    data: { nodes: [{ lastEditedAt: expect.any(String) }, { lastEditedAt: null }] },
  });
});

it("shows a pull request with its head before the push, and does not know the new commit", async () => {
  const { world, lag } = emulator;
  const bob = as(emulator, "bob").rest;
  const { data: before } = await bob.pulls.get({ ...shop, pull_number: number });
  for (const read of ["pull", "pulls", "commit", "comparison", "tree", "pulls of a commit"] as const) {
    lag.begin("acme/shop", read, Infinity);
  }
  const sha = world.push("acme/shop", { by: "bob", branch: "feature", files: { "a.md": "b\n" } });
  const second = world.push("acme/shop", { by: "bob", branch: "other", files: { "b.md": "b\n" } });
  const other = world.openPullRequest("acme/shop", { by: "bob", head: "other" });
  const asked = (): readonly Promise<{ status: number }>[] => [
    bob.pulls.get({ ...shop, pull_number: other }),
    bob.git.getCommit({ ...shop, commit_sha: sha }),
    bob.git.getTree({ ...shop, tree_sha: sha }),
    bob.repos.compareCommitsWithBasehead({ ...shop, basehead: `main...${sha}` }),
    bob.repos.listPullRequestsAssociatedWithCommit({ ...shop, commit_sha: second }),
  ];
  const headOf = async (): Promise<string> =>
    (await bob.pulls.get({ ...shop, pull_number: number })).data.head.sha;

  expect(await headOf()).toBe(before.head.sha);
  expect((await bob.pulls.list(shop)).data.map((pull) => [pull.number, pull.head.sha])).toEqual([
    [number, before.head.sha],
  ]);
  expect(await Promise.all(asked().map(statusOf))).toEqual([404, 404, 404, 404, 422]);
  lag.end("acme/shop");
  expect(await headOf()).toBe(sha);
  expect(await Promise.all(asked().map(statusOf))).toEqual([200, 200, 200, 200, 200]);
});

it("shows who left a team or lost a permission as before, and a run as it ran", async () => {
  const { world, lag } = emulator;
  world.organization("acme");
  world.user("erin");
  world.member("acme", "erin");
  world.team("acme", "architects", { members: ["erin"] });
  world.permission("acme/shop", "erin", "maintain");
  const path = ".github/workflows/smoke.yml";
  const headSha = world.push("acme/shop", { by: "bob", branch: "stack", files: { "c.md": "c\n" } });
  const run = world.workflowRun("acme/shop", { by: "bob", headBranch: "stack", headSha, path });
  const bob = as(emulator, "bob").rest;
  const member = { org: "acme", team_slug: "architects", username: "erin" };
  const look = async () => {
    const [permission, membership, runs] = await Promise.all([
      bob.repos.getCollaboratorPermissionLevel({ ...shop, username: "erin" }),
      statusOf(bob.teams.getMembershipForUserInOrg(member)),
      bob.actions.listWorkflowRuns({ ...shop, workflow_id: "smoke.yml" }),
    ]);
    return [permission.data.role_name, membership, runs.data.workflow_runs.map(({ status }) => status)];
  };
  const before = await look();
  for (const read of ["permissions", "memberships", "workflow runs"] as const)
    lag.begin("acme/shop", read, Infinity);
  world.teamMember("acme", "architects", { login: "erin", state: null });
  world.permission("acme/shop", "erin", "write");
  world.completeWorkflowRun("acme/shop", run, "success");

  expect(before).toEqual(["maintain", 200, ["in_progress"]]);
  expect(await look()).toEqual(before);
  lag.end("acme/shop");
  expect(await look()).toEqual(["write", 404, ["completed"]]);
});
