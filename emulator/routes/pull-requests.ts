import { z } from "zod";
import { commitsBetween, mergeBaseOf } from "../git/history.ts";
import { commitOf } from "../git/object-store.ts";
import { type Answer, type Call, created, ok, type Route, senderOf } from "../http/call.ts";
import { readBody } from "../http/body.ts";
import { inPullRequest, inRepository, requireRole } from "../http/in-repository.ts";
import { page } from "../http/pagination.ts";
import { unprocessable } from "../http/problem.ts";
import { simpleUser } from "../shapes/account.ts";
import { commitShape } from "../shapes/commit.ts";
import { fileShapes } from "../shapes/file.ts";
import { pullRequestShape, pullRequestSimple } from "../shapes/pull-request.ts";
import { fullName } from "../shapes/repository.ts";
import { teamShape } from "../shapes/team.ts";
import { mergePullRequest } from "../world/merging.ts";
import type { Account, Team } from "../world/people-state.ts";
import { accountByLogin, accountOf } from "../world/people.ts";
import type { PullRequest } from "../world/pull-request-state.ts";
import {
  closePullRequest,
  editPullRequest,
  openPullRequest,
  reopenPullRequest,
  requestReviewers,
} from "../world/pull-requests.ts";
import type { Repository } from "../world/state.ts";

const maxFiles = 3_000;
const maxCommits = 250;

const openSchema = z.object({
  title: z.string(),
  head: z.string(),
  base: z.string(),
  body: z.string().nullish(),
  draft: z.boolean().default(false),
});
const patchSchema = z.object({
  title: z.string().optional(),
  body: z.string().nullable().optional(),
  state: z.enum(["open", "closed"]).optional(),
  base: z.string().optional(),
});
const mergeSchema = z.object({
  sha: z.string().optional(),
  merge_method: z.enum(["merge", "squash", "rebase"]).default("merge"),
  commit_title: z.string().optional(),
});
const reviewersSchema = z.object({
  reviewers: z.array(z.string()).default([]),
  team_reviewers: z.array(z.string()).default([]),
});

/** Pull requests. Their `files` and `commits` follow the head as it moves, as GitHub's do. */
export const pullRequestRoutes: readonly Route[] = [
  inRepository("GET /pulls", ["pull_requests:read"], listPullRequests),
  inRepository("POST /pulls", ["pull_requests:write"], (call, repository) => {
    const { title, head, base, body, draft } = readBody(call, openSchema);
    const colon = head.indexOf(":");
    const from = colon < 0 ? repository : forkOf(call, repository, head.slice(0, colon));
    const pull = openPullRequest(call.state, repository, {
      author: senderOf(call),
      head: { repository: from, branch: head.slice(colon + 1) },
      base,
      title,
      body: body ?? null,
      isDraft: draft,
    });
    return created(pullRequestShape(call.state, repository, pull));
  }),
  inPullRequest("GET ", ["pull_requests:read"], (call, repository, pull) =>
    ok(pullRequestShape(call.state, repository, pull)),
  ),
  inPullRequest("PATCH ", ["pull_requests:write"], (call, repository, pull) => {
    const { state: wanted, title, body, base } = readBody(call, patchSchema);
    const sender = senderOf(call);
    if (sender.id !== pull.authorId) requireRole(call, repository, "write");
    const given = { title, body, base };
    const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    editPullRequest(call.state, repository, { pull, sender, ...change });
    if (wanted === "closed") closePullRequest(call.state, repository, pull, sender);
    if (wanted === "open") reopenPullRequest(call.state, repository, pull, sender);
    return ok(pullRequestShape(call.state, repository, pull));
  }),
  inPullRequest("GET /files", ["pull_requests:read"], (call, repository, pull) => {
    const { store } = repository;
    const base = mergeBaseOf(store, pull.base.sha, pull.head.sha);
    const before = base === null ? null : commitOf(store, base).tree;
    const after = commitOf(store, pull.head.sha).tree;
    const range = { before, after, sha: pull.head.sha, limit: maxFiles };
    return page(call, fileShapes(call.state, repository, range), (file) => file);
  }),
  inPullRequest("GET /commits", ["pull_requests:read"], (call, repository, pull) => {
    const commits = commitsBetween(repository.store, pull.base.sha, pull.head.sha).slice(0, maxCommits);
    return page(call, commits, (commit) => commitShape(call.state, repository, commit));
  }),
  inPullRequest("GET /merge", ["pull_requests:read"], (_call, _repository, pull) =>
    pull.mergedAt === null ? { status: 404, body: { message: "Not Found" } } : { status: 204, body: null },
  ),
  inPullRequest("PUT /merge", ["contents:write"], (call, repository, pull) => {
    requireRole(call, repository, "write");
    const { sha: expectedHeadSha, merge_method: method, commit_title: title } = readBody(call, mergeSchema);
    const sender = senderOf(call);
    const sha = mergePullRequest(call.state, repository, { pull, sender, method, expectedHeadSha, title });
    return ok({ sha, merged: true, message: "Pull Request successfully merged" });
  }),
  inPullRequest("GET /requested_reviewers", ["pull_requests:read"], (call, _repository, pull) =>
    ok(requestedReviewers(call, pull)),
  ),
  inPullRequest("POST /requested_reviewers", ["pull_requests:write"], (call, repository, pull) => {
    const { reviewers, team_reviewers } = readBody(call, reviewersSchema);
    const users = reviewers.map((login) => reviewerNamed(call, repository, login));
    const teams = team_reviewers.map((slug) => teamNamed(call, repository, slug));
    requestReviewers(call.state, repository, { pull, users, teams, sender: senderOf(call) });
    return created(pullRequestSimple(call.state, repository, pull));
  }),
];

