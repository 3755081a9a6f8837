import { createHash } from "node:crypto";
import type { Work } from "./work.ts";

/**
 * Work to do, by name: never two at once for one name, and a request that comes while its work runs
 * causes exactly one more run. A request for work that waits for its next try begins it afresh.
 * Hints of requests that meet are merged; those of work that was given up wait a day for its next run,
 * so that no press is lost.
 */
export interface Queue {
  /** Resolves once the work is kept; throws a `QueueError` where it cannot be. */
  readonly add: (work: Work) => Promise<void>;
  /** Begins to hand out work. */
  readonly start: (handle: Handler) => void;
  readonly locks: Locks;
  readonly count: () => Promise<QueueCount>;
  /** Throws where the queue cannot be reached. */
  readonly check: () => Promise<void>;
  /** Takes nothing more, and resolves when what runs is finished or the time is over; locks still work. */
  readonly drain: (withinMs: number) => Promise<void>;
  /** Drains and lets go of everything. */
  readonly close: (withinMs: number) => Promise<void>;
}

/** Does the work. What it throws is retried, unless it says `retryable: false`. */
export type Handler = (turn: Turn) => Promise<void>;

/** One try. */
export interface Turn {
  readonly work: Work;
  /** From 1. */
  readonly attempt: number;
}

/** How much there is, at one moment. */
export interface QueueCount {
  readonly waiting: number;
  readonly running: number;
  /** Waiting for their next try. */
  readonly delayed: number;
  /** Given up in the last day, as far as they are kept. */
  readonly dead: number;
  /** Of the work that waits longest, or in Redis that has the next turn, in milliseconds; 0 where none waits. */
  readonly oldestAgeMs: number;
}

/**
 * What keeps evaluations from hurting each other that have different names: over all replicas where there are
 * several.
 */
export interface Locks {
  /** Waits until nobody else holds the head, then holds it until released. */
  readonly holdHead: (head: string) => Promise<HeldHead>;
  /** True for one caller in `forMs`. */
  readonly claim: (name: string, forMs: number) => Promise<boolean>;
  /** Remembers for half a minute how the newest thing written on a head is marked; `null` where nobody knows. */
  readonly noteWritten: (head: string, mark: string | null) => Promise<void>;
  /** `null` where nothing was written of late. */
  readonly lastWritten: (head: string) => Promise<string | null>;
}

/** A head that nobody else evaluates. */
export interface HeldHead {
  /**
   * Milliseconds for which certainly nobody held it: 0 where it was waited for, and no more than since a
   * holder that died may have had it; infinite where that is long ago.
   */
  readonly quietMs: number;
  /** False once somebody else may have it: what was read under it may be outdated. */
  readonly isStillMine: () => Promise<boolean>;
  readonly release: () => Promise<void>;
}

/** Callbacks for what happens in the queue, for logs and metrics. */
export interface QueueEvents {
  readonly onRetry: (turn: Turn, error: unknown, delayMs: number) => void;
  readonly onDead: (turn: Turn, error: unknown) => void;
  /** Given up without a try: this version does not know its form, or too many replicas died with it. */
  readonly onUntried: (name: string, error: unknown) => void;
}

/** How a queue behaves. */
export interface QueueOptions {
  /** Pieces of work in hand at once. */
  readonly concurrency: number;
  /**
   * Of work that waits for its turn or its next try. Past it, `add` refuses: GitHub then shows the delivery as
   * failed, and the next sweep finds the work.
   */
  readonly maxWaiting: number;
  readonly retries: RetryPolicy;
  readonly events: QueueEvents;
}

/** Given up work counts as dead, and its hints wait for its next run, for so long. */
export const keepDeadForMs = 86_400_000;

/** The newest of the dead. */
export const maxKeptDead = 1_000;

/** Exponential: the delay doubles from the first to the longest. */
interface RetryPolicy {
  readonly maxAttempts: number;
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
}

/** The queue cannot take work, or grant or keep a lock, now. */
export class QueueError extends Error {
  override readonly name = "QueueError";
  readonly retryable = true;
  /** Of the answer to the webhook. */
  readonly status = 503;
  readonly code: "full" | "closed" | "unavailable" | "outdated";
  readonly hint: string;

  constructor(
    code: QueueError["code"],
    message: string,
    options: { readonly hint: string; readonly cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
  }
}

/** The queue has as much waiting as it may. */
export function queueFull(waiting: number): QueueError {
  return new QueueError("full", `The queue is full: ${waiting} pieces of work wait.`, {
    hint: "The next sweep finds what was refused. Add replicas where it happens often.",
  });
}

/** The process is stopping. */
export function queueClosed(): QueueError {
  return new QueueError("closed", "The server is stopping and takes no more work.", {
    hint: "Redeliver the webhook, or wait for the next sweep.",
  });
}

/** What was read of a head may be outdated, so that nothing may be written. */
export function headOutdated(why: string): QueueError {
  return new QueueError("outdated", why, { hint: "It is read again at the next try." });
}

/** One try of one piece of work. */
interface Try {
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
