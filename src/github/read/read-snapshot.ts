import { answerEdits } from "./answer-conversation.ts";
import { answerNeed, type SingleNeed } from "./answer-need.ts";
import { answerTexts, bytesOf } from "./answer-texts.ts";
import { GitHubError } from "../client/github-error.ts";
import type { ReadContext } from "./read-context.ts";
import { answerKey, type Need, noFacts } from "../../pull-request/need.ts";
import { type EvaluationKey, formatKey, type Hints } from "../../pull-request/key.ts";
import type { Tree, TreeEntry } from "../../pull-request/content.ts";
import type { Facts, PullRequestSnapshot, WorkflowRuns } from "../../pull-request/snapshot.ts";

/** Says what must be read next; where it runs is not our business. */
export type Ask = (snapshot: PullRequestSnapshot) => Promise<readonly Need[]>;

const maxRounds = 12;
/** Before GitHub's first answer. */
const beforeAll = "1970-01-01T00:00:00Z";

/**
 * All facts that `ask` wants, round by round until it wants nothing new. Every question is asked once.
 * Throws a `GitHubError` where one of them cannot be answered.
 */
export async function readSnapshot(
  context: ReadContext,
  subject: { readonly key: EvaluationKey; readonly hints: Hints },
  ask: Ask,
): Promise<PullRequestSnapshot> {
  const asked = new Set<string>();
  let snapshot: PullRequestSnapshot = { ...subject, app: context.app, readAt: beforeAll, facts: noFacts };
  for (let round = 0; round <= maxRounds; round += 1) {
    const needs = takeNew(await ask(snapshot), asked);
    if (needs.length === 0) return dated(context, snapshot);
    const answers = await answerRound(context, needs, snapshot.facts);
    const readAt = context.session.newestAnswerAt() ?? beforeAll;
    snapshot = { ...snapshot, readAt, facts: answers.reduce(mergeFacts, snapshot.facts) };
  }
  throw new GitHubError(`Reading ${formatKey(subject.key)} did not come to an end in ${maxRounds} rounds.`, {
    code: "too-many-rounds",
    hint: "This is a fault of Plan Gate: open an issue there with this message.",
    retryable: false,
  });
}

function takeNew(needs: readonly Need[], asked: Set<string>): readonly Need[] {
  return needs.filter((need) => {
    const name =
      need.type === "tree" ? JSON.stringify(need) : `${need.type} ${answerKey(need)}${pathOf(need)}`;
    const isNew = !asked.has(name);
    asked.add(name);
    return isNew;
  });
}

/** Runs of two workflow files on one commit are two questions. */
function pathOf(need: Need): string {
  return need.type === "workflow-runs" ? ` ${need.path}` : "";
}

async function answerRound(
  context: ReadContext,
  needs: readonly Need[],
  known: Facts,
): Promise<readonly Partial<Facts>[]> {
  const singles = needs.filter(
    (need): need is Exclude<SingleNeed, { readonly type: "blob" }> =>
      need.type !== "edit" && need.type !== "blob",
  );
  const texts = needs.flatMap((need) => (need.type === "blob" ? need.blobId : []));
  const nodeIds = needs.flatMap((need) => (need.type === "edit" ? need.nodeId : []));
  const [edits, blobs, ...answers] = await Promise.all([
    answerEdits(context, nodeIds),
    answerTexts(context, texts, bytesOf(known.blobs)),
    ...singles.map(async (need) => answerNeed(context, need)),
  ]);
  return [{ edits: Object.fromEntries(edits) }, { blobs }, ...answers];
}

/** Without GitHub's time nobody can say what was shown before a command. */
function dated(context: ReadContext, snapshot: PullRequestSnapshot): PullRequestSnapshot {
  if (context.session.requestCount() === 0 || context.session.newestAnswerAt() !== null) return snapshot;
  throw new GitHubError(`GitHub's answers about ${formatKey(snapshot.key)} carry no \`Date\` header.`, {
    code: "unexpected-answer",
    hint: "Check for a proxy between Plan Gate and GitHub that removes headers.",
    retryable: true,
  });
}

type Keyed<Value> = Readonly<Partial<Record<string, Value>>>;

/**
 * Facts with further answers. A later answer replaces an earlier one, but two answers about one tree (other folders) or
 * about one commit's workflow runs (other files) are joined.
 */
function mergeFacts(facts: Facts, more: Partial<Facts>): Facts {
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

function joinRuns(one: WorkflowRuns, other: WorkflowRuns): WorkflowRuns {
  if (one.state === "unknown") return one;
  if (other.state === "unknown") return other;
  const runs = new Map([...one.runs, ...other.runs].map((run) => [run.id, run]));
  return { state: "read", runs: [...runs.values()].sort((left, right) => right.id - left.id) };
}
