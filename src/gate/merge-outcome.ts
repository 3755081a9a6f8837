import { ownersDesignate } from "../config/owners-designate.ts";
import { hasOwnNames } from "../feature/feature-folder.ts";
import type { ChangedFile, Comparison } from "../pull-request/content.ts";
import type { Need } from "../pull-request/need.ts";
import type { Facts, PullRequest, PullRequestSnapshot } from "../pull-request/snapshot.ts";
import { type BaseWatch, baseWatch, carryTargets, namedCarryTargets, widestWatch } from "./carried-edits.ts";
import { isSettingsPath } from "./settings-path.ts";
import { changedPaths } from "./feature-change.ts";
import { gatedEntries, type GatedText, isGatedText } from "./gated-text.ts";
import { namedEntriesNeed } from "./gated-names.ts";
import type { Obstacle } from "./decision.ts";
import type { Compared, ComparedBase, HeadView } from "./view.ts";
import { isLettingThrough, type Word } from "../approval/approval.ts";
import { isGiven } from "../approval/record/latest-word.ts";
import { type LedgerEntry, readLedger, type RestedText } from "../approval/record/ledger.ts";
import { shortName } from "../approval/record/room.ts";

/** A pull request beside what it is compared with, and what counts as gated text. */
export interface MergeQuestion {
  readonly pull: PullRequest;
  readonly all: readonly ComparedBase[];
  readonly gated: GatedText;
}

export function mergeQuestion(pull: PullRequest, { all }: Compared, { config }: HeadView): MergeQuestion {
  const paths = all.flatMap(({ comparison }) => changedPaths(comparison));
  const areSettings = ownersDesignate(config.approval) || paths.some((path) => isSettingsPath(path, false));
  return { pull, all, gated: { globs: config.features, ownersDesignate: areSettings, spec: config.spec } };
}

/** What must be read to know that merging makes no gated text but those that are judged. */
export function mergeNeeds({ facts }: PullRequestSnapshot, question: MergeQuestion): readonly Need[] {
  return question.all.flatMap((compared) => needsOf(facts, question, compared));
}

/** A gated text that merging would make, or may make, and that nobody has seen; `null` where there is none. */
export function mergeObstacle({ facts }: PullRequestSnapshot, question: MergeQuestion): Obstacle | null {
  for (const compared of question.all) {
    const reason = problemOf(facts, question, compared);
    if (reason !== null) return { verdict: "failure", reason };
  }
  return null;
}

/**
 * Which pushes to a base may yet make merging carry something. Where plans have names of their own, a push does not
 * tell by itself whether it touches one.
 */
export function mergeWatch({ facts }: PullRequestSnapshot, { pull, all, gated }: MergeQuestion): BaseWatch {
  const isGated = (path: string) => isGatedText(path, gated);
  return widestWatch([
    hasOwnNames(gated.globs) ? "texts" : "nothing",
    ...all.map((compared) =>
      baseWatch({ head: compared.comparison.files, base: baseFiles(facts, pull, compared) ?? [] }, isGated),
    ),
  ]);
}

function needsOf(facts: Facts, question: MergeQuestion, compared: ComparedBase): readonly Need[] {
  const { comparison, branch } = compared;
  const { pull } = question;
  const { globs } = question.gated;
  const files = baseFiles(facts, pull, compared);
  if (files === undefined)
    return [{ type: "base-changes", base: comparison.baseSha, head: comparison.mergeBaseSha }];
  if (branch !== pull.baseRef || suspicious(question, comparison, files).length === 0) return [];
  const needs: Need[] = [
    { type: "test-merge", number: pull.number, baseSha: comparison.baseSha, headSha: pull.headSha },
    ...commitsOf(pull, comparison).map((sha) => namedEntriesNeed(sha, globs)),
  ];
  const merge = facts.testMerges[String(pull.number)];
  return merge?.state === "made" ? [...needs, namedEntriesNeed(merge.sha, globs)] : needs;
}

function problemOf(facts: Facts, question: MergeQuestion, compared: ComparedBase): string | null {
  const { comparison, branch } = compared;
  const { pull, gated } = question;
  const files = baseFiles(facts, pull, compared);
  if (branch !== pull.baseRef) {
    const sides = { head: comparison.files, base: files ?? [] };
    const [named] = namedCarryTargets(sides, (path) => isGatedText(path, gated));
    return named === undefined ? null : unseen(named);
  }
  if (files === undefined || files === null)
    return `GitHub does not tell what changed on \`${branch}\`; update the branch`;
  const [first] = suspicious(question, comparison, files);
  if (first === undefined) return null;
  const others = otherThanJudged(facts, question, comparison);
  if (others === null) return unseen(first);
  const [other] = others;
  return other === undefined ? null : unseen(other);
}

function unseen(path: string): string {
  return `Merging may make a text of \`${path}\` that nobody has seen; update the branch`;
}

/** What the base gained since the merge base; `undefined` before it was read, `null` where GitHub does not tell. */
function baseFiles(
  { baseChanges }: Facts,
  { headSha }: PullRequest,
  { branch, comparison }: ComparedBase,
): readonly ChangedFile[] | null | undefined {
  const { baseSha, mergeBaseSha } = comparison;
  if (baseSha === mergeBaseSha) return [];
  const byName = baseChanges[`${branch}...${headSha}`];
  if (byName?.tipSha === baseSha && byName.mergeBaseSha === mergeBaseSha) return byName.files;
  const found = baseChanges[`${baseSha}...${mergeBaseSha}`];
  return found && found.files;
}

