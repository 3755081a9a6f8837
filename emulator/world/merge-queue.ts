import { Problem } from "../http/problem.ts";
import { simpleCommit } from "../shapes/commit.ts";
import { branchTip, deleteBranch, moveBranch } from "./branches.ts";
import { commitMerge } from "./merging.ts";
import { mergeCommits } from "./mergeability.ts";
import type { Account } from "./people-state.ts";
import { accountOf } from "./people.ts";
import type { MergeGroup } from "./protection-state.ts";
import type { PullRequest } from "./pull-request-state.ts";
import { emitIn } from "./repositories.ts";
import { missingChecks, rulesOn } from "./required-checks.ts";
import type { Repository, State } from "./state.ts";

/** Puts a pull request into the merge queue: a group on top of the last one, whose checks are asked for. */
export function enqueue(
  state: State,
  repository: Repository,
  pull: PullRequest,
  sender: Account,
): MergeGroup {
  const base = pull.base.ref;
  const last = repository.mergeQueue.filter((group) => group.base === base).at(-1);
  const baseSha = last?.headSha ?? branchTip(repository, base);
  if (baseSha === null) throw new Problem(422, "The base branch is gone.");
  const { tree, conflicts } = mergeCommits(repository, baseSha, pull.head.sha);
  if (conflicts.length > 0) throw new Problem(405, "Pull Request is not mergeable");
  const headSha = commitMerge(state, repository, { pull, sender, method: "merge", tree, tip: baseSha });
  const ref = `gh-readonly-queue/${base}/pr-${pull.number}-${baseSha}`;
  const group = { number: pull.number, base, ref, baseSha, headSha, actorId: sender.id };
  repository.mergeQueue.push(group);
  moveBranch(state, repository, { branch: ref, sha: headSha, sender });
  emitGroup(state, repository, group, { action: "checks_requested" });
  return group;
}

/** Lets the queue work: merges what is green, from the front; answers the numbers merged. */
export function runMergeQueue(state: State, repository: Repository): number[] {
  const merged: number[] = [];
  for (let group = repository.mergeQueue[0]; group !== undefined; group = repository.mergeQueue[0]) {
    const rules = rulesOn(state, repository, group.base, null);
    const missing = missingChecks(repository, group.headSha, rules.checks);
    if (missing.some(({ reason }) => reason === "failing")) {
      leaveQueue(state, repository, group, "invalidated");
      continue;
    }
    if (missing.length > 0) return merged;
    const sender = accountOf(state, group.actorId);
    moveBranch(state, repository, { branch: group.base, sha: group.headSha, sender });
    leaveQueue(state, repository, group, "merged");
    merged.push(group.number);
  }
  return merged;
}

/** Takes a group out of the queue; those behind one that was not merged are built anew. */
export function leaveQueue(
  state: State,
  repository: Repository,
  group: MergeGroup,
  reason: "merged" | "invalidated" | "dequeued",
): void {
  const { mergeQueue } = repository;
  const at = mergeQueue.indexOf(group);
  const behind = reason === "merged" ? [] : mergeQueue.slice(at).filter(({ base }) => base === group.base);
  const left = behind.length === 0 ? [group] : behind;
  for (const gone of left) {
    mergeQueue.splice(mergeQueue.indexOf(gone), 1);
    const why = gone === group ? reason : "invalidated";
    emitGroup(state, repository, gone, { action: "destroyed", reason: why });
    deleteBranch(state, repository, gone.ref, accountOf(state, gone.actorId));
  }
  for (const { number, actorId } of left.filter((gone) => gone !== group)) {
    const pull = repository.pullRequests.get(number);
    if (pull !== undefined) enqueue(state, repository, pull, accountOf(state, actorId));
  }
}

function emitGroup(
  state: State,
  repository: Repository,
  group: MergeGroup,
  event: { action: string; reason?: string },
): void {
  const { action, ...extra } = event;
  const merge_group = {
    head_sha: group.headSha,
    head_ref: `refs/heads/${group.ref}`,
    base_sha: group.baseSha,
    base_ref: `refs/heads/${group.base}`,
    head_commit: simpleCommit(repository, group.headSha),
  };
  const sender = accountOf(state, group.actorId);
  emitIn(state, repository, { name: "merge_group", action, sender, payload: { merge_group, ...extra } });
}
