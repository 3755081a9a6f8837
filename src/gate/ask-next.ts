import { approvalNeeds, decideWords } from "../approval/decide-words.ts";
import type { ApprovalFacts } from "../approval/facts.ts";
import { outgrown } from "../approval/record/green-heads.ts";
import { ownersDesignate } from "../config/owners-designate.ts";
import { configPath } from "../config/config-path.ts";
import { type Need, unanswered } from "../pull-request/need.ts";
import type { PullRequestKey } from "../pull-request/key.ts";
import type { PullRequest, PullRequestSnapshot } from "../pull-request/snapshot.ts";
import { approvalInput, reviewedShas, rostersAtOnce, writerNeeds } from "./approval-input.ts";
import { askMergeGroup } from "./merge-group.ts";
import { carriedLedger, carryNeeds } from "./carried-ledger.ts";
import { codeownersPaths } from "../approval/people/codeowners.ts";
import { configChangeNeeds } from "./config-change.ts";
import { implementationNeeds, readImplementation } from "./implementation.ts";
import { listeningNeeds } from "./listening.ts";
import { misplacedTextNeeds } from "./misplaced-texts.ts";
import { mergeNeeds, mergeQuestion } from "./merge-outcome.ts";
import { presumedGateConfig, settingsNeeds } from "./gate-config.ts";
import { firstTextNeeds, type Judge, specNeeds, textNeeds } from "./judge-plan.ts";
import { newSettingsNeeds } from "./asked-people.ts";
import { namedEntriesNeed } from "./gated-names.ts";
import { sizeProblem } from "./plan-problems.ts";
import {
  isFromFork,
  keyPullRequest,
  maxPullRequestsPerHead,
  numbersInLedger,
  pullRequestsOfHead,
} from "./situation.ts";
import { headsTakenBack, headsTakenBackNeeds } from "./taken-back.ts";
import { readSmoke, smokeNeed } from "./smoke.ts";
import { type Gated, readGated } from "./subjects.ts";
import {
  basesOf,
  type Compared,
  type ComparedPull,
  comparisonsIn,
  comparisonsOf,
  gatedChanges,
  hidingCommits,
  type HeadView,
  nothingChanged,
  type PullAtHead,
  viewHead,
} from "./view.ts";

/** What must be read next, given what is known; empty when `decide` has all it needs. */
export function askNext(snapshot: PullRequestSnapshot, judge?: Judge): readonly Need[] {
  const { key } = snapshot;
  switch (key.type) {
    case "pull-request":
      return unanswered(snapshot.facts, askPullRequest(snapshot, key, judge));
    case "merge-group":
      return unanswered(snapshot.facts, askMergeGroup(snapshot, key));
  }
}

function askPullRequest(snapshot: PullRequestSnapshot, key: PullRequestKey, judge?: Judge): readonly Need[] {
  const pull = keyPullRequest(snapshot, key);
  if (pull === undefined) return firstNeeds(snapshot, key);
  if (pull === null) return [];
  if (pull.isMerged) return mergedNeeds(pull);
  const head = headNeeds(snapshot, pull);
  const view = viewHead(snapshot, pull, presumedGateConfig(snapshot.facts, pull.repository));
  if (unanswered(snapshot.facts, head).length > 0) return head;
  if (pullRequestsOfHead(snapshot, pull).length > maxPullRequestsPerHead || view === undefined) return head;
  const settings = settingsNeeds(snapshot.facts, pull.repository);
  return [
    ...settings,
    ...view.pullRequests.flatMap((other) => pullRequestNeeds({ snapshot, pull: other, view }, judge)),
  ];
}

