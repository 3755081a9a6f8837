import { createHash } from "node:crypto";
import { readLedger } from "../approval/record/ledger.ts";
import { type Mark, readMark } from "../evaluation/judged.ts";
import type { Recent, RecentFindings } from "../evaluation/recent.ts";
import type { BaseWatch } from "../gate/carried-edits.ts";
import { changesGate, changesText } from "../gate/gated-names.ts";
import type { GitHub, RepositoryName } from "../github/github.ts";
import type { OpenPullRequest } from "../github/read/list-work.ts";
import { formatKey, type PullRequestKey } from "../pull-request/key.ts";
import type { OwnCheckRun } from "../pull-request/snapshot.ts";
import type { PushKind } from "../queue/work.ts";

/** What a look at an open pull request needs. */
export interface StalenessTools {
  readonly github: Pick<GitHub, "findCheckRun">;
  readonly recent: RecentFindings;
  readonly tips: BaseTips;
  /** Newest comments that may hold a command, by pull request; `null` where there are too many to tell. */
  readonly spoken: () => Promise<ReadonlyMap<number, string> | null>;
  /** Of this program: another one may judge otherwise. */
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
}

/** An open pull request, and all whose head it shares. */
export interface SweptPull {
  readonly pull: OpenPullRequest;
  /** Its own number among them, ascending. */
  readonly numbers: readonly number[];
}

/** What a look found; `keep` is called once the evaluation is asked for, or at once where none is wanted. */
export interface Look {
  readonly isWanted: boolean;
  readonly keep: () => void;
}

const hourMs = 60 * 60_000;

/**
 * Is there a verdict that still holds? Not after an event in the pull request, a change of what counts on its bases,
 * or a failed evaluation; and of a gated one not for longer than an hour, since people leave without a webhook.
 */
export async function lookAt(
  key: PullRequestKey,
  { pull, numbers }: SweptPull,
  tools: StalenessTools,
): Promise<Look> {
  const known = await knownOf(key, pull, tools);
  if (known === "given-up") return unwanted;
  if (known === null || pull.updatedAt >= known.readAt || known.awaitsSmoke) return wanted;
  if (known.numbers.join() !== numbers.join()) return wanted;
  const tips = await tools.tips.settle(pull, known);
  if (tips === null) return wanted;
  const isWanted =
    known.isGated &&
    (isDue(key, known.refreshedAtMs, tools.nowMs) || mayBeUnheard(pull, known, await tools.spoken()));
  const refreshedAtMs = isWanted ? tools.nowMs : known.refreshedAtMs;
  return {
    isWanted,
    keep: () => {
      tools.recent.keep(key, { ...known, tips, refreshedAtMs });
    },
  };
}

const wanted: Look = { isWanted: true, keep: () => undefined };
const unwanted: Look = { isWanted: false, keep: () => undefined };

/** GitHub's lists may be behind by so much: a younger comment may not have been in what was read. */
const listLagMs = 60_000;

/** Was there a comment, about when the verdict was read or since, that it may rest without? */
function mayBeUnheard(
  { number }: OpenPullRequest,
  { readAt }: Recent,
  spoken: ReadonlyMap<number, string> | null,
): boolean {
  const at = spoken?.get(number);
  if (at === undefined) return spoken === null;
  return Date.parse(at) >= Date.parse(readAt) - listLagMs;
}

/** Once an hour, each pull request at its own minute, so that they do not come together. */
function isDue(key: PullRequestKey, refreshedAtMs: number, nowMs: number): boolean {
  const offsetMs = createHash("sha256").update(formatKey(key)).digest().readUInt32BE() % hourMs;
  const hourOf = (timeMs: number): number => Math.floor((timeMs - offsetMs) / hourMs);
  return hourOf(nowMs) > hourOf(refreshedAtMs);
}

