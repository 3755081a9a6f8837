import type { ChangedFile, Commit, Comparison } from "../pull-request/content.ts";
import type { Need } from "../pull-request/need.ts";
import type { Facts, PullRequest } from "../pull-request/snapshot.ts";
import { type BaseWatch, baseWatch, replayTargets } from "./carried-edits.ts";
import { changedPaths } from "./feature-change.ts";
import { type GatedText, isGatedText } from "./gated-text.ts";

/** A pull request before its base, and what that gained since the merge base; `null` where GitHub does not tell. */
interface ReplayQuestion {
  readonly pull: PullRequest;
  readonly gated: GatedText;
  readonly comparison: Comparison;
  readonly base: readonly ChangedFile[] | null;
}

/** More commits than this are not looked into one by one. */
const maxReplayed = 50;

/**
 * What must be read to know what "Rebase and merge" would make of gated text. It replays each commit by itself and
 * leaves merges out, so commits that take one another back leave more behind than their sum shows. Where neither side
 * shows any gated text, nothing is asked: GitHub itself refuses a rebase whose outcome is not the merge's.
 */
export function replayNeeds(facts: Facts, question: ReplayQuestion): readonly Need[] {
  const { baseSha } = question.comparison;
  const replay = readReplay(facts, question);
  switch (replay.state) {
    case "as-merged":
    case "unknown":
      return [];
    case "unread-base":
      return replay.forks.map((fork) => ({ type: "base-changes", base: baseSha, head: fork }));
    case "unread-methods":
      return [{ type: "rebase-merges", branch: question.pull.baseRef }];
    case "replayed":
      return replay.steps.flatMap(({ sha, parentShas }) =>
        parentShas.map((parent) => ({ type: "base-changes", base: sha, head: parent }) as const),
      );
  }
}

/** Why a rebase merge could make a gated text that nobody has seen, and what helps; `null` where it cannot. */
export function replayProblem(facts: Facts, question: ReplayQuestion): string | null {
  const replay = readReplay(facts, question);
  if (replay.state === "unknown") return unseen(replay.path);
  if (replay.state !== "replayed") return null;
  const steps = filesOf(facts, replay.steps);
  if (steps === null) return unseen(replay.path);
  const [first] = unseenTargets(steps, replay, question);
  return first === undefined ? null : unseen(first);
}

/** Which pushes to the base may yet change what a replay makes, as far as the commits were looked into. */
export function replayWatch(facts: Facts, question: ReplayQuestion): readonly BaseWatch[] {
  const replay = readReplay(facts, question);
  const steps = replay.state === "replayed" ? filesOf(facts, replay.steps) : null;
  return (steps ?? []).map((head) => baseWatch({ head, base: [] }, isGatedBy(question)));
}

function unseen(path: string): string {
  const ways = "squash the commits, rebase the branch, or turn rebase merges off";
  return `A rebase merge may make a text of \`${path}\` that nobody has seen; ${ways}`;
}

/** A pull request whose commits are looked into. */
interface Replayed {
  readonly state: "replayed";
  /** Oldest first, merges left out. */
  readonly steps: readonly Commit[];
  readonly hasMerges: boolean;
  /** What the base gained since they began. */
  readonly base: readonly ChangedFile[];
  /** A gated path that either side touched. */
  readonly path: string;
}

type Replay =
  /** It makes what merging makes, or GitHub offers none, or no gated text is in sight. */
  | { readonly state: "as-merged" }
  | { readonly state: "unread-base"; readonly forks: readonly string[] }
  | { readonly state: "unread-methods" }
  /** The commits are too many, or GitHub does not tell of them; with a gated path that either side touched. */
  | { readonly state: "unknown"; readonly path: string }
  | Replayed;

function readReplay(facts: Facts, question: ReplayQuestion): Replay {
  const { pull, comparison } = question;
  const { commits, totalCommits } = comparison;
  const steps = commits.filter(({ parentShas }) => parentShas.length <= 1);
  const hasMerges = steps.length < commits.length;
  if (!hasMerges && isAsMerged(comparison)) return { state: "as-merged" };
  const forks = forksOf(steps, comparison);
  const sides = [question.base, ...forks.map((fork) => changesSince(facts, comparison.baseSha, fork))];
  const read = sides.filter((files) => files !== undefined);
  if (read.length < sides.length) return { state: "unread-base", forks };
  const known = read.filter((files) => files !== null);
  const base = known.flat();
  const path = [comparison, { files: base }].flatMap(changedPaths).find(isGatedBy(question));
  if (path === undefined) return { state: "as-merged" };
  const { rebaseMerges } = facts;
  const isAllowed = Object.hasOwn(rebaseMerges, pull.baseRef) ? rebaseMerges[pull.baseRef] : undefined;
  if (isAllowed === undefined) return { state: "unread-methods" };
  if (!isAllowed) return { state: "as-merged" };
  const isKnown = known.length === sides.length && commits.length === totalCommits;
  if (!isKnown || steps.length > maxReplayed) return { state: "unknown", path };
  return { state: "replayed", steps, hasMerges, base, path };
}

/** Of commits in a row: a single one is merged as it is replayed, and on the base's own tip nothing changes. */
function isAsMerged({ totalCommits, baseSha, mergeBaseSha }: Comparison): boolean {
  return totalCommits <= 1 || baseSha === mergeBaseSha;
}

/** Commits of the base that the pull request's begin at, besides the merge base. */
function forksOf(steps: readonly Commit[], { commits, mergeBaseSha }: Comparison): readonly string[] {
  const own = new Set([mergeBaseSha, ...commits.map(({ sha }) => sha)]);
  return [...new Set(steps.flatMap(({ parentShas }) => parentShas))].filter((sha) => !own.has(sha));
}

/** `undefined` before it was read, `null` where GitHub does not tell. */
function changesSince(
  { baseChanges }: Facts,
  sha: string,
  before: string,
): readonly ChangedFile[] | null | undefined {
  const changes = baseChanges[`${sha}...${before}`];
  return changes && changes.files;
}

/** What each commit changed; `null` where that was not read, or GitHub does not tell. */
function filesOf(facts: Facts, steps: readonly Commit[]): readonly (readonly ChangedFile[])[] | null {
  const read = steps.flatMap(({ sha, parentShas }) =>
    parentShas.flatMap((parent) => {
      const files = changesSince(facts, sha, parent);
      return files ? [files] : [];
    }),
  );
  return read.length < steps.length ? null : read;
}

/**
 * Where merges are left out, only what the pull request does not show counts: "Update branch" resolves what was
 * changed on both sides, and GitHub refuses to rebase that.
 */
function unseenTargets(
  steps: readonly (readonly ChangedFile[])[],
  { base, hasMerges }: Replayed,
  question: ReplayQuestion,
): readonly string[] {
  const isGated = isGatedBy(question);
  const targets = replayTargets(steps, base, isGated);
  if (!hasMerges) return targets;
  const shown = new Set(changedPaths(question.comparison));
  const touched = steps.flatMap((files) => changedPaths({ files })).filter(isGated);
  return [...targets, ...touched].filter((path) => !shown.has(path));
}

function isGatedBy({ gated }: ReplayQuestion): (path: string) => boolean {
  return (path) => isGatedText(path, gated);
}
