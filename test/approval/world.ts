import { digestOf } from "../../src/approval/digest.ts";
import { decideWords, type WordsDecision } from "../../src/approval/decide-words.ts";
import type { ApprovalFacts, SubjectFacts } from "../../src/approval/facts.ts";
import { emptyEntry, formatLedger, recordShown, type LedgerEntry } from "../../src/approval/record/ledger.ts";
import { ownedPaths } from "../../src/approval/people/designation.ts";
import { readCodeowners } from "../../src/approval/people/codeowners.ts";
import { defaultConfig } from "../../src/config/config.ts";
import type { Commit, CommitIdentity } from "../../src/pull-request/content.ts";
import type { Account } from "../../src/pull-request/account.ts";
import type { Comment, OwnCheckRun, Review, Standing } from "../../src/pull-request/snapshot.ts";

export type Level = "none" | "read" | "triage" | "write" | "maintain" | "admin";

const levels: readonly Level[] = ["none", "read", "triage", "write", "maintain", "admin"];

/** Times of one day: `at(61)` is one minute and one second after ten o'clock. */
export function at(seconds: number): string {
  return new Date(Date.UTC(2026, 10, 22, 10, 0, seconds)).toISOString().replace(".000Z", "Z");
}

export function account(login: string, id = idOf(login), type: Account["type"] = "User"): Account {
  return { id, login, type };
}

/** A stable number for a login. */
export function idOf(login: string): number {
  return Array.from(login.toLowerCase()).reduce(
    (id, letter) => (id * 31 + letter.charCodeAt(0)) % 1_000_003,
    7,
  );
}

export function standing(login: string, level: Level, changes: Partial<Standing> = {}): Standing {
  const has = (needed: Level) => levels.indexOf(level) >= levels.indexOf(needed);
  return {
    account: account(login),
    permissions: {
      read: has("read"),
      triage: has("triage"),
      write: has("write"),
      maintain: has("maintain"),
      admin: has("admin"),
    },
    isSuspended: false,
    ...changes,
  };
}

/** A feature's text: `feature("F-15", "v1")`. */
export function feature(id: string, version = "v1", changes: Partial<SubjectFacts> = {}): SubjectFacts {
  const path = `.specify/specs/${id.toLowerCase()}-x`;
  const files = [
    {
      path: "plan.md",
      mode: "100644",
      blobId: digestOf([{ path: version, mode: "", blobId: id }]).slice(0, 40),
    },
  ];
  const subject = {
    subject: path,
    id,
    codeownersPath: `${path}/plan.md`,
    digest: digestOf(files),
    files,
    failingRuleIds: [],
    waivableRuleIds: [],
    follows: null,
    ...changes,
  };
  return subject;
}

export const config: SubjectFacts = feature("config", "v1", {
  subject: "config",
  codeownersPath: ".github/plan-gate.yml",
});

export const f15 = feature("F-15");

/** The command comes a minute after the text was shown, each comment ten seconds after the one before. */
export function comment(login: string, body: string, changes: Partial<Comment> = {}): Comment {
  const id = changes.id ?? 100;
  const createdAt = changes.createdAt ?? at(60 + (id - 100) * 10);
  return {
    id,
    nodeId: `IC_${id}`,
    author: account(login),
    body,
    createdAt,
    updatedAt: createdAt,
    viaApp: null,
    htmlUrl: `https://github.test/octo/hello/pull/7#issuecomment-${id}`,
    ...changes,
  };
}

export function review(login: string, changes: Partial<Review> = {}): Review {
  const id = changes.id ?? 900;
  return {
    id,
    nodeId: `PRR_${id}`,
    author: account(login),
    body: "/approve-plan",
    state: "APPROVED",
    commitSha: headSha,
    submittedAt: at(60),
    htmlUrl: `https://github.test/octo/hello/pull/7#pullrequestreview-${id}`,
    ...changes,
  };
}

export function commit(author: Partial<CommitIdentity>, changes: Partial<Commit> = {}): Commit {
  const identity = { account: null, name: "Somebody", email: "somebody@example.org", ...author };
  return {
    sha: "c0ffee".padEnd(40, "0"),
    parentShas: [],
    subject: "Write the plan",
    author: identity,
    committer: identity,
    coAuthors: [],
    featureTrailers: [],
    ...changes,
  };
}

export const headSha = "a".repeat(40);

/** The texts were shown at ten o'clock. */
export function shownAt(seconds: number, subjects: readonly SubjectFacts[], entry = emptyEntry): LedgerEntry {
  const recorded = recordShown(entry, subjects, null);
  return { ...recorded, shown: recorded.shown.map((shown) => ({ ...shown, at: shown.at ?? at(seconds) })) };
}

export interface World {
  readonly people: Readonly<Record<string, Level>>;
  readonly standings: readonly Standing[];
  readonly config: Partial<ApprovalFacts["config"]>;
  /** Text of the file. */
  readonly codeowners: string | null;
  readonly edited: readonly number[];
  readonly vanished: readonly number[];
  readonly memberships: Readonly<Record<string, boolean>>;
  readonly rosters: Readonly<Record<string, readonly string[] | null>>;
  readonly accounts: Readonly<Record<string, Account | null>>;
  readonly checkRunsById: Readonly<Record<string, OwnCheckRun | null>>;
}