async function knownOf(
  key: PullRequestKey,
  pull: OpenPullRequest,
  { github, recent, version, nowMs }: StalenessTools,
): Promise<Recent | null | "given-up"> {
  const known = recent.find(key);
  const isDistrusted = recent.isDistrusted(key);
  if (!isDistrusted && known?.headSha === pull.headSha) return known;
  const checkRun = await github.findCheckRun(key, pull.headSha);
  if (checkRun === null) return null;
  const mark = readMark(checkRun.externalId);
  if (mark?.version === version && isStillGivenUp(mark, pull, isDue(key, Date.parse(mark.readAt), nowMs)))
    return "given-up";
  return isDistrusted ? null : readCheckRun(checkRun, pull, version);
}

/** What ended the judging is there still: always in the same head, elsewhere as long as nothing happened. */
function isStillGivenUp(
  { givenUp, readAt }: Mark,
  { updatedAt }: OpenPullRequest,
  isAnHourOver: boolean,
): boolean {
  if (givenUp === null) return false;
  return givenUp === "head" || (updatedAt < readAt && !isAnHourOver);
}

/** What the check run says of an evaluation by an earlier process, or by another replica. */
function readCheckRun(checkRun: OwnCheckRun, pull: OpenPullRequest, version: string): Recent | null {
  const mark = readMark(checkRun.externalId);
  const reading = readLedger(checkRun, pull.repositoryId);
  const isOurs = mark?.version === version && checkRun.status === "completed" && reading.state === "read";
  if (!isOurs) return null;
  const { pullRequests } = reading.ledger;
  const hasWords = Object.values(pullRequests).some(({ words }) => words.length > 0);
  return {
    headSha: pull.headSha,
    readAt: mark.readAt,
    tips: new Map(mark.tip === "" ? [] : [[pull.baseRef, mark.tip]]),
    numbers: Object.keys(pullRequests).map(Number),
    isGated: hasWords || checkRun.conclusion !== "success" || checkRun.title !== "No plans changed",
    hasSmoke: true,
    awaitsSmoke: false,
    baseWatch: null,
    // So that a gated one is evaluated once: events about people leave no trace that could be found.
    refreshedAtMs: 0,
  };
}

/** The branches of one repository, each asked for once while a scan looks at its pull requests. */
interface BaseTips {
  /**
   * The tips that a pull request would be compared with, where nothing that matters to a verdict came between them
   * and those it was judged at; else `null`.
   */
  readonly settle: (
    pull: OpenPullRequest,
    judged: Pick<Recent, "tips" | "baseWatch">,
  ) => Promise<ReadonlyMap<string, string> | null>;
}

/** Opens an empty memory for one scan. */
export function openBaseTips(
  github: Pick<GitHub, "findBranchTip" | "listChanges">,
  at: RepositoryName,
): BaseTips {
  const tipOf = once((branch) => github.findBranchTip(at, branch));
  const changesIn = once(async (range) => {
    const [from = "", to = ""] = range.split("...");
    return github.listChanges(at, { from, to });
  });
  const matters = async (range: string, watch: BaseWatch | null): Promise<boolean> => {
    const changes = await changesIn(range);
    if (changes === null || changesGate(changes.paths)) return true;
    const writes = changesText(changes.paths) ? "written" : "edited";
    return isWatching(watch, changes.hasRemovals ? "moved" : writes);
  };
  return {
    settle: async ({ baseRef, defaultBranch }, { tips: judged, baseWatch }) => {
      const settled = new Map<string, string>();
      for (const branch of new Set([baseRef, defaultBranch])) {
        const before = judged.get(branch);
        const tip = await tipOf(branch);
        if (before === undefined || tip === null) return null;
        if (before !== tip && (await matters(`${before}...${tip}`, baseWatch))) return null;
        settled.set(branch, tip);
      }
      return settled;
    },
  };
}

/**
 * Can a push of that kind change the verdict? Where nothing is known of it, any but one that only edits other files.
 */
export function isWatching(watch: BaseWatch | null, push: PushKind): boolean {
  switch (watch) {
    case "edits":
      return true;
    case "texts":
    case null:
      return push !== "edited";
    case "removals":
      return push === "moved";
    case "nothing":
      return false;
  }
}

function once<Value>(ask: (name: string) => Promise<Value>): (name: string) => Promise<Value> {
  const answers = new Map<string, Promise<Value>>();
  return (name) => {
    const answer = answers.get(name) ?? ask(name);
    answers.set(name, answer);
    return answer;
  };
}
