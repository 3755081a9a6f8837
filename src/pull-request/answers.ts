import { answerKey, type Need } from "./need.ts";
import type { Facts } from "./snapshot.ts";

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
