/** Which pull request to look at. */
export interface PullRequestKey {
  readonly type: "pull-request";
  readonly installationId: number;
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
}

/** Which merge group to look at: GitHub's merge queue asks for a verdict on a commit of its own. */
export interface MergeGroupKey {
  readonly type: "merge-group";
  readonly installationId: number;
  readonly owner: string;
  readonly repo: string;
  /** Such as `refs/heads/gh-readonly-queue/main/pr-7-<sha>`. */
  readonly headRef: string;
  readonly headSha: string;
  /** As GitHub's event names it; `null` where the group is known by its branch only, which anybody may have made. */
  readonly baseSha: string | null;
}

/** What an evaluation is about; carries a name and never a fact. */
export type EvaluationKey = PullRequestKey | MergeGroupKey;

/** Somebody pressed a button of our check run. Verified against the check run before it counts. */
export interface Press {
  /** GUID of the webhook delivery: a press is counted once. */
  readonly deliveryId: string;
  readonly checkRunId: number;
  /** Identifier of the button, as the check run offered it. */
  readonly identifier: string;
  readonly senderId: number;
  readonly senderLogin: string;
}

/**
 * A comment, a review or a comment on a line of the diff that a webhook announced. GitHub's lists are behind as long
 * as they do not show it.
 */
export type Remark =
  | {
      readonly of: "comment";
      readonly id: number;
      /** ISO 8601, UTC. */
      readonly updatedAt: string;
      readonly isEdited: boolean;
      readonly isDeleted: boolean;
    }
  | { readonly of: "review"; readonly id: number; readonly isDismissed: boolean }
  | { readonly of: "line-comment"; readonly id: number };

/** Somebody who lost a place in a team, or a permission in the repository. */
export interface Leaver {
  /** In lower case. */
  readonly login: string;
  readonly lost: "team" | "triage" | "write" | "maintain" | "admin";
}

/** Where a branch stood after a push. */
export interface BranchTip {
  readonly branch: string;
  readonly sha: string;
}

/** Where to look, never what is true. */
export interface Hints {
  readonly headSha?: string;
  /** The head before the push that caused the event. */
  readonly previousHeadSha?: string;
  readonly baseRef?: string;
  readonly defaultBranch?: string;
  readonly isFork?: boolean;
  /** The pull request was opened with `headSha`: no earlier head can have decisions. */
  readonly isOpened?: boolean;
  /** The pull request is being closed: what follows from that follows once. */
  readonly isClosing?: boolean;
  /** Somebody asked GitHub to run the check again: it shows it as begun until it is written again. */
  readonly isRerun?: boolean;
  /** The last evaluation found gated text: read the comments at once. */
  readonly wasGated?: boolean;
  readonly presses?: readonly Press[];
  /** The newest, each once. */
  readonly remarks?: readonly Remark[];
  /**
   * Of branches that were pushed to, each once: what the head is compared with must come to it, or GitHub is behind.
   */
  readonly tips?: readonly BranchTip[];
  /** The newest, each once: what GitHub shows of them must come to it, or GitHub is behind. */
  readonly leavers?: readonly Leaver[];
  /** Ids of workflow runs that ended, the newest, each once: GitHub must show them so, or it is behind. */
  readonly endedRuns?: readonly number[];
}

/** One line that names the key, for logs and as the queue's name for the work: equal keys, equal text. */
export function formatKey(key: EvaluationKey): string {
  const repository = `${key.owner}/${key.repo}`.toLowerCase();
  switch (key.type) {
    case "pull-request":
      return `${repository}#${key.number}`;
    case "merge-group":
      return `${repository}@${key.headSha}`;
  }
}
