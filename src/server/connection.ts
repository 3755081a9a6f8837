import { readAppIdentity, type AppIdentity } from "../github/client/app-identity.ts";
import { requestTally } from "../github/client/request-tally.ts";
import { createGitHub, type GitHub, type GitHubOptions } from "../github/github.ts";
import type { RequestSeen } from "../github/client/request-seen.ts";
import type { Log } from "../monitoring/log.ts";
import type { Metrics } from "../monitoring/metrics.ts";
import { createOctokits, type OctokitSettings } from "../github/client/octokits.ts";

/** The way to GitHub. */
export interface Connection {
  /** Asks GitHub who we are at the first need, and again until it answers. */
  readonly github: () => Promise<GitHub>;
  /** Throws where GitHub does not answer, or does not know our key. */
  readonly check: () => Promise<AppIdentity>;
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
  const onRequest = (seen: RequestSeen): void => {
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
    github: () => {
      connected ??= connect().catch((error: unknown) => {
        connected = null;
        throw error;
      });
      return connected;
    },
  };
}
