import { createHash } from "node:crypto";
import type { Word } from "../../src/approval/approval.ts";
import { digestOf } from "../../src/approval/digest.ts";
import { formatLedger, type LedgerEntry } from "../../src/approval/record/ledger.ts";
import { askNext } from "../../src/gate/ask-next.ts";
import { decide } from "../../src/gate/decide.ts";
import type { Decision, PullRequestDecision } from "../../src/gate/decision.ts";
import { answerKey, type Need, noFacts } from "../../src/pull-request/need.ts";
import { createJudge } from "../../src/worker/core-answers.ts";
import { groups, watched } from "./unread.ts";
import type { EvaluationKey, Hints } from "../../src/pull-request/key.ts";
import type {
  BaseChanges,
  Blob,
  ChangedFile,
  Commit,
  CommitIdentity,
  Comparison,
  Tree,
} from "../../src/pull-request/content.ts";
import type { Account } from "../../src/pull-request/account.ts";
import type {
  Comment,
  Facts,
  ForcePushes,
  OwnCheckRun,
  PullRequest,
  PullRequestSnapshot,
  Repository,
  Review,
  Standing,
} from "../../src/pull-request/snapshot.ts";

/** Paths and their texts; a value `symlink:x` or `submodule:x` gives the entry that mode. */
export type Files = Readonly<Record<string, string>>;

/** A small world that answers every need from what is declared here. */
export interface World {
  /** At the merge base; also at the tip of the base unless `base` says otherwise. */
  readonly mergeBase: Files;
  readonly base?: Files;
  readonly head: Files;
  readonly pull?: Partial<PullRequest>;
  readonly others?: readonly PullRequest[];
  readonly config?: string | null;
  readonly hints?: Hints;
  readonly key?: EvaluationKey;
  readonly comments?: readonly Comment[];
  readonly reviews?: readonly Review[];
  readonly standings?: Readonly<Record<string, Standing | null>>;
  /** The record on the head's own check run. */
  readonly entry?: LedgerEntry;
  readonly conclusion?: string;
  readonly commits?: readonly Commit[];
  /** Answers that differ from the rest, by `type key`. */
  readonly answers?: Readonly<Record<string, unknown>>;
}

export const shas = { head: "a".repeat(40), base: "b".repeat(40), mergeBase: "c".repeat(40) } as const;

export const repository: Repository = {
  id: 7,
  owner: "acme",
  name: "shop",
  ownerType: "Organization",
  defaultBranch: "main",
  htmlUrl: "https://github.com/acme/shop",
};

export const author: Account = { id: 1, login: "mona", type: "User" };
export const architect: Account = { id: 2, login: "alice", type: "User" };

export const pullRequest: PullRequest = {
  number: 5,
  nodeId: "PR_5",
  title: "A plan",
  state: "open",
  isMerged: false,
  isDraft: false,
  author,
  headSha: shas.head,
  headRef: "feature",
  headRepositoryId: 7,
  baseRef: "main",
  htmlUrl: "https://github.com/acme/shop/pull/5",
  repository,
  requestedReviewers: [],
  requestedTeams: [],
  featureTrailers: [],
};

export const key: EvaluationKey = {
  type: "pull-request",
  installationId: 1,
  owner: "acme",
  repo: "shop",
  number: 5,
};

/** The same few plans are judged over and over here. */
const judgeOnce = createJudge();

const app = { id: 99, slug: "plan-gate" };

export function idOf(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}

