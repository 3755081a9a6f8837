import type { Facts } from "./snapshot.ts";

/**
 * One question to GitHub. The core says what it must know next; the answers are collected in
 * `Facts` under the key that each comment names. Needs of one round are read in parallel.
 */
export type Need =
  /** → `repository` */
  | { readonly type: "repository" }
  /** → `pulls[number]` */
  | { readonly type: "pull"; readonly number: number }
  /** → `pullsOfHead[headSha]` */
  | { readonly type: "pulls-of-head"; readonly headSha: string }
  /** → `comparisons["base...head"]` */
  | { readonly type: "comparison"; readonly base: string; readonly head: string }
  /** → `baseChanges["base...head"]` */
  | { readonly type: "base-changes"; readonly base: string; readonly head: string }
  /** → `testMerges[number]`; of these two commits, or none */
  | {
      readonly type: "test-merge";
      readonly number: number;
      readonly baseSha: string;
      readonly headSha: string;
    }
  /**
   * → `trees[commitSha]`: all entries whose path, folded, lies in one of the folders or equals one of them; `""` is
   * the root
   */
  | { readonly type: "tree"; readonly commitSha: string; readonly folders: readonly string[] }
  /**
   * → `namedEntries[commitSha]`: all entries with a path segment that, folded, is one of the names or ends as one
   * that begins with `*`, wherever they are
   */
  | { readonly type: "named-entries"; readonly commitSha: string; readonly names: readonly string[] }
  /** → `blobs[blobId]` */
  | { readonly type: "blob"; readonly blobId: string }
  /** → `files["ref:path"]`; also fills `blobs` */
  | { readonly type: "file"; readonly ref: string; readonly path: string }
  /**
   * → `checkRuns[headSha]`; at a first look only where GitHub lists it at once. Looked for again, it also answers
   * `checkRuns["headSha again"]`
   */
  | { readonly type: "check-run"; readonly headSha: string; readonly look?: "first" | "again" }
  /** → `checkRunsById[id]` */
  | { readonly type: "check-run-by-id"; readonly id: number }
  /** → `comments[number]` */
  | { readonly type: "comments"; readonly number: number }
  /** → `reviews[number]`; for an answer alone, nothing where GitHub refuses */
  | { readonly type: "reviews"; readonly number: number; readonly isForAnswer?: boolean }
  /** → `lineComments[id]`; nothing where GitHub refuses */
  | { readonly type: "line-comment"; readonly id: number }
  /** → `edits[nodeId]`, all of one round in one batched query */
  | { readonly type: "edit"; readonly nodeId: string }
  /** → `standings[login]` */
  | { readonly type: "standing"; readonly login: string }
  /** → `accounts[id]` */
  | { readonly type: "account"; readonly id: number }
  /** → `memberships["org/team:login"]` */
  | { readonly type: "membership"; readonly team: string; readonly login: string }
  /** → `rosters["team:org/slug"]` or `rosters["permission:maintain"]` */
  | { readonly type: "roster"; readonly of: string }
  /** → `enforcement[branch]` */
  | { readonly type: "enforcement"; readonly branch: string }
  /** → `forcePushes[number]` */
  | { readonly type: "force-pushes"; readonly number: number }
  /** → `pathHistories["ref:path"]`; a commit, and the path of a file or a folder */
  | { readonly type: "path-history"; readonly ref: string; readonly path: string }
  /** → `mergedPulls[commitSha]` */
  | { readonly type: "merged-pulls"; readonly commitSha: string }
  /** → `workflowRuns[headSha]`; where they are only shown, a failure is an answer */
  | {
      readonly type: "workflow-runs";
      readonly headSha: string;
      readonly path: string;
      readonly isForShow?: boolean;
    };

/** The key under which an answer is kept, without its group. */
export function answerKey(need: Need): string {
  if (need.type === "repository") return need.type;
  if ("number" in need) return String(need.number);
  switch (need.type) {
    case "pulls-of-head":
    case "workflow-runs":
      return need.headSha;
    case "check-run":
      return need.look === "again" ? `${need.headSha} again` : need.headSha;
    case "comparison":
    case "base-changes":
      return `${need.base}...${need.head}`;
    case "tree":
    case "named-entries":
    case "merged-pulls":
      return need.commitSha;
    case "blob":
      return need.blobId;
    case "file":
    case "path-history":
      return `${need.ref}:${need.path}`;
    case "edit":
      return need.nodeId;
    case "standing":
      return need.login.toLowerCase();
    case "check-run-by-id":
    case "line-comment":
    case "account":
      return String(need.id);
    case "membership":
      return `${need.team}:${need.login}`.toLowerCase();
    case "roster":
      return need.of;
    case "enforcement":
      return need.branch;
  }
}

/** The group of `Facts` in which the answers to each kind of need are kept. */
const groups = {
  pull: "pulls",
  "pulls-of-head": "pullsOfHead",
  comparison: "comparisons",
  "base-changes": "baseChanges",
  "test-merge": "testMerges",
  tree: "trees",
  "named-entries": "namedEntries",
  blob: "blobs",
  file: "files",
  "check-run": "checkRuns",
  "check-run-by-id": "checkRunsById",
  comments: "comments",
  reviews: "reviews",
  "line-comment": "lineComments",
  edit: "edits",
  standing: "standings",
  account: "accounts",
  membership: "memberships",
  roster: "rosters",
  enforcement: "enforcement",
  "force-pushes": "forcePushes",
  "path-history": "pathHistories",
  "merged-pulls": "mergedPulls",
  "workflow-runs": "workflowRuns",
} as const;

/** Nothing was asked yet. */
export const noFacts: Facts = {
  repository: null,
  pulls: {},
  pullsOfHead: {},
  comparisons: {},
  baseChanges: {},
  testMerges: {},
  trees: {},
  namedEntries: {},
  blobs: {},
  files: {},
  checkRuns: {},
  checkRunsById: {},
  comments: {},
  reviews: {},
  lineComments: {},
  edits: {},
  standings: {},
  accounts: {},
  memberships: {},
  rosters: {},
  enforcement: {},
  forcePushes: {},
  pathHistories: {},
  mergedPulls: {},
  workflowRuns: {},
};

/** Is the answer among the facts? `null` is an answer: looked, and it is not there. */
export function isAnswered(facts: Facts, need: Need): boolean {
  if (need.type === "repository") return facts.repository !== null;
  return Object.hasOwn(facts[groups[need.type]], answerKey(need));
}

/** The needs that were not answered yet, each once. */
export function unanswered(facts: Facts, needs: readonly Need[]): readonly Need[] {
  const open = new Map<string, Need>();
  for (const need of needs) {
    if (!isAnswered(facts, need)) open.set(`${need.type} ${answerKey(need)}`, need);
  }
  return [...open.values()];
}
