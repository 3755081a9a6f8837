import { AsyncLocalStorage } from "node:async_hooks";

/** One exchange with GitHub, as it was seen on the wire. */
export interface Exchange {
  /** `null` where no answer arrived. */
  readonly response: Response | null;
  readonly durationMs: number;
}

interface GuardOptions {
  readonly timeoutMs: number;
  readonly onExchange: (exchange: Exchange) => void;
  /** What really fetches. */
  readonly inner?: typeof fetch;
}

const maxRedirects = 3;

/**
 * `fetch` with a time limit for each exchange, answer's body included. Writes follow redirects with their method and
 * body, and only on the same host: by the standard, `fetch` would turn a redirected POST into a GET.
 */
export function createGuardedFetch({ timeoutMs, onExchange, inner = fetch }: GuardOptions): typeof fetch {
  const exchange = async (url: URL, init: RequestInit): Promise<Response> => {
    const startedAt = performance.now();
    let response: Response | null = null;
    try {
      response = await inner(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
      return response;
    } finally {
      onExchange({ response, durationMs: performance.now() - startedAt });
    }
  };
  return async (input, init = {}) => {
    let url = new URL(input instanceof Request ? input.url : input);
    const isWrite = (init.method ?? "GET") !== "GET";
    const options: RequestInit = isWrite ? { ...init, redirect: "manual" } : init;
    for (let redirects = 0; ; redirects += 1) {
      const response = await exchange(url, options);
      const target = isWrite && redirects < maxRedirects ? redirectTarget(response, url) : null;
      if (target === null) return response;
      await response.body?.cancel();
      url = target;
    }
  };
}

function redirectTarget(response: Response, from: URL): URL | null {
  const location = response.headers.get("location");
  if (response.status < 300 || response.status > 399 || location === null) return null;
  const target = new URL(location, from);
  return target.origin === from.origin ? target : null;
}

/** One exchange, for those who count and measure. */
export interface RequestSeen {
  /** As GitHub's reference writes it, without any name filled in. */
  readonly route: string;
  /** 0 where no answer arrived. */
  readonly status: number;
  readonly durationMs: number;
  /** Left in this hour; `null` where GitHub does not say. */
  readonly rateLimitRemaining: number | null;
  /** Which of GitHub's limits that is, such as `core`; `null` where GitHub does not say. */
  readonly rateLimitResource: string | null;
  /** By GitHub's clock, in milliseconds since 1970; `null` where it does not say. */
  readonly answeredAtMs: number | null;
}

/** What an observer learns about an exchange. */
export function toRequestSeen(route: string, { response, durationMs }: Exchange): RequestSeen {
  const remaining = response?.headers.get("x-ratelimit-remaining") ?? null;
  const answeredAtMs = Date.parse(response?.headers.get("date") ?? "");
  return {
    route,
    status: response?.status ?? 0,
    durationMs,
    rateLimitRemaining: remaining === null ? null : Number(remaining),
    rateLimitResource: response?.headers.get("x-ratelimit-resource") ?? null,
    answeredAtMs: Number.isNaN(answeredAtMs) ? null : answeredAtMs,
  };
}

/** GitHub's time, in milliseconds since 1970: its newest answer's, and what went by since. */
interface GitHubClock {
  /** Sets the clock to when GitHub answered, by its own clock; `null` where it does not say. */
  readonly note: (answeredAtMs: number | null) => void;
  /** The machine's own time before the first answer. */
  readonly now: () => number;
}

/** What the machine tells the time by. */
interface MachineClocks {
  /** May be wrong, and set anew. */
  readonly wallMs: () => number;
  /** Only goes forward. */
  readonly steadyMs: () => number;
}

/** Set by the first answer. A machine whose own clock is wrong still knows what is an hour old on GitHub. */
export function createGitHubClock(
  { wallMs, steadyMs }: MachineClocks = { wallMs: Date.now, steadyMs: () => performance.now() },
): GitHubClock {
  let aheadMs: number | null = null;
  return {
    note: (answeredAtMs) => {
      if (answeredAtMs !== null) aheadMs = answeredAtMs - steadyMs();
    },
    now: () => (aheadMs === null ? wallMs() : steadyMs() + aheadMs),
  };
}

/** Counts the requests of whatever runs in it. */
export const requestTally = new AsyncLocalStorage<{ requests: number }>();
