/** The emulator's own time. All stamps it gives out are whole seconds, as GitHub's are. */
export interface Clock {
  /** Milliseconds since the epoch, always a multiple of 1,000. */
  readonly now: () => number;
  /** ISO 8601, UTC, whole seconds: `2026-01-05T09:00:00Z`. */
  readonly stamp: () => string;
  /** Moves time forward. */
  readonly advance: (seconds: number) => void;
}

/** Real time that can be pushed forward, or, given a start, time that moves only when it is told to. */
export function createClock(startAt?: string): Clock {
  const frozenAt = startAt === undefined ? null : Date.parse(startAt);
  let offsetMs = 0;
  const now = (): number => Math.floor(((frozenAt ?? Date.now()) + offsetMs) / 1000) * 1000;
  return {
    now,
    stamp: () => formatStamp(now()),
    advance: (seconds) => {
      offsetMs += seconds * 1000;
    },
  };
}

/** Milliseconds since the epoch as GitHub writes them. */
function formatStamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
