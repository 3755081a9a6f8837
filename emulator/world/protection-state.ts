/** A check that must be green before a merge. */
export interface RequiredCheck {
  readonly context: string;
  /** The App it must come from; `null` takes it from anybody. */
  readonly appId: number | null;
}

/** Classic protection of one branch. */
export interface BranchProtection {
  readonly checks: readonly RequiredCheck[];
  /** The head must contain the base's tip. */
  readonly isStrict: boolean;
  /** Administrators are held to it too. */
  readonly enforceAdmins: boolean;
  /** Approving reviews wanted; `null`: pull requests are not required. */
  readonly requiredReviews: number | null;
  readonly allowForcePushes: boolean;
}

/** A ruleset for some branches. */
export interface Ruleset {
  readonly id: number;
  readonly name: string;
  readonly enforcement: "active" | "disabled" | "evaluate";
  /** `~DEFAULT_BRANCH`, `~ALL`, `refs/heads/main`, or with `*` at the end. */
  readonly include: readonly string[];
  readonly checks: readonly RequiredCheck[];
  readonly isStrict: boolean;
  readonly requiresPullRequest: boolean;
  /** Where pull requests are required. */
  readonly mergeMethods: readonly ("merge" | "squash" | "rebase")[];
  readonly requiresMergeQueue: boolean;
  /** Accounts it does not hold back. */
  readonly bypassIds: readonly number[];
  readonly createdAt: string;
}

/** A pull request on its way through the merge queue. */
export interface MergeGroup {
  readonly number: number;
  /** Base branch name. */
  readonly base: string;
  /** Branch name, `gh-readonly-queue/main/pr-1-…`. */
  readonly ref: string;
  readonly baseSha: string;
  readonly headSha: string;
  readonly actorId: number;
}
