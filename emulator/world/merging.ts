import { isAncestor } from "../git/history.ts";
import { commitOf, writeCommit } from "../git/object-store.ts";
import { Problem } from "../http/problem.ts";
import { branchTip, moveBranch } from "./branches.ts";
import { signatureOf } from "./commits.ts";
import { mergeCommits } from "./mergeability.ts";
import type { Account } from "./people-state.ts";
import { accountOf, webFlowId } from "./people.ts";
import { markMerged } from "./pull-request-moves.ts";
import type { PullRequest } from "./pull-request-state.ts";
import { type MissingCheck, missingChecks, rulesOn } from "./required-checks.ts";
import type { Repository, State } from "./state.ts";

/** A merge to attempt. */
interface MergeInput {
  readonly pull: PullRequest;
  readonly sender: Account;
  readonly method: "merge" | "squash" | "rebase";
  /** The head the person saw; a moved head refuses. */
  readonly expectedHeadSha?: string | undefined;
  readonly title?: string | undefined;
}

/** Merges a pull request, or throws why GitHub refuses. Answers the commit on the base. */
export function mergePullRequest(state: State, repository: Repository, input: MergeInput): string {
  const { pull, sender } = input;
  const tip = branchTip(repository, pull.base.ref);
  if (pull.state === "closed" || pull.isDraft || tip === null) {
    throw new Problem(405, pull.isDraft ? "Pull Request is still a draft" : "Pull Request is not mergeable");
  }
  if (input.expectedHeadSha !== undefined && input.expectedHeadSha !== pull.head.sha) {
    throw new Problem(409, "Head branch was modified. Review and try the merge again.");
  }
  const { tree, conflicts } = mergeCommits(repository, tip, pull.head.sha);
  if (conflicts.length > 0) throw new Problem(405, "Pull Request is not mergeable");
  refuseUnmet(state, repository, { ...input, tip });
  const sha = commitMerge(state, repository, { ...input, tree, tip });
  if (!isAncestor(repository.store, pull.head.sha, sha)) markMerged(state, repository, { pull, sha, sender });
  moveBranch(state, repository, { branch: pull.base.ref, sha, sender });
  return sha;
}

/** Writes the commit that joins a head into a base, as GitHub's button does. */
export function commitMerge(
  state: State,
  repository: Repository,
  merge: Omit<MergeInput, "expectedHeadSha"> & { tree: string; tip: string },
): string {
  const { pull, sender, method, tree, tip } = merge;
  const head = commitOf(repository.store, pull.head.sha);
  const { login } = accountOf(state, pull.head.ownerId);
  const merged = `Merge pull request #${pull.number} from ${login}/${pull.head.ref}\n\n${pull.title}`;
  return writeCommit(repository.store, {
    tree,
    parents: method === "merge" ? [tip, head.sha] : [tip],
    author: method === "rebase" ? head.author : signatureOf(state, sender),
    committer: signatureOf(state, accountOf(state, webFlowId)),
    message: merge.title ?? (method === "merge" ? merged : `${pull.title} (#${pull.number})`),
  }).sha;
}

function refuseUnmet(
  state: State,
  repository: Repository,
  merge: Pick<MergeInput, "pull" | "sender" | "method"> & { tip: string },
): void {
  const { pull, sender, method, tip } = merge;
  const rules = rulesOn(state, repository, pull.base.ref, sender);
  if (method === "rebase" && !(repository.allowsRebaseMerges && rules.allowsRebaseMerges))
    throw new Problem(405, "Rebase merges are not allowed on this repository.");
  if (rules.requiresMergeQueue) {
    throw new Problem(
      405,
      "Repository rule violations found\n\nChanges must be made through the merge queue\n\n",
    );
  }
  const missing = missingChecks(repository, pull.head.sha, rules.checks);
  if (missing.length > 0) throw new Problem(405, describeMissing(missing, rules.checks.length));
  if (rules.isStrict && !isAncestor(repository.store, tip, pull.head.sha)) {
    throw new Problem(405, "Head branch is out of date. Review and try the merge again.");
  }
  const approvals = new Set(
    [...pull.reviews.values()].filter(({ state: now }) => now === "APPROVED").map(({ authorId }) => authorId),
  );
  if (approvals.size < rules.requiredReviews) {
    const wanted = `At least ${rules.requiredReviews} approving review is required`;
    throw new Problem(405, `${wanted} by reviewers with write access.`);
  }
}

function describeMissing(missing: readonly MissingCheck[], total: number): string {
  const [first, ...more] = missing;
  if (first === undefined) return "";
  if (more.length === 0) return `Required status check "${first.context}" is ${first.reason}.`;
  const counted = (["failing", "in progress", "expected"] as const)
    .map((reason) => ({ reason, count: missing.filter((item) => item.reason === reason).length }))
    .filter(({ count }) => count > 0)
    .map(({ reason, count }) => `${count} ${reason}`);
  return `${missing.length} of ${total} required status checks have not succeeded: ${counted.join(" and ")}.`;
}
