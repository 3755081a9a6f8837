import { createRefNames, type ShortenComments } from "./read/read-context.ts";
import type { Octokit } from "@octokit/core";
import pLimit from "p-limit";
import { answerCheckRun } from "./read/answer-check-run.ts";
import { type Applied, applyEffects } from "./write/apply-effects.ts";
import { createKnownAnswers } from "./client/conditional-fetch.ts";
import * as moves from "./read/compare-histories.ts";
import * as list from "./read/list-work.ts";
import { type CacheKind, createObjectCaches } from "./client/object-caches.ts";
import { type Ask, readSnapshot } from "./read/read-snapshot.ts";
import { createHoldoffs } from "./client/holdoffs.ts";
import type { RequestSeen } from "./client/guarded-fetch.ts";
import { type InSlot, openSession, type Session } from "./client/session.ts";
import type { Effect } from "../effects/effect.ts";
import { type EvaluationKey, formatKey, type Hints } from "../pull-request/key.ts";
import type { OwnCheckRun, PullRequestSnapshot } from "../pull-request/snapshot.ts";

/** All that the rest of the code knows of GitHub. Every method throws `GitHubError` and nothing else. */
export interface GitHub {
  /** All facts that `ask` wants to know, read round by round. */
  readonly read: (key: EvaluationKey, hints: Hints, ask: Ask) => Promise<PullRequestSnapshot>;
  /** Writes, the check run first. Only a check run that could not be written is a failure. */
  readonly apply: (key: EvaluationKey, effects: readonly Effect[]) => Promise<void>;
  readonly findCheckRun: (key: EvaluationKey, headSha: string) => Promise<OwnCheckRun | null>;
  readonly listInstallations: () => Promise<readonly list.Installation[]>;
  readonly listRepositories: (installationId: number) => Promise<readonly list.InstalledRepository[]>;
  readonly listOpenPullRequests: (
    at: RepositoryName,
    base?: string,
  ) => Promise<readonly list.OpenPullRequest[]>;
  readonly listRecentComments: (
    at: RepositoryName,
    since: string,
  ) => Promise<readonly list.RecentComment[] | null>;
  readonly listMergeGroups: (at: RepositoryName) => Promise<readonly list.OpenMergeGroup[]>;
  readonly findBranchTip: (at: RepositoryName, branch: string) => Promise<string | null>;
  readonly listChanges: (at: RepositoryName, move: moves.Move) => Promise<moves.MoveChanges | null>;
}

export interface RepositoryName {
  readonly installationId: number;
  readonly owner: string;
  readonly repo: string;
}

/** Callbacks for requests to GitHub and its answers. */
export interface GitHubObserver {
  readonly onRequest?: (seen: RequestSeen) => void;
  readonly onCacheLookup?: (kind: CacheKind, isHit: boolean) => void;
  readonly onCourtesyFailed?: (type: Effect["type"]) => void;
}

interface Log {
  readonly debug: (fields: object, message: string) => void;
  readonly warn: (fields: object, message: string) => void;
}

export interface GitHubOptions {
  /** Reads, and writes check runs: without throttling and without retries. Resolves once it has its token. */
  readonly reader: (installationId: number) => Promise<Octokit>;
  /** Writes what notifies people: throttled as GitHub wants it. */
  readonly writer: (installationId: number) => Promise<Octokit>;
  /** Speaks as the App itself. */
  readonly appReader: () => Promise<Octokit>;
  readonly app: { readonly id: number; readonly slug: string };
  readonly log: Log;
  readonly observer?: GitHubObserver;
  /** Comments of a repository, `owner/repo`, without what holds no command; they stay whole where it is left out. */
  readonly shortenComments?: (repository: string, bodies: readonly string[]) => Promise<readonly string[]>;
  /**
   * How long is waited for GitHub to try a merge, before each further look; 3.5 seconds in three steps unless given.
   */
  readonly testMergeWaitsMs?: readonly number[];
  /** For one exchange; 10 seconds unless given. */
  readonly timeoutMs?: number;
}

