import type { ApprovalState, CommandOutcome } from "../approval/commands/outcome.ts";
import type { Method, Word } from "../approval/approval.ts";
import type { GatedFile } from "../approval/digest.ts";
import type { BaseWatch } from "./carried-edits.ts";
import type { Ledger } from "../approval/record/ledger.ts";
import type { ConfigProblem } from "../config/config-problem.ts";
import type { Feature, Phase } from "../feature/feature.ts";
import type { ReviewerSection } from "../plan/check-plan.ts";
import type { Finding } from "../plan/finding.ts";
import type { CommandAbout } from "../slash-commands/command.ts";
import type { Enforcement, OwnCheckRun, PullRequest, WorkflowRun } from "../pull-request/snapshot.ts";

/** As GitHub names the conclusions of a check run; worst last. */
export type Verdict = "success" | "action_required" | "failure";

/** What is decided about one head: everything we will say, and nothing GitHub did not tell. */
export interface Decision {
  readonly headSha: string;
  /** The worst over all open pull requests with this head. */
  readonly verdict: Verdict;
  /** Verdict first, one line of plain text. */
  readonly title: string;
  /** Why, most important first. Never empty. */
  readonly reasons: readonly string[];
  /** The key's pull request first, then by number; empty for a merge group. */
  readonly pullRequests: readonly PullRequestDecision[];
  /** What to keep in the check run. */
  readonly ledger: Ledger;
  /** Closed without a merge being ours to judge: nothing is written to the check run. */
  readonly isClosed: boolean;
  /** Which pushes to the base may yet change the verdict, besides those that touch gated text. */
  readonly baseWatch: BaseWatch;
}

/** A green check on an earlier head that is to turn red. */
export interface ShutHead {
  readonly checkRun: OwnCheckRun;
  /** There are too many newer ones to look after it any more; else its approval was taken back since. */
  readonly isOutgrown: boolean;
}

export interface PullRequestDecision {
  readonly shutHeads: readonly ShutHead[];
  readonly number: number;
  readonly htmlUrl: string;
  readonly isDraft: boolean;
  readonly baseRef: string;
  readonly verdict: Verdict;
  readonly title: string;
  /** Why, most important first. Never empty. */
  readonly reasons: readonly string[];
  /** Most urgent first: failing, waiting, passing; then by path. */
  readonly features: readonly FeatureDecision[];
  /** `null` where the pull request leaves the gate's own settings alone. */
  readonly config: ConfigDecision | null;
  /** `null` where the config names no smoke workflow, or nothing gated is changed. */
  readonly smoke: SmokeDecision | null;
  /** `null` where no code is changed that waits for a plan. */
  readonly implementation: ImplementationDecision | null;
  readonly commands: readonly CommandOutcome[];
  readonly enforcement: Enforcement;
  /** Facts the reader must know that change no verdict, one sentence each, already neutral Markdown. */
  readonly warnings: readonly string[];
  /** Logins and `@org/team` of those who may approve, for people to read. */
  readonly designated: readonly string[];
  /** Ways to approve that the config allows. */
  readonly methods: readonly Method[];
  /** Post and keep the sticky comment? */
  readonly comment: boolean;
  /** Whom to ask for a review now; empty when nobody is to be asked. */
  readonly requestReviewers: { readonly users: readonly string[]; readonly teams: readonly string[] };
  /** Written now; `null` where none is due. */
  readonly reminder: Reminder | null;
  /** Merged: the sticky comment keeps the final record. */
  readonly isMerged: boolean;
  /** What people said and still stands in the record, in the order of deciding. */
  readonly record: readonly Word[];
}

/** A plan has waited for long. */
export interface Reminder {
  /** When the check first showed the text: ISO 8601, UTC. */
  readonly since: string;
  /** When it is written. */
  readonly at: string;
}

/** A feature, or its specification where that has a gate of its own. */
export interface FeatureDecision {
  readonly feature: Feature;
  readonly part: CommandAbout;
  readonly phase: Phase;
  readonly verdict: Verdict;
  /** Without the feature's id: `waiting for approval by @acme/architects`. */
  readonly title: string;
  readonly outcome: FeatureOutcome;
}

/** One line of the table of outcomes. */
export type FeatureOutcome =
  | { readonly type: "changed"; readonly judged: JudgedPlan }
  | { readonly type: "unchanged"; readonly base: string }
  | { readonly type: "spec-only" }
  | { readonly type: "spec-changed"; readonly judged: JudgedPlan }
  | { readonly type: "spec-removed"; readonly subject: SubjectDecision }
  | { readonly type: "renamed"; readonly from: string }
  | { readonly type: "feature-removed"; readonly subject: SubjectDecision }
  | {
      readonly type: "failed";
      readonly reason: FeatureFailure;
      readonly path: string;
      readonly message: string;
    };

export type FeatureFailure =
  | "changed-on-base-too"
  | "plan-missing"
  | "tasks-without-plan"
  | "plan-removed"
  | "plan-unreadable"
  | "names-collide"
  | "too-large"
  | "spec-changed-on-base-too"
  | "spec-removed"
  | "spec-unreadable";

