import { ancestorsOf, commitsBetween, historyOfPath, mergeBaseOf } from "../git/history.ts";
import { commitOf } from "../git/object-store.ts";
import { type Answer, type Call, ok, param, type Route } from "../http/call.ts";
import { inRepository } from "../http/in-repository.ts";
import { linkHeader, page, pageOf } from "../http/pagination.ts";
import { notFound, Problem } from "../http/problem.ts";
import { commitShape } from "../shapes/commit.ts";
import { fileShapes } from "../shapes/file.ts";
import { fullName, htmlUrl } from "../shapes/repository.ts";
import { pullRequestSimple } from "../shapes/pull-request.ts";
import type { Repository } from "../world/state.ts";
import { requireRevision, resolveRevision } from "./revision.ts";

const maxComparedFiles = 300;
const maxComparedCommits = 250;

/** Commits, comparisons, and the pull requests a commit is in: those into forks of the repository as well. */
export const commitRoutes: readonly Route[] = [
  inRepository("GET /compare/{+basehead}", ["contents:read"], compare),
  inRepository("GET /commits", ["contents:read"], (call, repository) => {
    const start = requireRevision(repository, call.query.get("sha") ?? repository.defaultBranch);
    const { store } = repository;
    const path = call.query.get("path");
    const newestFirst =
      path === null
        ? [...ancestorsOf(store, start)].map((sha) => commitOf(store, sha))
        : historyOfPath(store, start, path);
    return page(call, newestFirst, (commit) => commitShape(call.state, repository, commit));
  }),
  inRepository("GET /commits/{sha}/pulls", ["pull_requests:read"], (call, repository) => {
    const sha = requireRevision(repository, param(call, "sha"));
    const { store } = repository;
    const network = [...call.state.repositories.values()].filter((item) => item.store === store).reverse();
    const found = network.flatMap((item) =>
      [...item.pullRequests.values()]
        .filter(({ head, mergedAt }) => head.repositoryId === repository.id || mergedAt !== null)
        .filter(
          ({ head, base, mergedAt, mergeCommitSha }) =>
            (mergedAt !== null && mergeCommitSha === sha) ||
            commitsBetween(store, base.sha, head.sha).some((one) => one.sha === sha),
        )
        .map((pull) => ({ item, pull })),
    );
    return page(call, found, ({ item, pull }) => pullRequestSimple(call.state, item, pull));
  }),
  inRepository("GET /commits/{+ref}", ["contents:read"], (call, repository) => {
    const commit = commitOf(repository.store, requireRevision(repository, param(call, "ref")));
    const parent = commit.parents[0];
    const before = parent === undefined ? null : commitOf(repository.store, parent).tree;
    const range = { before, after: commit.tree, sha: commit.sha, limit: maxComparedFiles };
    const files = fileShapes(call.state, repository, range);
    const additions = files.reduce((sum, file) => sum + file.additions, 0);
    const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
    const stats = { additions, deletions, total: additions + deletions };
    return ok({ ...commitShape(call.state, repository, commit), stats, files });
  }),
];

function compare(call: Call, repository: Repository): Answer {
  const { state } = call;
  const { store } = repository;
  const [baseName = "", headName = ""] = param(call, "basehead").split("...");
  const [base, head] = [baseName, headName].map((name) => comparedCommit(call, repository, name));
  if (base === undefined || head === undefined) throw notFound();
  const mergeBase = mergeBaseOf(store, base, head);
  if (mergeBase === null) {
    throw new Problem(404, `No common ancestor between ${baseName} and ${headName}.`);
  }
  const ahead = commitsBetween(store, base, head);
  const behind = commitsBetween(store, head, base);
  const { number, perPage } = pageOf(call);
  const isPaged = call.query.has("page") || call.query.has("per_page");
  const commits = isPaged
    ? ahead.slice((number - 1) * perPage, number * perPage)
    : ahead.slice(-maxComparedCommits);
  const range = {
    before: commitOf(store, mergeBase).tree,
    after: commitOf(store, head).tree,
    sha: head,
    limit: number === 1 ? maxComparedFiles : 0,
  };
  const html = `${htmlUrl(state, repository)}/compare/${baseName}...${headName}`;
  const body = {
    url: `${state.origin}/api/v3${call.path}`,
    html_url: html,
    permalink_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    base_commit: commitShape(state, repository, commitOf(store, base)),
    merge_base_commit: commitShape(state, repository, commitOf(store, mergeBase)),
    status: statusOf(ahead.length, behind.length),
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: commits.map((commit) => commitShape(state, repository, commit)),
    files: fileShapes(state, repository, range),
  };
  return { status: 200, body, headers: isPaged ? linkHeader(call, ahead.length) : {} };
}

function comparedCommit({ state }: Call, repository: Repository, name: string): string | undefined {
  const colon = name.indexOf(":");
  if (colon < 0) return resolveRevision(repository, name) ?? undefined;
  const [ownerOrPath, branch] = [name.slice(0, colon).toLowerCase(), name.slice(colon + 1)];
  const fork = [...state.repositories.values()].find((item) => {
    const full = fullName(state, item).toLowerCase();
    const isOwner = full.split("/")[0] === ownerOrPath || full.replace("/", ":") === ownerOrPath;
    return isOwner && item.store === repository.store && !item.isDeleted;
  });
  return fork === undefined ? undefined : (resolveRevision(fork, branch) ?? undefined);
}

function statusOf(ahead: number, behind: number): "diverged" | "ahead" | "behind" | "identical" {
  if (ahead > 0 && behind > 0) return "diverged";
  if (ahead > 0) return "ahead";
  return behind > 0 ? "behind" : "identical";
}
