/** GitHub's time, in milliseconds since 1970: its newest answer's, and what went by since. */
export interface GitHubClock {
  /** Hears when GitHub answered, by its own clock; `null` where it does not say. */
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