/** Nothing is known yet: the hints say where to look first, all at once. */
function firstNeeds({ facts, hints }: PullRequestSnapshot, key: PullRequestKey): readonly Need[] {
  const { headSha, previousHeadSha, baseRef, defaultBranch } = hints;
  if (headSha === undefined) return [{ type: "pull", number: key.number }];
  const heads = previousHeadSha === undefined ? [headSha] : [headSha, previousHeadSha];
  const look = hints.isOpened === true && hints.isFork !== true ? { look: "first" as const } : {};
  const needs = heads.map((sha): Need => ({ type: "check-run", headSha: sha, ...look }));
  const isUnlisted = hints.isFork === true || facts.pullsOfHead[headSha] !== undefined;
  if (!isUnlisted) needs.push({ type: "pulls-of-head", headSha });
  if (isUnlisted || hints.isClosing === true) needs.push({ type: "pull", number: key.number });
  if (hints.isClosing === true) return needs;
  if (baseRef !== undefined) needs.push({ type: "comparison", base: baseRef, head: headSha });
  if (baseRef !== undefined && hints.wasGated !== true)
    needs.push({ type: "base-changes", base: baseRef, head: headSha });
  if (defaultBranch !== undefined) needs.push({ type: "file", ref: defaultBranch, path: configPath });
  if (hints.wasGated === true) needs.push({ type: "comments", number: key.number });
  if (hints.wasGated === true && hints.isOpened !== true)
    needs.push({ type: "force-pushes", number: key.number });
  return needs;
}

/** A merged pull request keeps its final record in the comment. */
function mergedNeeds(pull: PullRequest): readonly Need[] {
  return [
    { type: "comments", number: pull.number },
    { type: "check-run", headSha: pull.headSha },
    { type: "file", ref: pull.repository.defaultBranch, path: configPath },
  ];
}

/** Settings, the record on the head, and how every pull request with this head differs from its bases. */
function headNeeds(snapshot: PullRequestSnapshot, pull: PullRequest): readonly Need[] {
  const { headSha, repository } = pull;
  const needs: Need[] = [
    { type: "check-run", headSha },
    { type: "file", ref: repository.defaultBranch, path: configPath },
  ];
  if (!isFromFork(pull)) needs.push({ type: "pulls-of-head", headSha });
  for (const number of numbersInLedger(snapshot, pull)) {
    const listed = snapshot.facts.pullsOfHead[headSha] ?? [];
    if (!listed.some((other) => other.number === number)) needs.push({ type: "pull", number });
  }
  const pulls = pullRequestsOfHead(snapshot, pull);
  if (pulls.length > 1 && isMissedAtOnce(snapshot, headSha))
    needs.push({ type: "check-run", headSha, look: "again" });
  if (pulls.length > maxPullRequestsPerHead) return needs;
  for (const other of pulls)
    for (const base of basesOf(other)) needs.push({ type: "comparison", base, head: headSha });
  return needs;
}

/** A first look found no check run; where another pull request has the head, there may be one all the same. */
function isMissedAtOnce({ facts, hints }: PullRequestSnapshot, headSha: string): boolean {
  return hints.isOpened === true && facts.checkRuns[headSha] === null;
}

function pullRequestNeeds(at: PullAtHead, judge?: Judge): readonly Need[] {
  const { snapshot, pull, view } = at;
  const compared = comparisonsOf(snapshot, pull);
  if (!compared) return [];
  const merge = mergeNeeds(snapshot, mergeQuestion(pull, compared, view));
  return [...merge, ...ownNeeds({ ...at, compared }, judge)];
}

/** What must be read of the pull request itself. */
function ownNeeds(own: ComparedPull, judge?: Judge): readonly Need[] {
  const { snapshot, pull, view, compared } = own;
  const isGated = view.folders.length > 0;
  const needs: Need[] = [];
  const stack = { config: view.config, compared: compared.all, isGated, headSha: pull.headSha };
  needs.push(...smokeNeed(stack));
  const isHeldBySmoke = needs.length > 0 && view.config.smoke.required !== "never";
  const changes = isGated ? gatedChanges(snapshot, compared, view) : nothingChanged;
  const code = { pull, config: view.config, compared, changes: changes ?? nothingChanged };
  const folders = [...view.folders, ...view.hiding];
  for (const commitSha of hidingCommits(pull, view, compared))
    needs.push({ type: "tree", commitSha, folders });
  if (changes !== undefined) needs.push(...implementationNeeds(snapshot.facts, code));
  const isRead = unanswered(snapshot.facts, needs).length === 0;
  const isHeldByPlan = isRead && readImplementation(snapshot.facts, code)?.isHeld === true;
  if (!isGated && !isHeldBySmoke && !isHeldByPlan) return [...needs, ...listeningNeeds(own)];
  needs.push(...gatedNeeds(own));
  if (changes !== undefined && sizeProblem(changes, snapshot.facts) !== null)
    return [...needs, ...listeningNeeds(own)];
  if (changes !== undefined)
    needs.push(
      ...textNeeds(changes),
      ...boxNeeds(snapshot, view, compared),
      ...configChangeNeeds(changes.head),
    );
  if (changes === undefined || unanswered(snapshot.facts, needs).length > 0) return needs;
  const smoke = readSmoke(stack, snapshot.facts);
  const implementation = readImplementation(snapshot.facts, code);
  const gated = readGated(changes, { smoke, implementation }, { view, facts: snapshot.facts, judge });
  return [...needs, ...peopleNeeds(own, gated)];
}

