import type { Clock } from "../clock.ts";
import { Problem } from "./problem.ts";

/** What one caller has left this hour. */
export interface RateOverview {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  /** Seconds since the epoch when it starts anew. */
  readonly reset: number;
}

/** How many requests each caller has left this hour. */
export interface RateLimits {
  /** Counts one request; throws 403 once the limit is reached. */
  readonly count: (actor: string) => void;
  /** Takes one back: what has not changed costs nothing. */
  readonly refund: (actor: string) => void;
  readonly headers: (actor: string) => Record<string, string>;
  /** `GET /rate_limit`. */
  readonly overview: (actor: string) => RateOverview;
}

const hourMs = 3_600_000;

/** Limits by the hour of the emulator's clock; without a limit nobody is refused, and headers say 5,000. */
export function createRateLimits(clock: Clock, limit: number | null): RateLimits {
  const used = new Map<string, { count: number; hour: number }>();
  const windowOf = (actor: string): { count: number; hour: number } => {
    const hour = Math.floor(clock.now() / hourMs);
    const known = used.get(actor);
    if (known?.hour === hour) return known;
    const fresh = { count: 0, hour };
    used.set(actor, fresh);
    return fresh;
  };
  const overview: RateLimits["overview"] = (actor) => {
    const { count, hour } = windowOf(actor);
    const shown = limit ?? 5_000;
    const remaining = limit === null ? Math.max(1_000, shown - count) : Math.max(0, shown - count);
    return { limit: shown, used: count, remaining, reset: ((hour + 1) * hourMs) / 1000 };
  };
  return {
    count: (actor) => {
      const window = windowOf(actor);
      window.count += 1;
      if (limit !== null && window.count > limit)
        throw new Problem(403, `API rate limit exceeded for ${actor}.`);
    },
    refund: (actor) => {
      windowOf(actor).count -= 1;
    },
    overview,
    headers: (actor) => {
      const { limit: shown, remaining, reset, used: count } = overview(actor);
      return {
        "x-ratelimit-limit": String(shown),
        "x-ratelimit-remaining": String(remaining),
        "x-ratelimit-reset": String(reset),
        "x-ratelimit-used": String(count),
        "x-ratelimit-resource": "core",
      };
    },
  };
}
