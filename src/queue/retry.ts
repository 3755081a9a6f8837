import { createHash } from "node:crypto";
import type { RetryPolicy } from "./queue.ts";

/** One try of one piece of work. */
export interface Try {
  readonly name: string;
  /** From 1. */
  readonly attempt: number;
}

/** So much of a delay is added at most, that work which failed together does not come back together. */
const maxJitter = 0.2;

/**
 * Milliseconds until the next try after the given one failed; `null`: there is none.
 * Always the same for the same try.
 */
export function retryDelayMs(error: unknown, { name, attempt }: Try, policy: RetryPolicy): number | null {
  if (attempt >= policy.maxAttempts) return null;
  if (field(error, "retryable") === false) return null;
  const asked = field(error, "retryAfterMs");
  const delay = Math.min(policy.firstDelayMs * 2 ** (attempt - 1), policy.maxDelayMs);
  const longest = typeof asked === "number" ? Math.max(asked, delay) : delay;
  return Math.round(longest * (1 + maxJitter * spread(`${name} ${attempt}`)));
}

/** From 0 up to, not including, 1; evenly over all texts. */
function spread(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE() / 2 ** 32;
}

function field(error: unknown, name: string): unknown {
  return typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined;
}
