import type { Account } from "./account.ts";
import type { BaseChanges, Blob, Comparison, FileOnBranch, TestMerge, Tree } from "./content.ts";
import type { EvaluationKey, Hints } from "./key.ts";

export interface Repository {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly ownerType: "User" | "Organization";
  readonly defaultBranch: string;
  /** Such as `https://github.com/octo/hello`, without a slash at the end. */
  readonly htmlUrl: string;
}

/** An open or closed pull request, as GitHub shows it at the moment of reading. */
export interface PullRequest {
  readonly number: number;
  readonly nodeId: string;
  readonly title: string;
  /** Values of the lines `Feature:` and `Plan:` in its description; the rest of that is not kept. */
  readonly featureTrailers: readonly string[];
  readonly state: "open" | "closed";
  readonly isMerged: boolean;
  readonly isDraft: boolean;
  /** `null` for a deleted account. */
  readonly author: Account | null;
  readonly headSha: string;
  readonly headRef: string;
  /** `null` where the fork is gone. */
  readonly headRepositoryId: number | null;
  readonly baseRef: string;
  readonly htmlUrl: string;
  /** Of the base: where the pull request is opened. */
  readonly repository: Repository;
  readonly requestedReviewers: readonly string[];
  readonly requestedTeams: readonly string[];
}

export interface Comment {
  readonly id: number;
  readonly nodeId: string;
  readonly author: Account | null;
  /** Without what can hold no command; whole where this App wrote it. */
  readonly body: string;
  /** ISO 8601, UTC, whole seconds. */
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Slug of the App through which it was written. */
  readonly viaApp: string | null;
  readonly htmlUrl: string;
}

export interface Review {
  readonly id: number;
  readonly nodeId: string;
  readonly author: Account | null;
  /** Without what can hold no command. */
  readonly body: string;
  readonly state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED" | "PENDING";
  readonly commitSha: string | null;
  readonly submittedAt: string | null;
  readonly htmlUrl: string;
}

/** A comment on a line of the diff: no command in it counts. */
export interface LineComment {
  readonly id: number;
  /** Of the pull request. */
  readonly number: number;
  readonly author: Account | null;
  readonly body: string;
}

/** A list GitHub gave whole, or more than we read. */
export type Listing<Item> =
  | { readonly state: "complete"; readonly items: readonly Item[] }
  | { readonly state: "too-many"; readonly limit: number }
  | { readonly state: "too-long"; readonly limitCharacters: number };

/** What GitHub says of edits; only it can. */
export interface EditRecord {
  /** ISO 8601; `null` when never edited. */
  readonly lastEditedAt: string | null;
  /** False where it does not know the comment: not yet, where a list has it, or no longer. */
  readonly isShown: boolean;
}

/** What one account may do in the repository, read at this evaluation. */
export interface Standing {
  readonly account: Account;
  /** From the booleans of `user.permissions`: custom roles included. */
  readonly permissions: {
    readonly read: boolean;
    readonly triage: boolean;
    readonly write: boolean;
    readonly maintain: boolean;
    readonly admin: boolean;
  };
  /** Suspended, or deleted meanwhile. */
  readonly isSuspended: boolean;
}

/** A check run of this App named `plan-gate`. */
export interface OwnCheckRun {
  readonly id: number;
  readonly headSha: string;
  readonly status: "queued" | "in_progress" | "completed";
  readonly conclusion: string | null;
  readonly startedAt: string | null;
  readonly completedAt: string | null;
  readonly title: string | null;
  readonly summary: string | null;
  readonly text: string | null;
  readonly annotationsCount: number;
  readonly externalId: string | null;
  /** Ids of older runs of the kind on the same commit that were never completed. */
  readonly olderUnfinished: readonly number[];
}

/** A pull request's force-pushes, as GitHub's timeline lists them. */
export interface ForcePushes {
  /** Newest first. */
  readonly pushes: readonly ForcePush[];
  /** False where there were more, or nobody can tell. */
  readonly isWhole: boolean;
}

/** A head was replaced by one that is not built on it. */
export interface ForcePush {
  /** Node id of the event. */
  readonly id: string;
  /** `null` where GitHub has forgotten the commit. */
  readonly beforeSha: string | null;
  readonly afterSha: string | null;
}

