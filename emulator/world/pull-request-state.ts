/** One end of a pull request. */
export interface PullRequestEnd {
  /** `null` where the fork is gone. */
  readonly repositoryId: number | null;
  readonly ownerId: number;
  /** Branch name. */
  readonly ref: string;
  readonly sha: string;
}

/** A pull request. */
export interface PullRequest {
  readonly id: number;
  readonly number: number;
  readonly authorId: number;
  title: string;
  body: string | null;
  state: "open" | "closed";
  isDraft: boolean;
  /** `sha` is the base's tip when the pull request last changed, as on GitHub: it may be old. */
  base: PullRequestEnd;
  head: PullRequestEnd;
  readonly createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  mergedAt: string | null;
  mergedById: number | null;
  /** Of the merge; while open, of the newest test merge. */
  mergeCommitSha: string | null;
  readonly requestedUserIds: Set<number>;
  readonly requestedTeamIds: Set<number>;
  readonly reviews: Map<number, Review>;
  readonly lineComments: Map<number, LineComment>;
  readonly forcePushes: ForcePush[];
}

/** The head was replaced by something not built on it. */
export interface ForcePush {
  readonly id: number;
  readonly actorId: number;
  readonly createdAt: string;
  readonly beforeSha: string;
  readonly afterSha: string;
}

/** A review of a pull request. */
export interface Review {
  readonly id: number;
  readonly authorId: number;
  body: string;
  state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED" | "PENDING";
  readonly commitSha: string;
  readonly submittedAt: string;
  edit: Edit | null;
}

/** A comment on a line of the diff. */
export interface LineComment {
  readonly id: number;
  /** Of the pull request. */
  readonly number: number;
  readonly authorId: number;
  readonly body: string;
  readonly path: string;
  readonly commitSha: string;
  readonly createdAt: string;
}

/** Somebody changed a text. */
export interface Edit {
  readonly editorId: number;
  readonly at: string;
}

/** A comment in a pull request's conversation. */
export interface Comment {
  readonly id: number;
  /** Of the pull request. */
  readonly number: number;
  readonly authorId: number;
  /** The App it was written through, be it as a bot or for a person. */
  readonly appId: number | null;
  body: string;
  readonly createdAt: string;
  updatedAt: string;
  edit: Edit | null;
  isMinimized: boolean;
  readonly reactions: Reaction[];
}

/** What people can answer without words. */
export const reactionContents = [
  "+1",
  "-1",
  "laugh",
  "confused",
  "heart",
  "hooray",
  "rocket",
  "eyes",
] as const;

/** A reaction to a comment; one of a kind for each person. */
export interface Reaction {
  readonly id: number;
  readonly accountId: number;
  readonly content: (typeof reactionContents)[number];
  readonly createdAt: string;
}
