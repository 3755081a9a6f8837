import type { EvaluationKey, Hints } from "../pull-request/key.ts";
import type { Scan, ScanScope, Work } from "../queue/work.ts";
import type { CommitPayload, EventPlace, PullRequestPayload } from "./payloads.ts";

/** Names the repository as a key does. */
export interface Whereabouts {
  readonly installationId: number;
  readonly owner: string;
  readonly repo: string;
}

/** Where the event happened. */
export function whereabouts({ installation, repository }: EventPlace): Whereabouts {
  return { installationId: installation.id, owner: repository.owner.login, repo: repository.name };
}

/** The evaluation of one pull request. */
export function evaluate(place: EventPlace, pull: PullRequestPayload, more: Hints): Work {
  const key: EvaluationKey = { type: "pull-request", ...whereabouts(place), number: pull.number };
  const hints: Hints = {
    headSha: pull.head.sha,
    baseRef: pull.base.ref,
    defaultBranch: place.repository.default_branch,
    isFork: pull.head.repo?.id !== pull.base.repo.id,
    ...more,
  };
  return { type: "evaluate", key, hints };
}

/**
 * The evaluation of the pull requests of a commit. GitHub names none where the head is in a fork:
 * then the open pull requests are searched for it.
 */
export function evaluateCommit(place: EventPlace, commit: CommitPayload, hints: Hints): readonly Work[] {
  const here = commit.pull_requests.filter((pull) => pull.base.repo.id === place.repository.id);
  if (here.length > 0) return here.map((pull) => evaluate(place, pull, hints));
  const { installationId, owner, repo } = whereabouts(place);
  const headSha = commit.head_sha;
  const scan: Scan = { of: "repository", installationId, owner, repo, baseRef: null, headSha, only: "all" };
  return [{ type: "scan", scan, hints: { ...hints, headSha } }];
}

/** All open pull requests of a repository, or those into one branch. */
export function scanRepository(
  place: EventPlace,
  {
    baseRef = null,
    only = "all",
    hints = {},
  }: { readonly baseRef?: string | null; readonly only?: ScanScope; readonly hints?: Hints },
): Work {
  const scan: Scan = { of: "repository", ...whereabouts(place), baseRef, headSha: null, only };
  return { type: "scan", scan, hints };
}

/** All open pull requests that an installation sees. */
export function scanInstallation(installationId: number, only: ScanScope, hints: Hints = {}): Work {
  return { type: "scan", scan: { of: "installation", installationId, only }, hints };
}
