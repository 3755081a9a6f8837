import type { Config } from "../config/config.ts";
import type { Press } from "../pull-request/key.ts";
import type { Account } from "../pull-request/account.ts";
import type { Commit } from "../pull-request/content.ts";
import type { Comment, Facts, PullRequest, Repository, Review } from "../pull-request/snapshot.ts";
import type { Subject } from "./approval.ts";
import type { GatedFile } from "./digest.ts";
import type { CodeOwners } from "./people/codeowners.ts";
import type { Ledger, LedgerEntry } from "./record/ledger.ts";

/** A text that needs approval in a pull request. */
export interface SubjectFacts {
  readonly subject: Subject;
  /** Short id, as people type it. */
  readonly id: string;
  /** Whose owners count: the plan's path, or that of a changed file of the settings. */
  readonly codeownersPath: string;
  /** The other changed files of the settings: somebody must be among the owners of each. */
  readonly furtherPaths?: readonly string[] | undefined;
  readonly digest: string;
  readonly files: readonly GatedFile[];
  /** Rules whose failing keeps the text from being ready; waivers not applied. */
  readonly failingRuleIds: readonly string[];
  /** Rules that may be waived: all that fail. */
  readonly waivableRuleIds: readonly string[];
  /** A text that must be approved before this one: the specification that a plan answers. `null` for none. */
  readonly follows: Subject | null;
  /** Only the record knows it: the pull request does not change it at this head. */
  readonly isAbsent?: true;
}

/** A text in which a command does not count, wherever it stands in it. */
export interface Misplaced {
  readonly id: number;
  readonly author: Account | null;
  readonly body: string;
  readonly place: "review" | "line-comment";
}

/** All that is known about one pull request when its approval is decided. */
export interface ApprovalFacts {
  readonly app: { readonly id: number; readonly slug: string };
  readonly repository: Repository;
  readonly pullRequest: PullRequest;
  /** ISO 8601, UTC. The only clock there is. */
  readonly readAt: string;
  /** Of the default branch: all who may decide, and the most that any of `policies` asks for. */
  readonly config: Config["approval"];
  /** What each by itself must be met: of the base, and of the default branch where that has another. Never empty. */
  readonly policies: readonly Config["approval"][];
  /** The default branch has no config yet: an admin may approve the first one, even as its author. */
  readonly isFirstConfig: boolean;
  /** What CODEOWNERS of the default branch says of the subjects' paths; `null` where there is none to read. */
  readonly codeowners: CodeOwners | null;
  /** Commits of the pull request that touch gated text; `null` when there are too many to tell. */
  readonly touchingCommits: readonly Commit[] | null;
  /** All commits of the pull request, for who wrote its code; `null` when there are too many to tell. */
  readonly allCommits: readonly Commit[] | null;
  readonly subjects: readonly SubjectFacts[];
  /** Texts on which something is recorded and which are not changed at this head: they may come back. */
  readonly absent: readonly SubjectFacts[];
  /** Specifications have a gate of their own here. */
  readonly hasSpecGate: boolean;
  /** Features are gated that cannot be approved as they are, and so are no subjects. */
  readonly hasUnapprovable: boolean;
  readonly comments: readonly Comment[];
  /** Empty unless reviews are a method. */
  readonly reviews: readonly Review[];
  /** Texts that the event named, in places where no command counts. */
  readonly misplaced: readonly Misplaced[];
  readonly presses: readonly Press[];
  /** Commits with the very gated text that is here now, the head among them. */
  readonly sameTextShas: readonly string[];
  /** The record so far, with the times of showing filled in. */
  readonly entry: LedgerEntry;
  /** What other pull requests with the same head need of its record, as short as it can be written. */
  readonly others: Ledger["pullRequests"];
  /** A part of the record cannot be read: what people gave does not count, what they objected to does. */
  readonly isRecordLost: boolean;
  readonly facts: Pick<
    Facts,
    "edits" | "standings" | "memberships" | "accounts" | "rosters" | "checkRunsById"
  >;
}

/** A fact that was read; `undefined` for one that was not. Keys may be anything, `constructor` included. */
export function factOf<Value>(
  facts: Readonly<Partial<Record<string, Value>>>,
  key: string,
): Value | undefined {
  return Object.hasOwn(facts, key) ? facts[key] : undefined;
}
