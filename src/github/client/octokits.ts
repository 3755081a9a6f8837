import type { Octokit } from "@octokit/core";
import { LRUCache } from "lru-cache";
import { ProbotOctokit } from "probot";
import { createGuardedFetch, type Exchange, type RequestSeen, toRequestSeen } from "./guarded-fetch.ts";

/** The clients that speak to GitHub, each with its own manners. Those of an installation come with its token. */
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
  /** Called for requests the clients make for themselves: tokens, and who the App is. */
  readonly onRequest?: (seen: RequestSeen) => void;
  /** For one such exchange. */
  readonly timeoutMs: number;
}

const maxInstallations = 1_000;

/** Makes clients as they are needed, and keeps the newest used; they share their installation tokens. */
export function createOctokits(settings: OctokitSettings): Octokits {
  const tokens = createInstallationTokens();
  const unthrottled = { enabled: false };
  const request = { fetch: createOwnFetch(settings) };
  const open = (installationId: number | null, throttle: object): Octokit => {
    const octokit = new ProbotOctokit({
      baseUrl: settings.apiUrl,
      log: settings.log,
      throttle,
      retry: { enabled: false },
      request,
      auth: {
        appId: settings.appId,
        privateKey: settings.privateKey,
        cache: tokens.cache,
        ...(installationId !== null && { installationId }),
      },
    });
    octokit.hook.error("request", (error) => {
      if (installationId !== null) tokens.hearFailure(installationId, error);
      throw error;
    });
    return octokit;
  };
  const readers = keep((installationId) => open(installationId, unthrottled));
  const writers = keep((installationId) =>
    open(installationId, settings.isThrottled ? { enabled: true, id: String(installationId) } : unthrottled),
  );
  const app = open(null, unthrottled);
  return {
    reader: (installationId) => withToken(readers(installationId)),
    writer: (installationId) => withToken(writers(installationId)),
    appReader: () => Promise.resolve(app),
  };
}

async function withToken(octokit: Octokit): Promise<Octokit> {
  await octokit.auth({ type: "installation" });
  return octokit;
}

/** `fetch` for what a client asks for itself; what is asked through it brings its own. */
function createOwnFetch({ onRequest, timeoutMs }: OctokitSettings): typeof fetch {
  return (input, init) => {
    const route = `${init?.method ?? "GET"} ${withoutIds(input instanceof Request ? input.url : input)}`;
    const onExchange = (exchange: Exchange): void => onRequest?.(toRequestSeen(route, exchange));
    return createGuardedFetch({ timeoutMs, onExchange })(input, init);
  };
}

/** As GitHub's reference writes the path: only installations are named in it. */
function withoutIds(url: string | URL): string {
  const path = new URL(url).pathname.replace(/^\/api\/v3(?=\/)/, "");
  return path.replace(/(?<=\/installations\/)\d+/, "{installation_id}");
}

function keep(open: (installationId: number) => Octokit): (installationId: number) => Octokit {
  const kept = new LRUCache<number, Octokit>({ max: maxInstallations });
  return (installationId) => {
    const octokit = kept.get(installationId) ?? open(installationId);
    kept.set(installationId, octokit);
    return octokit;
  };
}

/** The tokens by which GitHub knows the installations, until GitHub takes one back. */
interface InstallationTokens {
  /** In the form that `@octokit/auth-app` wants. */
  readonly cache: {
    readonly get: (key: string) => string | undefined;
    readonly set: (key: string, token: string) => void;
  };
  /** Forgets the installation's token where the failure says that another one may do better. */
  readonly hearFailure: (installationId: number, failure: unknown) => void;
}

const maxTokens = 15_000;
/** A minute less than GitHub's hour. */
const tokenTtlMs = 59 * 60_000;
/** A newer token has the permissions of now: another one would not help. */
const freshMs = 60_000;
const lacksPermission = "Resource not accessible by integration";

interface GivenToken {
  readonly token: string;
  /** On the clock of `performance`. */
  readonly givenAtMs: number;
}

/** None yet; the newest used are kept. */
function createInstallationTokens(): InstallationTokens {
  const tokens = new LRUCache<string, GivenToken>({ max: maxTokens, ttl: tokenTtlMs });
  return {
    cache: {
      get: (key) => tokens.get(key)?.token,
      set: (key, token) => {
        tokens.set(key, { token, givenAtMs: performance.now() });
      },
    },
    hearFailure: (installationId, failure) => {
      if (!(failure instanceof Error)) return;
      const key = String(installationId);
      const status: unknown = Reflect.get(failure, "status");
      const ageMs = performance.now() - (tokens.get(key)?.givenAtMs ?? 0);
      const isOutgrown = status === 403 && failure.message.includes(lacksPermission) && ageMs > freshMs;
      if (status === 401 || isOutgrown) tokens.delete(key);
    },
  };
}