/** Of the head and of all it is compared with. */
function boxNeeds(
  { facts }: PullRequestSnapshot,
  { pull, config }: HeadView,
  compared: Compared,
): readonly Need[] {
  const bases = comparisonsIn(compared).flatMap(({ mergeBaseSha, baseSha }) => [mergeBaseSha, baseSha]);
  const trees = [pull.headSha, ...bases].map((sha) => facts.trees[sha]);
  return specNeeds(trees, { globs: config.features, spec: config.spec });
}

/** Trees, texts, comments, the record's way to this head. */
function gatedNeeds(own: ComparedPull): readonly Need[] {
  const { snapshot, pull, view, compared } = own;
  const { number, headSha, baseRef } = pull;
  const needs: Need[] = [
    { type: "comments", number },
    { type: "enforcement", branch: baseRef },
    ...carryNeeds(snapshot, pull, comparisonsIn(compared)),
  ];
  if (view.config.approval.methods.includes("review")) needs.push({ type: "reviews", number });
  const tip = compared.withDefault.comparison.baseSha;
  if (ownersDesignate(view.config.approval))
    needs.push(...codeownersPaths.map((path) => ({ type: "file" as const, ref: tip, path })));
  needs.push(...rostersAtOnce(own));
  const folders = [...view.folders, ...view.hiding];
  for (const { comparison } of compared.all) {
    for (const commitSha of [headSha, comparison.mergeBaseSha, comparison.baseSha])
      needs.push({ type: "tree", commitSha, folders });
    needs.push(...firstTextNeeds(comparison, headSha, view.config.features));
  }
  return needs;
}

/** Who spoke, what they may do, and whose commits they are. */
function peopleNeeds(own: ComparedPull, gated: Gated): readonly Need[] {
  const { snapshot, pull, view } = own;
  const carried = carriedLedger(own);
  const { entry } = carried;
  const { features } = view.config;
  const input = approvalInput(own, gated, carried);
  const people = approvalNeeds(input);
  return [
    ...people,
    ...misplacedTextNeeds(snapshot, pull),
    ...earlierHeadNeeds(snapshot, pull, { input, people }),
    ...newSettingsNeeds(input, gated, snapshot.facts),
    ...writerNeeds(own, input),
    ...reviewedShas(snapshot.facts, pull.number, pull.headSha).map((sha) => namedEntriesNeed(sha, features)),
    ...entry.words.flatMap(({ type, files }) => (type === "approve" ? files : []).flatMap(blobNeeds)),
  ];
}

/**
 * Checks of earlier heads: of those there are too many of at once, of others once it is known whose word still
 * counts.
 */
function earlierHeadNeeds(
  snapshot: PullRequestSnapshot,
  pull: PullRequest,
  { input, people }: { readonly input: ApprovalFacts; readonly people: readonly Need[] },
): readonly Need[] {
  if (input.entry.greenHeads.length === 0) return [];
  const isKnown = unanswered(snapshot.facts, people).length === 0;
  const old = outgrown(input.entry).map(({ headSha }) => headSha);
  const heads = isKnown ? headsTakenBack(decideWords(input), input) : old;
  return headsTakenBackNeeds(snapshot, pull, heads);
}

/** None for a file that was not there. */
function blobNeeds({ blobId }: { readonly blobId: string }): readonly Need[] {
  return blobId === "" ? [] : [{ type: "blob", blobId }];
}