function listPullRequests(call: Call, repository: Repository): Answer {
  const wanted = call.query.get("state") ?? "open";
  const head = call.query.get("head")?.toLowerCase() ?? null;
  const base = call.query.get("base");
  const found = [...repository.pullRequests.values()].filter((pull) => {
    const label = `${accountOf(call.state, pull.head.ownerId).login}:${pull.head.ref}`.toLowerCase();
    const isWanted = wanted === "all" || pull.state === wanted;
    return isWanted && (head === null || label === head) && (base === null || pull.base.ref === base);
  });
  const isUpdated = call.query.get("sort") === "updated";
  const key = (pull: PullRequest): string => (isUpdated ? pull.updatedAt : pull.createdAt);
  found.sort((one, other) =>
    key(one) === key(other) ? one.number - other.number : key(one) < key(other) ? -1 : 1,
  );
  if (call.query.get("direction") !== "asc") found.reverse();
  return page(call, found, (pull) => pullRequestSimple(call.state, repository, pull));
}

function requestedReviewers({ state }: Call, pull: PullRequest) {
  return {
    users: [...pull.requestedUserIds].map((id) => simpleUser(state, accountOf(state, id))),
    teams: [...pull.requestedTeamIds].flatMap((id) => {
      const team = state.teams.get(id);
      return team === undefined ? [] : [teamShape(state, team)];
    }),
  };
}

function reviewerNamed(call: Call, repository: Repository, login: string): Account {
  const account = accountByLogin(call.state, login);
  const reason =
    "Reviews may only be requested from collaborators. One or more of the users or teams you specified";
  if (account === null) {
    throw unprocessable(
      `${reason} is not a collaborator of the ${fullName(call.state, repository)} repository.`,
    );
  }
  return account;
}

function teamNamed({ state }: Call, repository: Repository, slug: string): Team {
  for (const team of state.teams.values()) {
    if (team.organizationId === repository.ownerId && team.slug === slug) return team;
  }
  throw unprocessable(`Could not resolve to a node with the global id of '${slug}'.`);
}

function forkOf({ state }: Call, repository: Repository, owner: string): Repository {
  for (const item of state.repositories.values()) {
    const isNetwork = item.store === repository.store && !item.isDeleted;
    if (isNetwork && accountOf(state, item.ownerId).login.toLowerCase() === owner.toLowerCase()) return item;
  }
  throw unprocessable("head does not exist");
}