/** Is `plan-gate` required on a branch, and bound to this App? */
export type Enforcement =
  | { readonly state: "required-and-bound" }
  | { readonly state: "required-unbound" }
  | { readonly state: "bound-elsewhere"; readonly appId: number }
  | { readonly state: "not-required" }
  | { readonly state: "unknown"; readonly reason: string };

/** A run of a workflow in GitHub Actions. */
export interface WorkflowRun {
  readonly id: number;
  /** Path of the workflow's file: names can be forged. */
  readonly path: string;
  readonly headSha: string;
  readonly event: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly htmlUrl: string;
  readonly createdAt: string;
}

/** What GitHub Actions says of a commit: runs, newest first, or why it says nothing where no verdict needs it. */
export type WorkflowRuns =
  | { readonly state: "read"; readonly runs: readonly WorkflowRun[] }
  | { readonly state: "unknown"; readonly reason: string };

/**
 * All facts about one head at one moment: plain JSON. Facts are keyed by what was asked (`need.ts`);
 * a key that is absent was not asked for.
 */
export interface PullRequestSnapshot {
  readonly key: EvaluationKey;
  readonly hints: Hints;
  /** GitHub's time of its newest answer: ISO 8601, UTC, whole seconds. The only clock the core ever sees. */
  readonly readAt: string;
  readonly app: { readonly id: number; readonly slug: string };
  readonly facts: Facts;
}

type Keyed<Value> = Readonly<Partial<Record<string, Value>>>;

export interface Facts {
  /** Asked for only where no pull request tells. */
  readonly repository: Repository | null;
  /** By number: pull requests looked up one by one; `null` where there is none. */
  readonly pulls: Keyed<PullRequest | null>;
  /** By head SHA: open pull requests that GitHub lists for the commit, filtered by head. */
  readonly pullsOfHead: Keyed<readonly PullRequest[]>;
  /** By `base...head`, base a branch name or SHA. `null`: no common ancestor, or the base is gone. */
  readonly comparisons: Keyed<Comparison | null>;
  /**
   * By `base...head`: what the base, a branch name or SHA, has that the head has not. `null` where GitHub does not
   * tell.
   */
  readonly baseChanges: Keyed<BaseChanges | null>;
  /** By pull request number. */
  readonly testMerges: Keyed<TestMerge>;
  /** By commit SHA. */
  readonly trees: Keyed<Tree>;
  /** By commit SHA: entries with telling names only; `null` for a tree too large to be read whole, or gone. */
  readonly namedEntries: Keyed<Tree | null>;
  /** By blob id. */
  readonly blobs: Keyed<Blob>;
  /** By `branch-or-sha:path`. */
  readonly files: Keyed<FileOnBranch | null>;
  /** By head SHA: our check run on it. */
  readonly checkRuns: Keyed<OwnCheckRun | null>;
  /** By check run id: a check run of this App, whatever it is named; `null` for others' and none. */
  readonly checkRunsById: Keyed<OwnCheckRun | null>;
  /** By pull request number. */
  readonly comments: Keyed<Listing<Comment>>;
  /** By pull request number. */
  readonly reviews: Keyed<Listing<Review>>;
  /** By id: comments on lines of the diff; `null` where there is none. */
  readonly lineComments: Keyed<LineComment | null>;
  /** By node id. */
  readonly edits: Keyed<EditRecord>;
  /** By login, in lower case. `null`: no such account, or no relation to the repository. */
  readonly standings: Keyed<Standing | null>;
  /** By account id. */
  readonly accounts: Keyed<Account | null>;
  /** By `org/team` and login, `org/team:login`, in lower case: active member? */
  readonly memberships: Keyed<boolean>;
  /**
   * By `permission:maintain`, `team:org/slug`: who that is, logins; at most 100, for display and lock-out hints only.
   * `null`: no such team, or another organization's.
   */
  readonly rosters: Keyed<readonly string[] | null>;
  /** By branch. */
  readonly enforcement: Keyed<Enforcement>;
  /** By pull request number. */
  readonly forcePushes: Keyed<ForcePushes>;
  /**
   * By `commit-sha:path`: the newest commits, at or before that one, that changed the path; newest first, at most 10.
   */
  readonly pathHistories: Keyed<readonly string[]>;
  /** By commit SHA: merged pull requests that it came with, at most 5. */
  readonly mergedPulls: Keyed<readonly PullRequest[]>;
  /** By head SHA: runs of the workflow files asked for. */
  readonly workflowRuns: Keyed<WorkflowRuns>;
}