/** What differs from the usual world. */
export type Given = Partial<Omit<ApprovalFacts, "config" | "facts" | "codeowners">> & Partial<World>;

/** Alice and Bob maintain the repository, Otto opened the pull request and may write, Rita may read. */
export function facts(changes: Given = {}): ApprovalFacts {
  const {
    people,
    standings,
    config: approval,
    edited = [],
    vanished = [],
    codeowners = null,
    ...given
  } = changes;
  const subjects = given.subjects ?? [f15];
  const comments = given.comments ?? [];
  const reviews = given.reviews ?? [];
  const all = { otto: "write", alice: "maintain", bob: "maintain", rita: "read", ...people } as const;
  const known = [
    ...Object.entries<Level>(all).map(([login, level]) => standing(login, level)),
    ...(standings ?? []),
  ];
  const sources = [...comments, ...reviews];
  const repository = {
    id: 1,
    owner: "octo",
    name: "hello",
    ownerType: "Organization",
    defaultBranch: "main",
    htmlUrl: "https://github.test/octo/hello",
  } as const;
  return {
    app: { id: 5, slug: "plan-gate" },
    repository,
    pullRequest: {
      number: 7,
      nodeId: "PR_7",
      title: "A plan",
      state: "open",
      isMerged: false,
      isDraft: false,
      author: account("otto"),
      headSha,
      headRef: "plan",
      headRepositoryId: 1,
      baseRef: "main",
      htmlUrl: "https://github.test/octo/hello/pull/7",
      repository,
      requestedReviewers: [],
      requestedTeams: [],
      featureTrailers: [],
    },
    readAt: at(600),
    isFirstConfig: false,
    allCommits: [],
    touchingCommits: [commit({ account: account("otto") })],
    misplaced: [],
    presses: [],
    sameTextShas: [headSha],
    entry: shownAt(0, subjects),
    others: {},
    isRecordLost: false,
    absent: [],
    hasUnapprovable: false,
    hasSpecGate: false,
    ...given,
    config: { ...defaultConfig.approval, ...approval },
    policies: given.policies ?? [{ ...defaultConfig.approval, ...approval }],
    subjects,
    codeowners: codeowners === null ? null : readCodeowners(codeowners, subjects.flatMap(ownedPaths)),
    comments,
    reviews,
    facts: {
      edits: Object.fromEntries(
        sources.map(({ id, nodeId }) => [
          nodeId,
          { lastEditedAt: edited.includes(id) ? at(500) : null, isShown: !vanished.includes(id) },
        ]),
      ),
      standings: Object.fromEntries(known.map((one) => [one.account.login.toLowerCase(), one])),
      memberships: given.memberships ?? {},
      accounts: given.accounts ?? {},
      rosters: given.rosters ?? { "permission:maintain": ["alice", "bob"] },
      checkRunsById: given.checkRunsById ?? {},
    },
  };
}

/** Decides, and shows what came of one text. */
export function decide(changes: Given, subject = f15.subject) {
  const decision = decideWords(facts(changes));
  return { ...decision, ...stateOf(decision, subject) };
}

/** `approved by alice, bob` · `waiting for 1` · `rejected by alice`. */
export function stateOf(decision: WordsDecision, subject = f15.subject) {
  const approval = decision.bySubject[subject]?.approval;
  const names = (words: readonly { readonly login: string }[]) => words.map(({ login }) => login).join(", ");
  switch (approval?.state) {
    case "approved":
      return { standing: `approved by ${names(approval.approvals)}` };
    case "waiting":
      return { standing: `waiting for ${approval.minimum - approval.approvals.length}` };
    case "overridden":
      return { standing: `overridden by ${names(approval.overrides)}` };
    case "rejected":
      return { standing: `rejected by ${names(approval.rejections)}` };
    case undefined:
      return { standing: "unknown" };
  }
}

/** Why the only command was turned away. */
export function refusalOf(decision: WordsDecision): string | undefined {
  const [outcome] = decision.outcomes;
  return outcome?.state === "refused" ? `${outcome.reason}: ${outcome.message}` : outcome?.state;
}

/** Why words no longer count. */
export function lapsesOf(decision: WordsDecision, subject = f15.subject): readonly string[] {
  const approval = decision.bySubject[subject]?.approval;
  return approval?.state === "waiting" ? approval.lapsed.map(({ why }) => why) : [];
}

/** Our check run with a record in it. */
export function checkRun(
  entry: LedgerEntry,
  changes: Partial<OwnCheckRun> = {},
  repositoryId = 1,
): OwnCheckRun {
  const block = formatLedger({ version: 1, repositoryId, pullRequests: { "7": entry } });
  return {
    id: 70,
    headSha,
    status: "completed",
    conclusion: "action_required",
    startedAt: at(0),
    completedAt: at(0),
    title: "F-15: waiting for approval",
    summary: "",
    text: `For the reviewer\n\n${block ?? ""}`,
    annotationsCount: 0,
    externalId: null,
    olderUnfinished: [],
    ...changes,
  };
}
