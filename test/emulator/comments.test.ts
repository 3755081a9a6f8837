import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Octokit } from "@octokit/rest";
import { createClock } from "../../emulator/clock.ts";
import type { Emulator } from "../../emulator/server.ts";
import { as, asInstallation, startAcme } from "./start.ts";

const shop = { owner: "acme", repo: "shop" };
let emulator: Emulator;
let app: Octokit;
let number: number;

beforeEach(async () => {
  emulator = await startAcme({ clock: createClock("2026-01-05T09:00:00Z") });
  app = await asInstallation(emulator);
  emulator.world.push("acme/shop", { by: "bob", branch: "feature", files: { "plan.md": "# Plan\n" } });
  number = emulator.world.openPullRequest("acme/shop", { by: "bob", head: "feature" });
});

afterEach(async () => {
  await emulator.close();
});

const editQuery = `
  query EditedAt($ids: [ID!]!) {
    nodes(ids: $ids) {
      __typename
      ... on IssueComment { databaseId lastEditedAt isMinimized author { login } editor { login } }
      ... on PullRequestReview { databaseId lastEditedAt }
    }
  }`;

describe("comments", () => {
  it("come in pages with links", async () => {
    for (let index = 0; index < 101; index += 1) {
      emulator.world.comment("acme/shop", number, { by: "eve", body: `No. ${index}` });
    }

    const { data, headers } = await app.rest.issues.listComments({
      ...shop,
      issue_number: number,
      per_page: 500,
    });
    const all = await app.paginate(app.rest.issues.listComments, { ...shop, issue_number: number });

    expect(data).toHaveLength(100);
    expect(headers.link).toMatch(/page=2>; rel="next", <.*page=2>; rel="last"/);
    expect(all.map(({ body }) => body).at(-1)).toBe("No. 100");
  });

  it("show an edit within the second they were written in only to GraphQL", async () => {
    const comment_id = emulator.world.comment("acme/shop", number, { by: "alice", body: "/approve-plan" });
    await as(emulator, "bob").rest.issues.updateComment({ ...shop, comment_id, body: "/approve-plan now" });

    const { data: comment } = await app.rest.issues.getComment({ ...shop, comment_id });
    const answer = await app.graphql(editQuery, { ids: [comment.node_id] });

    expect(comment.updated_at).toBe(comment.created_at);
    expect(answer).toEqual({
      nodes: [
        {
          __typename: "IssueComment",
          databaseId: comment_id,
          lastEditedAt: "2026-01-05T09:00:00Z",
          isMinimized: false,
          author: { login: "alice" },
          editor: { login: "bob" },
        },
      ],
    });
  });

  it("that are gone are null in GraphQL, beside an error", async () => {
    const comment_id = emulator.world.comment("acme/shop", number, { by: "alice", body: "Hi" });
    const { data: comment } = await app.rest.issues.getComment({ ...shop, comment_id });
    emulator.world.deleteComment("acme/shop", comment_id, { by: "bob" });

    await expect(app.graphql(editQuery, { ids: [comment.node_id] })).rejects.toMatchObject({
      data: { nodes: [null] },
      errors: [{ type: "NOT_FOUND", path: ["nodes", 0] }],
    });
  });

  it("say which App wrote them, also for a person", async () => {
    emulator.world.app("helper");
    await app.rest.issues.createComment({ ...shop, issue_number: number, body: "From the App" });
    const viaHelper = as(emulator, "alice:via:helper");
    await viaHelper.rest.issues.createComment({ ...shop, issue_number: number, body: "For alice" });

    const { data } = await app.rest.issues.listComments({ ...shop, issue_number: number });

    expect(
      data.map(({ user, performed_via_github_app }) => [user?.login, performed_via_github_app?.slug]),
    ).toEqual([
      ["plan-gate[bot]", "plan-gate"],
      ["alice", "helper"],
    ]);
    expect(data[0]?.user?.type).toBe("Bot");
  });

  it("can be changed by their author and by people who can write, and by nobody else", async () => {
    const comment_id = emulator.world.comment("acme/shop", number, { by: "alice", body: "Hi" });

    await expect(
      as(emulator, "eve").rest.issues.updateComment({ ...shop, comment_id, body: "x" }),
    ).rejects.toMatchObject({ status: 403 });
    await as(emulator, "bob").rest.issues.deleteComment({ ...shop, comment_id });
    await expect(app.rest.issues.getComment({ ...shop, comment_id })).rejects.toMatchObject({ status: 404 });
  });

  it("take each reaction of a person once", async () => {
    const comment_id = emulator.world.comment("acme/shop", number, { by: "alice", body: "Hi" });
    const react = async () =>
      (await app.rest.reactions.createForIssueComment({ ...shop, comment_id, content: "confused" })).status;

    expect([await react(), await react()]).toEqual([201, 200]);
    const { data: comment } = await app.rest.issues.getComment({ ...shop, comment_id });
    expect(comment.reactions).toMatchObject({ total_count: 1, confused: 1 });
  });
});

describe("reviews", () => {
  it("keep the commit they were made on, and can be edited and dismissed", async () => {
    const { world } = emulator;
    const before = world.tip("acme/shop", "feature");
    const id = world.review("acme/shop", number, { by: "alice", state: "APPROVED", body: "/approve-plan" });
    world.push("acme/shop", { by: "bob", branch: "feature", files: { "b.md": "b" } });
    emulator.clock.advance(5);
    world.editReview("acme/shop", number, { id, by: "alice", body: "/approve-plan F-1" });
    world.dismissReview("acme/shop", number, { id, by: "bob" });

    const { data } = await app.rest.pulls.listReviews({ ...shop, pull_number: number });
    const answer = await app.graphql(editQuery, { ids: data.map((review) => review.node_id) });

    expect(data).toMatchObject([{ id, state: "DISMISSED", commit_id: before, user: { login: "alice" } }]);
    expect(answer).toMatchObject({ nodes: [{ lastEditedAt: "2026-01-05T09:00:05Z" }] });
    const reviews = emulator.webhooks.deliveries.filter(({ event }) => event === "pull_request_review");
    expect(reviews.map(({ action }) => action)).toEqual(["submitted", "edited", "dismissed"]);
  });

  it("are asked for once, and not of the author", async () => {
    emulator.world.team("acme", "leads", { members: ["alice"] });
    const ask = async (reviewers: string[]) =>
      app.rest.pulls.requestReviewers({ ...shop, pull_number: number, reviewers, team_reviewers: ["leads"] });

    await expect(ask(["bob"])).rejects.toMatchObject({ status: 422 });
    await ask(["alice"]);
    await ask(["alice"]);

    const asked = emulator.webhooks.deliveries.filter(({ action }) => action === "review_requested");
    expect(asked).toHaveLength(2);
  });

  it("cannot approve one's own pull request", () => {
    expect(() => emulator.world.review("acme/shop", number, { by: "bob", state: "APPROVED" })).toThrow(
      "Validation Failed",
    );
  });
});
