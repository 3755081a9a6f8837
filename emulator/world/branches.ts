import { commitsBetween, isAncestor } from "../git/history.ts";
import { commitOf } from "../git/object-store.ts";
import { changedFiles } from "../git/file-changes.ts";
import { simpleCommit } from "../shapes/commit.ts";
import { htmlUrl } from "../shapes/repository.ts";
import { Problem } from "../http/problem.ts";
import { openCheckSuites } from "./check-suites.ts";
import type { Account } from "./people-state.ts";
import { headMoved, markMerged } from "./pull-request-moves.ts";
import { closePullRequest } from "./pull-requests.ts";
import { emitIn } from "./repositories.ts";
import type { Repository, State } from "./state.ts";

const maxPushedCommits = 2_048;
const zeroSha = "0".repeat(40);

/** The commit a branch points to; `null` where there is none. */
export function branchTip(repository: Repository, branch: string): string | null {
  return repository.refs.get(`refs/heads/${branch}`) ?? null;
}

/** Points a branch at a commit and lets pull requests follow: heads move, merged ones close. */
export function moveBranch(
  state: State,
  repository: Repository,
  move: { branch: string; sha: string; sender: Account },
): void {
  const { branch, sha, sender } = move;
  const before = branchTip(repository, branch);
  if (before === sha) return;
  repository.refs.set(`refs/heads/${branch}`, sha);
  repository.pushedAt = state.clock.stamp();
  const isForced = before !== null && !isAncestor(repository.store, before, sha);
  emitPush(state, repository, { ref: `refs/heads/${branch}`, before, after: sha, isForced, sender });
  openCheckSuites(state, repository, { sha, branch, sender });
  for (const { base, pull } of pullRequestsFrom(state, repository, branch)) {
    if (pull.state === "open") headMoved(state, base, { pull, sha, sender });
  }
  for (const pull of repository.pullRequests.values()) {
    const isInto = pull.state === "open" && pull.base.ref === branch;
    if (isInto && isAncestor(repository.store, pull.head.sha, sha)) {
      markMerged(state, repository, { pull, sha, sender });
    }
  }
}

/** Removes a branch; pull requests from it or into it close. */
export function deleteBranch(state: State, repository: Repository, branch: string, sender: Account): void {
  const before = branchTip(repository, branch);
  if (before === null) throw new Problem(422, "Reference does not exist");
  repository.refs.delete(`refs/heads/${branch}`);
  emitPush(state, repository, { ref: `refs/heads/${branch}`, before, after: null, isForced: false, sender });
  for (const { base, pull } of pullRequestsFrom(state, repository, branch)) {
    if (pull.state === "open") closePullRequest(state, base, pull, sender);
  }
  for (const pull of repository.pullRequests.values()) {
    if (pull.state === "open" && pull.base.ref === branch) closePullRequest(state, repository, pull, sender);
  }
}

function pullRequestsFrom(state: State, head: Repository, branch: string) {
  return [...state.repositories.values()].flatMap((base) =>
    [...base.pullRequests.values()]
      .filter((pull) => pull.head.repositoryId === head.id && pull.head.ref === branch)
      .map((pull) => ({ base, pull })),
  );
}

function emitPush(
  state: State,
  repository: Repository,
  push: { ref: string; before: string | null; after: string | null; isForced: boolean; sender: Account },
): void {
  const { ref, before, after, isForced, sender } = push;
  const { store } = repository;
  const from = before ?? branchTip(repository, repository.defaultBranch);
  const commits = after === null || from === null ? [] : commitsBetween(store, from, after);
  const payload = {
    ref,
    before: before ?? zeroSha,
    after: after ?? zeroSha,
    base_ref: null,
    created: before === null,
    deleted: after === null,
    forced: isForced,
    compare: `${htmlUrl(state, repository)}/compare/${before ?? zeroSha}...${after ?? zeroSha}`,
    commits: commits.slice(-maxPushedCommits).map(({ sha }) => pushedCommit(repository, sha)),
    head_commit: after === null ? null : pushedCommit(repository, after),
    pusher: { name: sender.login, email: sender.emails[0] ?? null },
  };
  emitIn(state, repository, { name: "push", sender, payload });
}

function pushedCommit(repository: Repository, sha: string) {
  const { store } = repository;
  const { tree, parents } = commitOf(store, sha);
  const [parent] = parents;
  const files = changedFiles(store, parent === undefined ? null : commitOf(store, parent).tree, tree);
  const moved = files.filter(({ status }) => status === "renamed");
  const pathsOf = (status: string): string[] =>
    files.filter((file) => file.status === status).map(({ path }) => path);
  return {
    ...simpleCommit(repository, sha),
    distinct: true,
    url: sha,
    added: [...pathsOf("added"), ...moved.map(({ path }) => path)].slice(0, 3_000),
    removed: [...pathsOf("removed"), ...moved.flatMap(({ previousPath }) => previousPath ?? [])].slice(
      0,
      3_000,
    ),
    modified: [...pathsOf("modified"), ...pathsOf("changed")].slice(0, 3_000),
  };
}
