import { LRUCache } from "lru-cache";
import { GitHubError } from "./github-error.ts";

/**
 * Until when GitHub wants no requests of an installation:
 * https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately
 */
export interface Holdoffs {
  /** Throws where GitHub is not to be asked yet, as GitHub would; `what` is the request. */
  readonly check: (installationId: number, what: string) => void;
  /** Remembers a failure that says how long to wait. */
  readonly note: (installationId: number, failure: GitHubError) => void;
}

const maxInstallations = 10_000;
/** GitHub's own limits end within the hour. */
const maxWaitMs = 60 * 60_000;

/** None yet. `nowMs` is a clock that only goes forward. */
export function createHoldoffs(nowMs: () => number = () => performance.now()): Holdoffs {
  const untilMs = new LRUCache<number, number>({ max: maxInstallations });
  return {
    check: (installationId, what) => {
      const leftMs = Math.ceil((untilMs.get(installationId) ?? 0) - nowMs());
      if (leftMs > 0) throw rateLimited(what, { retryAfterMs: leftMs });
    },
    note: (installationId, { code, retryAfterMs }) => {
      if (code !== "rate-limited" || retryAfterMs === null) return;
      const wanted = nowMs() + Math.min(retryAfterMs, maxWaitMs);
      untilMs.set(installationId, Math.max(wanted, untilMs.get(installationId) ?? 0));
    },
  };
}

/** GitHub does not answer before the time is over. */
export function rateLimited(
  what: string,
  details: { readonly retryAfterMs: number; readonly status?: number; readonly cause?: unknown },
): GitHubError {
  const status = details.status === undefined ? "" : ` (${details.status})`;
  return new GitHubError(`GitHub's rate limit is used up: ${what}${status}.`, {
    code: "rate-limited",
    hint: "Nothing to do: it is tried again when GitHub allows.",
    retryable: true,
    ...details,
  });
}
