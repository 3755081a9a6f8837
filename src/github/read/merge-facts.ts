import type { Tree, TreeEntry } from "../../pull-request/content.ts";
import type { Facts, WorkflowRun } from "../../pull-request/snapshot.ts";

type Keyed<Value> = Readonly<Partial<Record<string, Value>>>;

/**
 * Facts with further answers. A later answer replaces an earlier one, but two answers about one tree (other folders) or
 * about one commit's workflow runs (other files) are joined.
 */
export function mergeFacts(facts: Facts, more: Partial<Facts>): Facts {
  return {
    repository: more.repository ?? facts.repository,
    pulls: { ...facts.pulls, ...more.pulls },
    pullsOfHead: { ...facts.pullsOfHead, ...more.pullsOfHead },
    comparisons: { ...facts.comparisons, ...more.comparisons },
    baseChanges: { ...facts.baseChanges, ...more.baseChanges },
    testMerges: { ...facts.testMerges, ...more.testMerges },
    trees: join(facts.trees, more.trees, joinTrees),
    namedEntries: { ...facts.namedEntries, ...more.namedEntries },
    blobs: { ...facts.blobs, ...more.blobs },
    files: { ...facts.files, ...more.files },
    checkRuns: { ...facts.checkRuns, ...more.checkRuns },
    checkRunsById: { ...facts.checkRunsById, ...more.checkRunsById },
    comments: { ...facts.comments, ...more.comments },
    reviews: { ...facts.reviews, ...more.reviews },
    lineComments: { ...facts.lineComments, ...more.lineComments },
    edits: { ...facts.edits, ...more.edits },
    standings: { ...facts.standings, ...more.standings },
    accounts: { ...facts.accounts, ...more.accounts },
    memberships: { ...facts.memberships, ...more.memberships },
    rosters: { ...facts.rosters, ...more.rosters },
    enforcement: { ...facts.enforcement, ...more.enforcement },
    rebaseMerges: { ...facts.rebaseMerges, ...more.rebaseMerges },
    forcePushes: { ...facts.forcePushes, ...more.forcePushes },
    pathHistories: { ...facts.pathHistories, ...more.pathHistories },
    mergedPulls: { ...facts.mergedPulls, ...more.mergedPulls },
    workflowRuns: join(facts.workflowRuns, more.workflowRuns, joinRuns),
  };
}

function join<Value>(
  before: Keyed<Value>,
  more: Keyed<Value> = {},
  both: (one: Value, other: Value) => Value,
): Keyed<Value> {
  const joined: Partial<Record<string, Value>> = { ...before };
  for (const [key, value] of Object.entries(more)) {
    const was = Object.hasOwn(before, key) ? before[key] : undefined;
    if (value !== undefined) joined[key] = was === undefined ? value : both(was, value);
  }
  return joined;
}

function joinTrees(one: Tree, other: Tree): Tree {
  const entries = new Map<string, TreeEntry>([...one, ...other].map((entry) => [entry.path, entry]));
  return [...entries.values()].sort((left, right) => (left.path < right.path ? -1 : 1));
}

function joinRuns(one: readonly WorkflowRun[], other: readonly WorkflowRun[]): readonly WorkflowRun[] {
  const runs = new Map([...one, ...other].map((run) => [run.id, run]));
  return [...runs.values()].sort((left, right) => right.id - left.id);
}
