/** Tells people at a terminal that work is going on. */
export interface Progress {
  readonly step: () => void;
  readonly end: () => void;
}

const quietMs = 1000;
const everyMs = 250;

/** Counts steps on stderr once a second has passed; says nothing where `isQuiet`. */
export function openProgress(label: string, total: number, isQuiet: boolean): Progress {
  const startedAt = Date.now();
  let done = 0;
  let shownAt: number | null = null;
  const isTerminal = process.stderr.isTTY;
  const show = (now: number) => {
    if (!isTerminal && shownAt !== null) return;
    shownAt = now;
    process.stderr.write(`${isTerminal ? "\r" : ""}${label}: ${done} of ${total}${isTerminal ? "" : " …\n"}`);
  };
  return {
    step: () => {
      done += 1;
      const now = Date.now();
      if (!isQuiet && now - startedAt >= quietMs && now - (shownAt ?? 0) >= everyMs) show(now);
    },
    end: () => {
      if (isTerminal && shownAt !== null) process.stderr.write("\r\u001b[2K");
    },
  };
}
