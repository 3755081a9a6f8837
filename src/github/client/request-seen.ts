import type { Exchange } from "./guarded-fetch.ts";

/** One exchange, for metrics. */
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
}

/** What metrics are told of an exchange. */
export function toRequestSeen(route: string, { response, durationMs }: Exchange): RequestSeen {
  const remaining = response?.headers.get("x-ratelimit-remaining") ?? null;
  return {
    route,
    status: response?.status ?? 0,
    durationMs,
    rateLimitRemaining: remaining === null ? null : Number(remaining),
    rateLimitResource: response?.headers.get("x-ratelimit-resource") ?? null,
  };
}
