import { Probot, ProbotOctokit } from "probot";
import { readAppIdentity, type AppIdentity } from "../github/client/app-identity.ts";
import { createGitHubClock, type RequestSeen, requestTally } from "../github/client/guarded-fetch.ts";
import { createGitHub, type GitHub, type GitHubOptions } from "../github/github.ts";
import { type Log, openLog } from "../monitoring/log.ts";
import type { Metrics } from "../monitoring/metrics.ts";
import { createOctokits, type OctokitSettings } from "../github/client/octokits.ts";
import type { Environment } from "./environment.ts";

/** The way to GitHub. */
export interface Connection {
  /** Asks GitHub who we are at the first need, and again until it answers. */
  readonly github: () => Promise<GitHub>;
  /** Throws where GitHub does not answer, or does not know our key. */
  readonly check: () => Promise<AppIdentity>;
  /** GitHub's time, in milliseconds since 1970; this machine's as long as GitHub did not answer. */
  readonly now: () => number;
}

/** What the server connects with. */
export interface ConnectionTools {
  readonly metrics: Metrics;
  readonly log: Log;
  readonly shortenComments: NonNullable<GitHubOptions["shortenComments"]>;
}

/** Connects at the first need; every request counts for the metrics, and for the evaluation that asks. */
export function connectGitHub(
  settings: Omit<OctokitSettings, "onRequest">,
  { metrics, log, shortenComments }: ConnectionTools,
): Connection {
  const clock = createGitHubClock();
  const onRequest = (seen: RequestSeen): void => {
    clock.note(seen.answeredAtMs);
    const tally = requestTally.getStore();
    if (tally !== undefined) tally.requests += 1;
    metrics.observeRequest(seen);
  };
  const octokits = createOctokits({ ...settings, onRequest });
  const check = async (): Promise<AppIdentity> => readAppIdentity(await octokits.appReader());
  const connect = async (): Promise<GitHub> =>
    createGitHub({
      ...octokits,
      log,
      app: await check(),
      shortenComments,
      timeoutMs: settings.timeoutMs,
      observer: {
        onRequest,
        onCacheLookup: metrics.countCacheLookup,
        onCourtesyFailed: metrics.countCourtesyFailure,
      },
    });
  let connected: Promise<GitHub> | null = null;
  return {
    check,
    now: clock.now,
    github: () => {
      connected ??= connect().catch((error: unknown) => {
        connected = null;
        throw error;
      });
      return connected;
    },
  };
}

/** Probot as the receiver of webhooks: it verifies signatures and hands events on. */
export async function openProbot(environment: Environment): Promise<Probot> {
  const { appId, privateKey, apiUrl, logLevel, logFormat } = environment;
  const log = await openLog({ level: logLevel === "silent" ? "fatal" : logLevel, format: logFormat });
  const probot = new Probot({
    appId,
    privateKey,
    secret: environment.webhookSecret,
    baseUrl: apiUrl,
    log,
    Octokit: ProbotOctokit.defaults({ authStrategy: shareClient, throttle: { enabled: false } }),
  });
  return probot.ready();
}

interface StrategyOptions {
  readonly octokit: unknown;
}

/**
 * Probot makes a client for every event, which costs more than all else about it. No handler of ours uses
 * one, so every event is given the same, which is not authenticated.
 */
function shareClient({ octokit }: StrategyOptions) {
  return Object.assign(() => Promise.resolve(octokit), {
    hook: (request: (...args: readonly unknown[]) => unknown, ...args: readonly unknown[]) =>
      request(...args),
  });
}