/** Gated paths whose text in the merge the two sides alone do not tell. */
function suspicious(
  { gated }: MergeQuestion,
  comparison: Comparison,
  files: readonly ChangedFile[] | null,
): readonly string[] {
  if (files === null || comparison.baseSha === comparison.mergeBaseSha) return [];
  const isGated = (path: string) => isGatedText(path, gated);
  const targets = carryTargets({ head: comparison.files, base: files }, isGated);
  if (targets.length > 0 || !mayHaveOtherMergeBases(comparison)) return targets;
  return [...changedPaths(comparison), ...changedPaths({ files })].filter(isGated).sort();
}

/**
 * Branches that were merged crosswise have several merge bases, and Git merges from all of them. There is only one
 * where all commits of the pull request start from it.
 */
function mayHaveOtherMergeBases({ commits, totalCommits, mergeBaseSha }: Comparison): boolean {
  if (commits.length < totalCommits) return true;
  const own = new Set(commits.map(({ sha }) => sha));
  return commits.some(({ parentShas }) => parentShas.some((sha) => sha !== mergeBaseSha && !own.has(sha)));
}

/** Gated paths of which GitHub's test merge has another text than was judged; `null` where there is no such merge. */
function otherThanJudged(
  { testMerges, namedEntries }: Facts,
  { pull, gated }: MergeQuestion,
  comparison: Comparison,
): readonly string[] | null {
  const merge = testMerges[String(pull.number)];
  const parents = [comparison.baseSha, pull.headSha].join();
  const isMade = merge?.state === "made" && merge.parentShas.join() === parents;
  const merged = isMade ? gatedEntries(namedEntries[merge.sha], gated) : null;
  const [base, mergeBase, head] = commitsOf(pull, comparison).map((sha) =>
    gatedEntries(namedEntries[sha], gated),
  );
  if (!base || !mergeBase || !head || !merged) return null;
  const paths = [...new Set([base, mergeBase, head, merged].flatMap((texts) => [...texts.keys()]))].sort();
  return paths.filter((path) => {
    const [there, before, here] = [base, mergeBase, head].map((texts) => texts.get(path));
    return merged.get(path) !== (here === before ? there : here);
  });
}

function commitsOf({ headSha }: PullRequest, { baseSha, mergeBaseSha }: Comparison): readonly string[] {
  return [baseSha, mergeBaseSha, headSha];
}

/** What people gave and still stands in the record of a pull request; nothing unless the check on its head is green. */
export function greenWords({ checkRuns }: Pick<Facts, "checkRuns">, pull: PullRequest): readonly Word[] {
  if (checkRuns[pull.headSha]?.conclusion !== "success") return [];
  const words = entryOf({ checkRuns }, pull)?.words ?? [];
  return words.filter((word) =>
    isGiven(
      word,
      words.filter(({ subject }) => subject === word.subject),
    ),
  );
}

/** What let texts through among them: approvals, and overrides. */
export function greenApprovals(facts: Pick<Facts, "checkRuns">, pull: PullRequest): readonly Word[] {
  return greenWords(facts, pull).filter(({ type }) => type === "approve" || type === "override");
}

/**
 * Those of them on whose texts the check rests: not those that lapsed, or are of a text that was there before. Of
 * records of versions that did not note that, all.
 */
export function restingApprovals(facts: Pick<Facts, "checkRuns">, pull: PullRequest): readonly Word[] {
  const rested = entryOf(facts, pull)?.restsOn;
  const isOf = (word: Word) => (text: RestedText) =>
    text.digest === word.digest && shortName(text.subject) === shortName(word.subject);
  return greenApprovals(facts, pull).filter((word) => rested?.some(isOf(word)) !== false);
}

/** Texts of the head that were let through, and still are: not those that somebody let through on the way there. */
export function greenTexts(facts: Pick<Facts, "checkRuns">, pull: PullRequest): readonly RestedText[] {
  const given = new Set(
    greenWords(facts, pull)
      .filter(isLettingThrough)
      .map(({ subject }) => shortName(subject)),
  );
  const rested = entryOf(facts, pull)?.restsOn ?? [];
  return rested.filter(({ subject }) => given.has(shortName(subject)));
}

/** Overrides of what is on the head of a pull request, and not of texts that were there before. */
export function greenOverrides(facts: Pick<Facts, "checkRuns">, pull: PullRequest): readonly Word[] {
  const shown = entryOf(facts, pull)?.shown ?? [];
  const isOfHead = ({ subject, digest }: Word): boolean => {
    const last = shown.findLast((text) => text.subject === subject);
    return last === undefined || last.digest === digest;
  };
  return greenWords(facts, pull).filter((word) => word.type === "override" && isOfHead(word));
}

/** What the check on the head of a pull request has of its record. */
function entryOf({ checkRuns }: Pick<Facts, "checkRuns">, pull: PullRequest): LedgerEntry | undefined {
  const reading = readLedger(checkRuns[pull.headSha] ?? null, pull.repository.id);
  return reading.state === "read" ? reading.ledger.pullRequests[String(pull.number)] : undefined;
}
