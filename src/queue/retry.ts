import type { RetryPolicy } from "./queue.ts";

/** Milliseconds until the next try after the given one failed; `null`: there is none. */
export function retryDelayMs(error: unknown, attempt: number, policy: RetryPolicy): number | null {
  if (attempt >= policy.maxAttempts) return null;
  if (field(error, "retryable") === false) return null;
  const asked = field(error, "retryAfterMs");
  const delay = Math.min(policy.firstDelayMs * 2 ** (attempt - 1), policy.maxDelayMs);
  return typeof asked === "number" ? Math.max(asked, delay) : delay;
}

function field(error: unknown, name: string): unknown {
  return typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined;
}
