import { LRUCache } from "lru-cache";

/** The tokens by which GitHub knows the installations, until GitHub takes one back. */
export interface InstallationTokens {
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
export function createInstallationTokens(): InstallationTokens {
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
