/** What kind of failure it was. */
export type GitHubErrorCode =
  | "network"
  | "timeout"
  | "server-error"
  | "rate-limited"
  | "unauthorized"
  | "forbidden"
  | "not-found"
  /** A webhook announced something that GitHub does not show yet. */
  | "behind"
  | "rejected"
  | "unexpected-answer"
  /** To another server, where nothing is sent. */
  | "led-elsewhere"
  | "too-large"
  | "too-many-rounds";

interface Details {
  readonly code: GitHubErrorCode;
  readonly hint: string;
  readonly retryable: boolean;
  readonly status?: number | null;
  readonly retryAfterMs?: number | null;
  readonly refusal?: GitHubRefusal | null;
  readonly cause?: unknown;
}

/** GitHub understood the request and does not do it. */
export interface GitHubRefusal {
  /** What was asked for, such as `compare the commits`. */
  readonly task: string;
  /** Why, in short: ours where the kind is known, else GitHub's own words; `null` where it says nothing. */
  readonly why: string | null;
  /** GitHub's own words; empty where it says nothing. */
  readonly said: string;
}

/** Talking to GitHub failed: our trouble, never a verdict on anybody's plan. */
export class GitHubError extends Error {
  override readonly name = "GitHubError";
  readonly code: GitHubErrorCode;
  /** What to do about it, one sentence. */
  readonly hint: string;
  /** True where trying again later may help; false where somebody must change something first. */
  readonly retryable: boolean;
  /** How long GitHub asks to wait, in milliseconds; `null` where it does not say. */
  readonly retryAfterMs: number | null;
  /** Of the answer; `null` where there was none. */
  readonly status: number | null;
  /** `null` for all other failures. */
  readonly refusal: GitHubRefusal | null;

  constructor(message: string, details: Details) {
    super(message, { cause: details.cause });
    this.code = details.code;
    this.hint = details.hint;
    this.retryable = details.retryable;
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.status = details.status ?? null;
    this.refusal = details.refusal ?? null;
  }
}

/** An answer that cannot be GitHub's, or is not whole: nothing is concluded from it, its status neither. */
export function unexpectedAnswer(
  message: string,
  details: { readonly status?: number; readonly cause: unknown },
): GitHubError {
  return new GitHubError(message, {
    code: "unexpected-answer",
    hint: "It is tried again. Check for a proxy that answers in GitHub's place where it lasts.",
    retryable: true,
    ...details,
  });
}

/** The same failure where it was tried often enough: nothing more is. */
export function asFinal({ message, ...details }: GitHubError): GitHubError {
  const { code, hint, retryAfterMs, status, refusal, cause } = details;
  return new GitHubError(message, { code, hint, retryAfterMs, status, refusal, cause, retryable: false });
}

/**
 * Why something that is only shown is not known, with GitHub's own words where it refuses, and what to do. Nobody tries
 * again for its sake; what is gated is looked at again every hour.
 */
export function whyUnknown({ refusal, hint }: GitHubError): string {
  if (refusal === null)
    return "GitHub does not answer now. It is asked again within the hour, and at `/recheck-plan`.";
  const { task, why, said } = refusal;
  const quoted = said === "" || said === why ? "" : `, “${said}”`;
  return `GitHub refuses to ${task}${why === null ? "" : `: ${why}`}${quoted}. ${hint}`;
}

/** `undefined` where GitHub refuses, for what delays nothing; other failures pass through. */
export async function refusedAsUndefined<Value>(answer: Promise<Value>): Promise<Value | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof GitHubError && error.refusal !== null) return undefined;
    throw error;
  }
}

/** `null` where GitHub answers that there is no such thing; other failures pass through. */
export async function absentAsNull<Value>(answer: Promise<Value>): Promise<Value | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof GitHubError && error.code === "not-found") return null;
    throw error;
  }
}
