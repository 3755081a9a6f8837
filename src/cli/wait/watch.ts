import { GitHubError } from "../../github/client/github-error.ts";
import type { PullRequestDecision } from "../../gate/decision.ts";

/** Time as whoever waits sees it. */
export interface Clock {
  /** In milliseconds. */
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
}

/** What one look at the gate shows. */
export type Sight =
  | { readonly state: "pending"; readonly headSha: string; readonly title: string }
  | {
      readonly state: "approved" | "rejected" | "failing" | "closed";
      readonly headSha: string;
      readonly title: string;
      /** The gate's reasons and rows; `null` where the word of the check run is all there is. */
      readonly decision: PullRequestDecision | null;
    };

/** How waiting ended. */
export type Ending =
  | Exclude<Sight, { state: "pending" }>
  | { readonly state: "time-over"; readonly headSha: string; readonly title: string };

interface Watch {
  readonly look: () => Promise<Sight>;
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** Tells what is waited for; called where that changes. */
  readonly say: (line: string) => void;
}

const second = 1_000;
const minute = 60 * second;

/** How long to leave GitHub alone, by how long one has waited: an unchanged answer costs nothing, and still is one. */
const pauses = [
  { untilMs: 2 * minute, pauseMs: 5 * second },
  { untilMs: 15 * minute, pauseMs: 15 * second },
];

/** Looks until the gate has spoken or the time is over; once more at its very end. */
export async function watch({ look, clock, timeoutMs, say }: Watch): Promise<Ending> {
  const startMs = clock.now();
  let last = { headSha: "", title: "" };
  for (;;) {
    const { sight, retryAfterMs } = await lookOnce(look, last.headSha);
    if (sight.state !== "pending") return sight;
    if (sight.title !== last.title || sight.headSha !== last.headSha) say(sayingOf(sight));
    last = sight;
    const waitedMs = clock.now() - startMs;
    if (waitedMs >= timeoutMs) return { ...sight, state: "time-over" };
    await clock.pause(Math.min(Math.max(pauseAfter(waitedMs), retryAfterMs), timeoutMs - waitedMs));
  }
}

interface WatchLook {
  readonly sight: Sight;
  /** How long GitHub wants to be left alone. */
  readonly retryAfterMs: number;
}

/** GitHub out of reach for a while is one more thing to wait for. */
async function lookOnce(look: () => Promise<Sight>, headSha: string): Promise<WatchLook> {
  try {
    return { sight: await look(), retryAfterMs: 0 };
  } catch (error) {
    if (!(error instanceof GitHubError && error.retryable)) throw error;
    return {
      sight: { state: "pending", headSha, title: error.message },
      retryAfterMs: error.retryAfterMs ?? 0,
    };
  }
}

function pauseAfter(waitedMs: number): number {
  return pauses.find(({ untilMs }) => waitedMs < untilMs)?.pauseMs ?? minute;
}

function sayingOf({ headSha, title }: Pick<Ending, "headSha" | "title">): string {
  return headSha === "" ? title : `${headSha.slice(0, 12)}: ${title}`;
}