/** GitHub allows 100 requests at once; some are left for writes and for other replicas. */
const readSlots = 60;
const checkRunSlots = 20;
const defaultTestMergeWaitsMs = [500, 1_000, 2_000];

export function createGitHub(options: GitHubOptions): GitHub {
  const { app, log, observer = {} } = options;
  const { testMergeWaitsMs = defaultTestMergeWaitsMs } = options;
  const caches = createObjectCaches(observer.onCacheLookup ?? (() => undefined));
  const refs = createRefNames();
  const lanes = openLanes(options);
  return {
    async read(key, hints, ask) {
      const session = lanes.reads(key);
      const snapshot = await readSnapshot(
        { session, caches, refs, app, testMergeWaitsMs, shortenComments: shortenIn(key, options) },
        { key, hints },
        ask,
      );
      log.debug({ key: formatKey(key), requests: session.requestCount() }, "read");
      return snapshot;
    },
    async apply(key, effects) {
      const sessions = { checkRuns: lanes.checkRuns(key), conversation: lanes.conversation(key) };
      report(key, await applyEffects({ ...sessions, app }, effects), options);
    },
    findCheckRun: async (key, headSha) => answerCheckRun({ session: lanes.reads(key), app }, headSha),
    listInstallations: async () => list.listInstallations(lanes.app()),
    listRepositories: async (installationId) =>
      list.listRepositories(lanes.reads({ installationId, owner: "", repo: "" })),
    listOpenPullRequests: async (at, base) => list.listOpenPullRequests(lanes.reads(at), base),
    listRecentComments: async (at, since) =>
      list.listRecentComments(
        { session: lanes.reads(at), app, shortenComments: shortenIn(at, options) },
        since,
      ),
    listMergeGroups: async (at) => list.listMergeGroups(lanes.reads(at)),
    findBranchTip: async (at, branch) => moves.findBranchTip(lanes.reads(at), branch),
    listChanges: async (at, move) => moves.listChanges(lanes.reads(at), move),
  };
}

/** Comments stay whole where nothing shortens them. */
function shortenIn({ owner, repo }: RepositoryName, { shortenComments }: GitHubOptions): ShortenComments {
  return (bodies) => shortenComments?.(`${owner}/${repo}`, bodies) ?? Promise.resolve(bodies);
}

function report(key: EvaluationKey, applied: Applied, { log, observer = {} }: GitHubOptions): void {
  const { checkRunId, written, failed } = applied;
  log.debug({ key: formatKey(key), checkRunId, written }, "written");
  for (const { type, error } of failed) {
    observer.onCourtesyFailed?.(type);
    const { code, status, hint } = error;
    log.warn({ key: formatKey(key), type, code, status, hint }, "not written");
  }
}

interface LanesToGitHub {
  readonly reads: (at: RepositoryName) => Session;
  readonly checkRuns: (at: RepositoryName) => Session;
  readonly conversation: (at: RepositoryName) => Session;
  readonly app: () => Session;
}

/** Lanes do not wait for each other: a verdict never stands behind a read or a comment. */
function openLanes(options: GitHubOptions): LanesToGitHub {
  const common = {
    timeoutMs: options.timeoutMs ?? 10_000,
    known: createKnownAnswers(),
    holdoffs: createHoldoffs(),
    onRequest: options.observer?.onRequest ?? (() => undefined),
  };
  const readSlot = pLimit(readSlots);
  const checkRunSlot = pLimit(checkRunSlots);
  const open = (at: RepositoryName, octokit: () => Promise<Octokit>, inSlot: InSlot): Session =>
    openSession({ ...common, ...namesOf(at), octokit, inSlot });
  return {
    reads: (at) => open(at, async () => options.reader(at.installationId), readSlot),
    checkRuns: (at) => open(at, async () => options.reader(at.installationId), checkRunSlot),
    // The throttled client has its own queue.
    conversation: (at) =>
      open(
        at,
        async () => options.writer(at.installationId),
        async (task) => task(),
      ),
    app: () => open({ installationId: 0, owner: "", repo: "" }, options.appReader, readSlot),
  };
}

function namesOf({ installationId, owner, repo }: RepositoryName): RepositoryName {
  return { installationId, owner, repo };
}
