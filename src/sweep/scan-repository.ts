import {
  isWatching,
  type Look,
  lookAt,
  openBaseTips,
  type StalenessTools,
  type SweptPull,
} from "./staleness.ts";
import type { GitHub, RepositoryName } from "../github/github.ts";
import type { OpenPullRequest } from "../github/read/list-work.ts";
import { readMark } from "../evaluation/judged.ts";
import type { Hints, MergeGroupKey, PullRequestKey } from "../pull-request/key.ts";
import type { OwnCheckRun } from "../pull-request/snapshot.ts";
import type { Queue } from "../queue/queue.ts";
import type { Scan, ScanScope } from "../queue/work.ts";

type RepositoryScan = Extract<Scan, { readonly of: "repository" }>;

/** What the scan of a repository works with. */
export interface RepositoryScanTools extends Pick<StalenessTools, "recent" | "version"> {
  readonly queue: Pick<Queue, "add">;
  /** GitHub's time, in milliseconds since 1970: what it is compared with is GitHub's. */
  readonly now: () => number;
}

/** Finds what is to be evaluated in one repository and puts it into the queue; answers how much that is. */
export async function scanRepository(
  work: RepositoryScan,
  hints: Hints,
  { github, tools }: { readonly github: GitHub; readonly tools: RepositoryScanTools },
): Promise<number> {
  const { installationId, owner, repo, baseRef, headSha, only } = work;
  const at: RepositoryName = { installationId, owner, repo };
  if (only === "groups") return addMergeGroups(at, headSha, { github, tools });
  const keepQuiet = tools.recent.beginQuiet(at);
  const open = await github.listOpenPullRequests(at, baseRef ?? undefined);
  const pulls = headSha === null ? open : open.filter((pull) => pull.headSha === headSha);
  const numbers = numbersByHead(open);
  const looking = openLook(github, at, tools);
  const added = await Promise.all(
    pulls.map(async (pull): Promise<number> => {
      const key: PullRequestKey = { type: "pull-request", ...at, number: pull.number };
      const candidate = { pull, numbers: numbers.get(pull.headSha) ?? [] };
      const { isWanted, keep } = await lookFor(only, { key, candidate }, looking);
      const place = { headSha: pull.headSha, baseRef: pull.baseRef };
      if (isWanted) await tools.queue.add({ type: "evaluate", key, hints: { ...place, ...hints } });
      keep();
      return isWanted ? 1 : 0;
    }),
  );
  const isWhole = baseRef === null && headSha === null;
  if (
    isWhole &&
    pulls.every((pull) => isKnownQuiet({ type: "pull-request", ...at, number: pull.number }, pull, tools))
  )
    keepQuiet();
  const isMove = only === "edited" || only === "written" || only === "moved";
  const isWithoutGroups = isMove || (pulls.length === 0 && headSha === null);
  const groups = isWithoutGroups ? 0 : await addMergeGroups(at, headSha, { github, tools });
  return added.reduce((sum, one) => sum + one, groups);
}

/** Every gated pull request is looked at once an hour anyway: older comments do not matter. */
const recentMs = 65 * 60_000;

function openLook(github: GitHub, at: RepositoryName, tools: RepositoryScanTools) {
  const nowMs = tools.now();
  return { ...tools, github, tips: openBaseTips(github, at), spoken: listSpoken(github, at, nowMs), nowMs };
}

/** Asked for once, by whoever needs it first. */
function listSpoken(github: GitHub, at: RepositoryName, nowMs: number): StalenessTools["spoken"] {
  let spoken: Promise<ReadonlyMap<number, string> | null> | null = null;
  const list = async (): Promise<ReadonlyMap<number, string> | null> => {
    const since = `${new Date(nowMs - recentMs).toISOString().slice(0, 19)}Z`;
    const comments = await github.listRecentComments(at, since);
    const oldestFirst = comments?.toSorted((one, other) => (one.updatedAt < other.updatedAt ? -1 : 1));
    return oldestFirst === undefined
      ? null
      : new Map(oldestFirst.map(({ number, updatedAt }) => [number, updatedAt]));
  };
  return () => (spoken ??= list());
}

function isKnownQuiet(key: PullRequestKey, pull: OpenPullRequest, { recent }: RepositoryScanTools): boolean {
  const known = recent.findFresh(key);
  return known?.headSha === pull.headSha && known.baseWatch === "nothing";
}

async function lookFor(
  only: Exclude<ScanScope, "groups">,
  { key, candidate }: { readonly key: PullRequestKey; readonly candidate: SweptPull },
  tools: StalenessTools,
): Promise<Look> {
  switch (only) {
    case "all":
      return { isWanted: true, keep: () => undefined };
    case "gated": {
      const known = tools.recent.findFresh(key);
      const isUngated = known?.headSha === candidate.pull.headSha && !known.isGated;
      return { isWanted: !isUngated, keep: () => undefined };
    }
    case "edited":
    case "written":
    case "moved": {
      const known = tools.recent.findFresh(key);
      const isKnown = known?.headSha === candidate.pull.headSha;
      const isWanted = !isKnown || isWatching(known.baseWatch, only);
      return { isWanted, keep: () => undefined };
    }
    case "stale":
      return lookAt(key, candidate, tools);
  }
}

function numbersByHead(open: readonly OpenPullRequest[]): ReadonlyMap<string, readonly number[]> {
  const byHead = new Map<string, readonly number[]>();
  for (const { headSha, number } of open.toSorted((one, other) => one.number - other.number)) {
    byHead.set(headSha, [...(byHead.get(headSha) ?? []), number]);
  }
  return byHead;
}

/**
 * Merge groups without a verdict, since GitHub's queue stands still until they have one, and green ones again: what
 * they rest on may have been taken back, and GitHub merges them by their own check. With a head: that one, whatever
 * it has.
 */
async function addMergeGroups(
  at: RepositoryName,
  headSha: string | null,
  { github, tools }: { readonly github: GitHub; readonly tools: RepositoryScanTools },
): Promise<number> {
  const groups = await github.listMergeGroups(at);
  const asked = groups.filter((group) => headSha === null || group.headSha === headSha);
  const added = await Promise.all(
    asked.map(async (group): Promise<number> => {
      const key: MergeGroupKey = { type: "merge-group", ...at, ...group, baseSha: null };
      const checkRun = headSha === null ? await github.findCheckRun(key, group.headSha) : null;
      if (checkRun?.status === "completed" && checkRun.conclusion !== "success") return 0;
      const judged = { ...key, baseSha: baseOf(checkRun) };
      await tools.queue.add({ type: "evaluate", key: judged, hints: { headSha: group.headSha } });
      return 1;
    }),
  );
  return added.reduce((sum, one) => sum + one, 0);
}

/** What our own verdict on a group was compared with: its branch does not tell. */
function baseOf(checkRun: OwnCheckRun | null): string | null {
  const tip = readMark(checkRun?.externalId ?? null)?.tip ?? "";
  return /^[0-9a-f]{40}$/.test(tip) ? tip : null;
}
