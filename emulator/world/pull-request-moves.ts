import { isAncestor } from "../git/history.ts";
import type { Account } from "./people-state.ts";
import { emitPullRequest } from "./pull-request-events.ts";
import type { PullRequest } from "./pull-request-state.ts";
import { type Repository, type State, takeId } from "./state.ts";

/** Lets an open pull request follow its branch. */
export function headMoved(
  state: State,
  repository: Repository,
  move: { pull: PullRequest; sha: string; sender: Account },
): void {
  const { pull, sha, sender } = move;
  const before = pull.head.sha;
  pull.head = { ...pull.head, sha };
  refreshBase(repository, pull);
  pull.updatedAt = state.clock.stamp();
  if (!isAncestor(repository.store, before, sha)) {
    const createdAt = state.clock.stamp();
    const id = takeId(state);
    pull.forcePushes.push({ id, actorId: sender.id, createdAt, beforeSha: before, afterSha: sha });
  }
  repository.refs.set(`refs/pull/${pull.number}/head`, sha);
  emitPullRequest(state, repository, pull, { action: "synchronize", sender, extra: { before, after: sha } });
}

/** Takes note of the base's tip, which GitHub does only when the pull request itself changes. */
export function refreshBase(repository: Repository, pull: PullRequest): void {
  const sha = repository.refs.get(`refs/heads/${pull.base.ref}`);
  if (sha !== undefined) pull.base = { ...pull.base, sha };
}

/** Closes a pull request whose commits are on the base now. */
export function markMerged(
  state: State,
  repository: Repository,
  merge: { pull: PullRequest; sha: string; sender: Account },
): void {
  const { pull, sha, sender } = merge;
  const at = state.clock.stamp();
  pull.state = "closed";
  pull.closedAt = at;
  pull.mergedAt = at;
  pull.updatedAt = at;
  pull.mergedById = sender.id;
  pull.mergeCommitSha = sha;
  emitPullRequest(state, repository, pull, { action: "closed", sender });
}
