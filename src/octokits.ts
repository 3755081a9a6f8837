import type { Octokit } from "@octokit/core";
import { LRUCache } from "lru-cache";
import { ProbotOctokit } from "probot";

/** The clients that speak to GitHub, each with its own manners. */
export interface Octokits {
  /** Unthrottled and without retries: the queue decides what is tried again, and when. */
  readonly reader: (installationId: number) => Promise<Octokit>;
  /** Throttled as GitHub wants writes that notify people. */
  readonly writer: (installationId: number) => Promise<Octokit>;
  /** The App itself. */
  readonly appReader: () => Promise<Octokit>;
}

interface OctokitLog {
  readonly debug: (...data: readonly unknown[]) => void;
  readonly info: (...data: readonly unknown[]) => void;
  readonly warn: (...data: readonly unknown[]) => void;
  readonly error: (...data: readonly unknown[]) => void;
}

/** How the clients are made. */
export interface OctokitSettings {
  readonly appId: number;
  readonly privateKey: string;
  /** Base of the REST API, without a slash at the end. */
  readonly apiUrl: string;
  readonly log: OctokitLog;
  /** False only where nobody is notified: against a GitHub of one's own. */
  readonly isThrottled: boolean;
}

const maxInstallations = 1_000;
const maxTokens = 15_000;
/** A minute less than GitHub's hour. */
const tokenTtlMs = 59 * 60_000;

/** Makes clients as they are needed, and keeps the newest used; they share their installation tokens. */
export function createOctokits(settings: OctokitSettings): Octokits {
  const tokens = new LRUCache<string, string>({ max: maxTokens, ttl: tokenTtlMs });
  const cache = {
    get: (key: string) => tokens.get(key),
    set: (key: string, token: string) => {
      tokens.set(key, token);
    },
  };
  const unthrottled = { enabled: false };
  const open = (installationId: number | null, throttle: object): Octokit =>
    new ProbotOctokit({
      baseUrl: settings.apiUrl,
      log: settings.log,
      throttle,
      retry: { enabled: false },
      auth: {
        appId: settings.appId,
        privateKey: settings.privateKey,
        cache,
        ...(installationId !== null && { installationId }),
      },
    });
  const readers = keep((installationId) => open(installationId, unthrottled));
  const writers = keep((installationId) =>
    open(installationId, settings.isThrottled ? { enabled: true, id: String(installationId) } : unthrottled),
  );
  const app = open(null, unthrottled);
  return {
    reader: (installationId) => Promise.resolve(readers(installationId)),
    writer: (installationId) => Promise.resolve(writers(installationId)),
    appReader: () => Promise.resolve(app),
  };
}

function keep(open: (installationId: number) => Octokit): (installationId: number) => Octokit {
  const kept = new LRUCache<number, Octokit>({ max: maxInstallations });
  return (installationId) => {
    const octokit = kept.get(installationId) ?? open(installationId);
    kept.set(installationId, octokit);
    return octokit;
  };
}
