/** How far a check run is. */
export const checkStatuses = [
  "queued",
  "in_progress",
  "completed",
  "waiting",
  "requested",
  "pending",
] as const;

/** How a check run ended. */
export const checkConclusions = [
  "success",
  "failure",
  "neutral",
  "cancelled",
  "skipped",
  "timed_out",
  "action_required",
] as const;

/** One of {@link checkStatuses}. */
export type CheckStatus = (typeof checkStatuses)[number];

/** One of {@link checkConclusions}. */
export type CheckConclusion = (typeof checkConclusions)[number];

/** A button on a check run. */
export interface CheckAction {
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}

/** A note on lines of a file. */
export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column: number | null;
  readonly end_column: number | null;
  readonly annotation_level: "notice" | "warning" | "failure";
  readonly message: string;
  readonly title: string | null;
  readonly raw_details: string | null;
}

/** The words of a check run. */
export interface CheckOutput {
  readonly title: string | null;
  readonly summary: string | null;
  readonly text: string | null;
}

/** A check run: belongs to a commit, and to the App that made it. */
export interface CheckRun {
  readonly id: number;
  readonly appId: number;
  readonly suiteId: number;
  name: string;
  readonly headSha: string;
  externalId: string | null;
  detailsUrl: string | null;
  status: CheckStatus;
  conclusion: CheckConclusion | null;
  startedAt: string;
  completedAt: string | null;
  output: CheckOutput;
  annotations: Annotation[];
  actions: readonly CheckAction[];
}

/** All check runs of an App on a commit. */
export interface CheckSuite {
  readonly id: number;
  readonly appId: number;
  readonly headSha: string;
  readonly headBranch: string | null;
  readonly createdAt: string;
}

/** A commit status, the older kind of check. */
export interface CommitStatus {
  readonly id: number;
  readonly sha: string;
  readonly context: string;
  readonly state: "error" | "failure" | "pending" | "success";
  readonly description: string | null;
  readonly creatorId: number;
  readonly createdAt: string;
}

/** A run of a workflow in GitHub Actions. */
export interface WorkflowRun {
  readonly id: number;
  readonly workflowId: number;
  readonly name: string;
  /** `.github/workflows/ci.yml`. */
  readonly path: string;
  readonly headSha: string;
  readonly headBranch: string;
  /** `pull_request`, `push`, … */
  readonly event: string;
  readonly runNumber: number;
  readonly actorId: number;
  status: "queued" | "in_progress" | "completed";
  conclusion: CheckConclusion | null;
  readonly createdAt: string;
  updatedAt: string;
}