/** A plan with its rows and its approval; or a specification by itself, and then that is what "plan" says here. */
export interface JudgedPlan {
  readonly planPath: string;
  readonly planBlobId: string;
  /** All rows in the order of the tables, waivers applied. */
  readonly findings: readonly Finding[];
  readonly reviewerSections: readonly ReviewerSection[];
  /** How the text differs from the base's, and from what was approved; neither where neither is there. */
  readonly wordChanges: readonly WordChanges[];
  /** Findings of severity `error` that fail: what keeps the gate shut, unless the text is overridden. */
  readonly failing: readonly Finding[];
  readonly subject: SubjectDecision;
}

/** A text that needs approval. */
export interface SubjectDecision {
  /** Path of the feature, that of its specification, or `config`. */
  readonly subject: string;
  /** What to type after `/approve-plan` or `/approve-spec`: the id where it is unique, else the path. */
  readonly commandName: string;
  /** 64 hex digits. */
  readonly digest: string;
  readonly files: readonly GatedFile[];
  /** True when approval is all that is missing. */
  readonly isReady: boolean;
  readonly approval: ApprovalState;
  readonly waivers: readonly Word[];
  /** What changed since the newest voided approval. */
  readonly changes: TextChanges | null;
  /** Committers of gated text whom GitHub cannot name, shown to the reviewer. */
  readonly unknownCommitters: readonly string[];
}

/** What changed in gated text since an approval. */
export interface TextChanges {
  readonly sinceDigest: string;
  readonly sinceLogin: string;
  /** Unified diff, at most 200 lines. */
  readonly diff: string;
  readonly isCut: boolean;
}

/** A part of a line: as it was, gone, or new. */
export interface Piece {
  readonly type: "same" | "removed" | "added";
  readonly text: string;
}

/** One place where a text differs from an earlier one. */
export interface ChangedPlace {
  /** From the feature's folder. */
  readonly path: string;
  /** Lines now, from 1, inclusive; where lines are only gone, the line they stood before. */
  readonly startLine: number;
  readonly endLine: number;
  /** Each line that changed, old and new in one; empty where words are not compared, and then `note` says why. */
  readonly lines: readonly (readonly Piece[])[];
  readonly note: string | null;
}

/** How a text differs from an earlier one, word by word. */
export interface WordChanges {
  /** Names the earlier text: a branch, or what somebody approved. */
  readonly since:
    | { readonly type: "base"; readonly branch: string }
    | { readonly type: "approval"; readonly login: string; readonly digest: string };
  readonly places: readonly ChangedPlace[];
  /** Places beyond those. */
  readonly more: number;
}

/** The gate guards itself. */
export interface ConfigDecision {
  readonly verdict: Verdict;
  readonly title: string;
  /** Of the new config, at head. */
  readonly problems: readonly ConfigProblem[];
  readonly path: string;
  readonly subject: SubjectDecision;
}

/** The row "Compose smoke". */
export interface SmokeDecision {
  readonly state: "passed" | "failed" | "running" | "missing" | "untrusted" | "unknown" | "waived";
  readonly isRequired: boolean;
  readonly run: WorkflowRun | null;
  /** What it means, and what to do. */
  readonly message: string;
}

/** Code, and the plans it names. */
export interface ImplementationDecision {
  readonly plans: readonly NamedPlan[];
  /** What is missing; does not count where it was waived. */
  readonly problems: readonly PlanProblem[];
  /** Branch on which the plans stand. */
  readonly base: string;
  /** By an account that needs no plan. */
  readonly isExcepted: boolean;
  readonly waiver: Word | null;
  /** By administrators, in this very pull request. */
  readonly overrides: readonly Word[];
}

/** One feature that code names, and where its plan stands. */
export type NamedPlan =
  | { readonly state: "approved"; readonly feature: Feature; readonly approval: MergedApproval }
  /** Changed in this very pull request: what keeps it shut is said of the feature. */
  | { readonly state: "here"; readonly feature: Feature }
  /** On the base without a record, which `legacy: warn` lets be. */
  | { readonly state: "unrecorded"; readonly feature: Feature };

/** Who let a text through, and in which merged pull request; one that was overridden there is not approved. */
export interface MergedApproval {
  /** Never empty. */
  readonly words: readonly [Word, ...Word[]];
  readonly pull: PullRequest;
}

/** Why code may not be merged: one line, and what to do. Neither is neutral. */
export interface PlanProblem {
  readonly title: string;
  readonly message: string;
}

/** One thing that keeps the gate shut. Only `decide.ts` turns the absence of any into success. */
export interface Obstacle {
  /** What it makes of the check: `failure` needs other text, `action_required` needs a person. */
  readonly verdict: "failure" | "action_required";
  /** One line of plain text, such as `F-15: waiting for approval by @acme/architects`. */
  readonly reason: string;
}

/** Worst first: failures, then what waits. */
export function worstFirst(obstacles: readonly (Obstacle | null)[]): readonly Obstacle[] {
  const real = obstacles.filter((obstacle) => obstacle !== null);
  return [
    ...real.filter(({ verdict }) => verdict === "failure"),
    ...real.filter(({ verdict }) => verdict === "action_required"),
  ];
}
