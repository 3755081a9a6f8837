const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

/** Longest wait a probe may ask for. */
const maxDurationMs = 600_000;

/** Milliseconds of `500ms`, `2s`, `1.5s`, `1m` or a number of seconds, from 0 to 10 minutes. Null for anything else. */
export function parseDuration(value: unknown): number | null {
  const text = typeof value === "number" ? `${value}s` : value;
  if (typeof text !== "string") return null;
  const match = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m)$/.exec(text.trim());
  if (match === null) return null;
  const durationMs = Number(match[1]) * (units[match[2] ?? ""] ?? 0);
  return durationMs <= maxDurationMs ? durationMs : null;
}

/** A duration for people: `250 ms`, `3.2 s`, `2 min 5 s`. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 1_000) return `${Math.round(durationMs)} ms`;
  if (durationMs < 60_000) return `${(durationMs / 1_000).toFixed(1)} s`;
  const seconds = Math.round(durationMs / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