export function treeOf(files: Files): Tree {
  return Object.entries(files)
    .map(([path, text]) => ({ path, mode: modeOf(text), blobId: idOf(text) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function modeOf(text: string): string {
  if (text.startsWith("symlink:")) return "120000";
  return text.startsWith("submodule:") ? "160000" : "100644";
}

function changes(from: Files, to: Files): readonly ChangedFile[] {
  const paths = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort();
  return paths.flatMap((path): readonly ChangedFile[] => {
    const [before, after] = [from[path], to[path]];
    if (before === after) return [];
    const status = before === undefined ? "added" : after === undefined ? "removed" : "modified";
    return [{ path, previousPath: null, status, blobId: idOf(after ?? before ?? "") }];
  });
}

export function identity(account: Account | null): CommitIdentity {
  return { account, name: account?.login ?? "unknown", email: `${account?.login ?? "unknown"}@example.com` };
}

export function commit(sha: string, parentShas: readonly string[], by: Account | null = author): Commit {
  return {
    sha,
    subject: "A commit",
    parentShas,
    author: identity(by),
    committer: identity(by),
    coAuthors: [],
    featureTrailers: [],
  };
}

export function standing(account: Account, level: keyof Standing["permissions"] | "none"): Standing {
  const levels = ["read", "triage", "write", "maintain", "admin"] as const;
  const at = level === "none" ? -1 : levels.indexOf(level);
  return {
    account,
    isSuspended: false,
    permissions: {
      read: at >= 0,
      triage: at >= 1,
      write: at >= 2,
      maintain: at >= 3,
      admin: at >= 4,
    },
  };
}

export function comment(id: number, by: Account, body: string, second = 30): Comment {
  const at = `2026-03-01T10:00:${String(second).padStart(2, "0")}Z`;
  return {
    id,
    nodeId: `IC_${id}`,
    author: by,
    body,
    createdAt: at,
    updatedAt: at,
    viaApp: null,
    htmlUrl: `https://github.com/acme/shop/pull/5#issuecomment-${id}`,
  };
}

export function checkRun(headSha: string, text: string | null, conclusion = "action_required"): OwnCheckRun {
  return {
    id: 11,
    headSha,
    status: "completed",
    conclusion,
    startedAt: "2026-03-01T10:00:00Z",
    completedAt: "2026-03-01T10:00:00Z",
    title: "t",
    summary: "s",
    text,
    annotationsCount: 0,
    externalId: null,
    olderUnfinished: [],
  };
}

export function ledgerText(entries: Readonly<Record<string, LedgerEntry>>): string {
  return formatLedger({ version: 1, repositoryId: repository.id, pullRequests: entries }) ?? "";
}

/** Heads that force-pushes replaced, newest first: each by the next one, the last by the head. */
export function forcePushed(...before: readonly string[]): ForcePushes {
  const pushes = before.map((beforeSha, index) => ({
    id: `push-of-${beforeSha.slice(0, 8)}`,
    beforeSha,
    afterSha: before[index - 1] ?? shas.head,
  }));
  return { pushes, isWhole: true };
}

/** Digest of the files below a folder, all of which must be gated text. */
export function digestIn(files: Files, folder: string): string {
  const inside = Object.entries(files)
    .filter(([path]) => path.startsWith(`${folder}/`) && !/\/(?:spec|tasks)\.md$/.test(path))
    .map(([path, text]) => ({ path: path.slice(folder.length + 1), mode: modeOf(text), blobId: idOf(text) }));
  return digestOf(inside);
}

export function approveWord(subject: string, digest: string, by: Account = architect): Word {
  return {
    type: "approve",
    subject,
    digest,
    personId: by.id,
    login: by.login,
    method: "button",
    sourceId: `press-${by.login}-${digest.slice(0, 6)}`,
    nodeId: null,
    url: "https://github.com/acme/shop/pull/5/checks",
    at: "2026-03-01T10:00:20Z",
    ruleId: null,
    reason: null,
    files: [],
  };
}

function blobOf(world: World, blobId: string): Blob {
  const texts = [world.mergeBase, world.base ?? {}, world.head].flatMap((files) => Object.values(files));
  const text = texts.find((candidate) => idOf(candidate) === blobId) ?? "";
  return { state: "text", text, bytes: Buffer.byteLength(text) };
}

function treeAt(world: World, sha: string): Tree {
  if (sha === shas.head) return treeOf(world.head);
  return treeOf(sha === shas.base ? (world.base ?? world.mergeBase) : world.mergeBase);
}

function isBelow(path: string, folders: readonly string[]): boolean {
  const lower = path.toLowerCase();
  return folders
    .map((folder) => folder.toLowerCase())
    .some((folder) => folder === "" || lower === folder || lower.startsWith(`${folder}/`));
}

function hasName(path: string, names: readonly string[]): boolean {
  return path.split("/").some((segment) => names.includes(segment.toLowerCase()));
}

function comparisonOf(world: World): Comparison {
  const commits = world.commits ?? [commit(shas.head, [shas.mergeBase])];
  return {
    baseSha: world.base === undefined ? shas.mergeBase : shas.base,
    mergeBaseSha: shas.mergeBase,
    files: changes(world.mergeBase, world.head),
    commits,
    totalCommits: commits.length,
  };
}

function baseChangesOf(world: World): BaseChanges {
  return {
    tipSha: world.base === undefined ? shas.mergeBase : shas.base,
    mergeBaseSha: shas.mergeBase,
    files: changes(world.mergeBase, world.base ?? world.mergeBase),
  };
}

function fileAt(world: World, need: Extract<Need, { readonly type: "file" }>): unknown {
  const text =
    need.path === ".github/plan-gate.yml" ? (world.config ?? null) : (treeText(world, need) ?? null);
  if (text === null) return null;
  return { path: need.path, blobId: idOf(text), blob: { state: "text", text, bytes: text.length } };
}

function treeText(
  world: World,
  { ref, path }: { readonly ref: string; readonly path: string },
): string | undefined {
  return ref === shas.head ? world.head[path] : (world.base ?? world.mergeBase)[path];
}

function ownRun(world: World, headSha: string): OwnCheckRun | null {
  if (world.entry === undefined || headSha !== shas.head) return null;
  return checkRun(headSha, ledgerText({ "5": world.entry }), world.conclusion);
}

function answer(world: World, need: Need): unknown {
  const special = `${need.type} ${answerKey(need)}`;
  if (world.answers && Object.hasOwn(world.answers, special)) return world.answers[special];
  const pull = { ...pullRequest, ...world.pull };
  switch (need.type) {
    case "repository":
      return repository;
    case "pull":
      return [pull, ...(world.others ?? [])].find(({ number }) => number === need.number) ?? null;
    case "pulls-of-head":
      return [pull, ...(world.others ?? [])].filter(({ headSha }) => headSha === need.headSha);
    case "comparison":
      return comparisonOf(world);
    case "base-changes":
      return baseChangesOf(world);
    case "test-merge":
      return { state: "unknown" };
    case "tree":
      return treeAt(world, need.commitSha).filter(({ path }) => isBelow(path, need.folders));
    case "named-entries":
      return treeAt(world, need.commitSha).filter(({ path }) => hasName(path, need.names));
    case "blob":
      return blobOf(world, need.blobId);
    case "file":
      return fileAt(world, need);
    case "check-run":
      return ownRun(world, need.headSha);
    case "check-run-by-id":
    case "account":
      return null;
    case "comments":
      return { state: "complete", items: world.comments ?? [] };
    case "reviews":
      return { state: "complete", items: world.reviews ?? [] };
    case "line-comment":
      return null;
    case "edit":
      return { lastEditedAt: null, isShown: true };
    case "standing":
      return world.standings?.[need.login] ?? null;
    case "membership":
      return false;
    case "roster":
      return ["alice", "mona", ...Object.keys(world.standings ?? {})];
    case "enforcement":
      return { state: "required-and-bound" };
    case "force-pushes":
      return { pushes: [], isWhole: true };
    case "path-history":
    case "merged-pulls":
      return [];
    case "workflow-runs":
      return { state: "read", runs: [] };
  }
}

function merge(facts: Facts, need: Need, value: unknown): Facts {
  const group = groups[need.type];
  if (group === "repository") return { ...facts, repository };
  const again = need.type === "check-run" ? { [need.headSha]: value } : {};
  return { ...facts, [group]: { ...facts[group], ...again, [answerKey(need)]: value } };
}

/** What says what must be read next. */
type Ask = (snapshot: PullRequestSnapshot) => readonly Need[];

/** A world that was read, and what was asked, round by round. */
interface ReadWorld {
  readonly snapshot: PullRequestSnapshot;
  readonly rounds: readonly (readonly Need[])[];
}

/**
 * Asks until the core has all it needs. Every world that is read proves that asking is enough: whatever deciding looks up
 * besides, the verdicts are what they would be with that as well.
 */
export function read(world: World): ReadWorld {
  const found = readAsking(world, (snapshot) => askNext(snapshot, judgeOnce));
  const missing = missingIn(world, found.snapshot);
  if (missing !== null) throw new Error(missing);
  return found;
}

/** The same, whoever asks, and whether or not that is enough. */
export function readAsking(world: World, ask: Ask): ReadWorld {
  let snapshot: PullRequestSnapshot = {
    key: world.key ?? key,
    hints: world.hints ?? {},
    readAt: "2026-03-01T10:01:00Z",
    app,
    facts: noFacts,
  };
  const rounds: (readonly Need[])[] = [];
  for (let needs = ask(snapshot); needs.length > 0; needs = ask(snapshot)) {
    rounds.push(needs);
    if (rounds.length > 12) throw new Error(`asks for ever: ${JSON.stringify(needs)}`);
    snapshot = answered(world, snapshot, needs);
  }
  return { snapshot, rounds };
}

function answered(world: World, snapshot: PullRequestSnapshot, needs: readonly Need[]): PullRequestSnapshot {
  const facts = needs.reduce((known, need) => merge(known, need, answer(world, need)), snapshot.facts);
  return { ...snapshot, facts };
}

/** What was not asked for though a verdict rests on it, in words; `null` where there is nothing of the kind. */
export function missingIn(world: World, snapshot: PullRequestSnapshot): string | null {
  const missed = new Set<string>();
  let whole = snapshot;
  for (;;) {
    const unread: Need[] = [];
    decide({ ...whole, facts: watched(whole.facts, (need) => unread.push(need)) }, judgeOnce);
    if (unread.length === 0) break;
    for (const need of unread) missed.add(`${need.type} ${answerKey(need)}`);
    whole = answered(world, whole, unread);
  }
  const [before, after] = [snapshot, whole].map((facts) => verdictsOf(decide(facts, judgeOnce)));
  if (before === after) return null;
  return `asked for too little: ${String(before)}, but ${String(after)} with ${[...missed].join(", ")}`;
}

function verdictsOf(decision: Decision | null): string {
  const parts = decision?.pullRequests.map(
    ({ number, verdict, features }) =>
      `#${number} ${verdict} ${features.map((one) => one.verdict).join(" ")}`,
  );
  return [decision?.verdict ?? "nothing", ...(parts ?? [])].join("; ");
}

/** Reads the world and decides. */
export function judge(world: World): Decision {
  const decision = decide(read(world).snapshot, judgeOnce);
  if (decision === null) throw new Error("nothing to decide");
  return decision;
}

/** The decision on the key's pull request. */
export function judgeFirst(world: World): PullRequestDecision {
  const [first] = judge(world).pullRequests;
  if (first === undefined) throw new Error("no pull request decided");
  return first;
}
