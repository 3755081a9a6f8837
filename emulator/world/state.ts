import type { Clock } from "../clock.ts";
import type { ObjectStore } from "../git/object-store.ts";
import type { CheckRun, CheckSuite, CommitStatus, WorkflowRun } from "./check-state.ts";
import type { Account, App, Installation, Membership, Team } from "./people-state.ts";
import type { BranchProtection, MergeGroup, Ruleset } from "./protection-state.ts";
import type { Comment, PullRequest } from "./pull-request-state.ts";

/** Everything the emulated GitHub knows. Changed only by the functions in this folder. */
export interface State {
  readonly clock: Clock;
  /** `http://127.0.0.1:1234`, without a slash; set once the server listens. */
  origin: string;
  /** Ids are handed out in ascending order over all kinds of things. */
  nextId: number;
  readonly accounts: Map<number, Account>;
  readonly teams: Map<number, Team>;
  readonly memberships: Membership[];
  readonly apps: Map<number, App>;
  /** Apps that somebody agreed to register, by the code that their server exchanges, once. */
  readonly registrations: Map<string, Registration>;
  readonly installations: Map<number, Installation>;
  readonly repositories: Map<number, Repository>;
  /** Hears of everything that happens, in order. */
  emit: (event: WorldEvent) => void;
}

/** What a person agreed to register as an App. */
export interface Registration {
  readonly name: string;
  readonly ownerId: number;
  /** Where the App's webhooks go. */
  readonly webhookUrl: string;
}

/** Something that GitHub would tell Apps about. */
export interface WorldEvent {
  /** `pull_request`, `check_run`, … */
  readonly name: string;
  readonly action: string | null;
  readonly repository: Repository | null;
  readonly organization: Account | null;
  readonly sender: Account;
  /** Only this App hears of it; `null` means all that may. */
  readonly onlyAppId: number | null;
  /** The payload without `action`, `repository`, `organization`, `sender` and `installation`. */
  readonly payload: Readonly<Record<string, unknown>>;
}

/** How much someone may do, weakest first. */
export const roles = ["none", "read", "triage", "write", "maintain", "admin"] as const;

/** One of the built-in roles. */
export type Role = (typeof roles)[number];

/** What someone was granted; a custom role has a name of its own on top of a built-in one. */
export interface Grant {
  readonly role: Role;
  readonly customName: string | null;
}

/** A repository with all that belongs to it. */
export interface Repository {
  readonly id: number;
  name: string;
  /** `owner/name` it once had, in lower case; requests for them are redirected. */
  readonly formerNames: Set<string>;
  ownerId: number;
  isPrivate: boolean;
  isArchived: boolean;
  isDeleted: boolean;
  readonly forkOf: number | null;
  readonly createdAt: string;
  pushedAt: string;
  defaultBranch: string;
  readonly store: ObjectStore;
  /** Full names: `refs/heads/main`. */
  readonly refs: Map<string, string>;
  readonly collaborators: Map<number, Grant>;
  readonly teamGrants: Map<number, Grant>;
  readonly pullRequests: Map<number, PullRequest>;
  nextNumber: number;
  readonly comments: Map<number, Comment>;
  readonly checkRuns: Map<number, CheckRun>;
  readonly checkSuites: Map<number, CheckSuite>;
  readonly statuses: CommitStatus[];
  readonly workflowRuns: Map<number, WorkflowRun>;
  readonly protections: Map<string, BranchProtection>;
  readonly rulesets: Map<number, Ruleset>;
  readonly mergeQueue: MergeGroup[];
  /** Answers to recursive tree requests stop after so many entries. */
  maxTreeEntries: number;
  /** GitHub has not got round to trying whether pull requests can be merged. */
  holdsTestMerges: boolean;
  /** By its settings; rulesets may forbid it for a branch. */
  allowsRebaseMerges: boolean;
}

/** An empty world. */
export function createState(clock: Clock): State {
  return {
    clock,
    origin: "http://127.0.0.1",
    nextId: 1_001,
    accounts: new Map(),
    teams: new Map(),
    memberships: [],
    apps: new Map(),
    registrations: new Map(),
    installations: new Map(),
    repositories: new Map(),
    emit: () => undefined,
  };
}

/** A number nothing else has. */
export function takeId(state: State): number {
  return state.nextId++;
}
