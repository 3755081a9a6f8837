/** One request the emulator answered. */
export interface LoggedRequest {
  readonly method: string;
  /** Template: `/repos/{owner}/{repo}/pulls/{number}`; the path itself where no route fits. */
  readonly route: string;
  readonly path: string;
  /** `app`, `installation:<app slug>`, `user:<login>` or `anonymous`. */
  readonly actor: string;
  /** App permissions, any one of which the route is content with. */
  readonly needs: readonly string[];
  readonly status: number;
  /** Milliseconds on a clock that only goes forward. */
  readonly startedAt: number;
  readonly finishedAt: number;
}

/**
 * How many requests had to wait for one another: the longest chain of requests each begun after the last ended.
 * Tells the truth only with a latency of some milliseconds: without one, requests sent together do not overlap.
 */
export function sequentialRoundTrips(requests: readonly LoggedRequest[]): number {
  const ordered = [...requests].sort((one, other) => one.startedAt - other.startedAt);
  const depths: { readonly finishedAt: number; readonly depth: number }[] = [];
  for (const { startedAt, finishedAt } of ordered) {
    const before = depths.filter((earlier) => earlier.finishedAt <= startedAt);
    const depth = 1 + before.reduce((most, earlier) => Math.max(most, earlier.depth), 0);
    depths.push({ finishedAt, depth });
  }
  return depths.reduce((most, { depth }) => Math.max(most, depth), 0);
}
