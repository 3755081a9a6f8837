import { z } from "zod";
import { GitHubError, unexpectedAnswer } from "./github-error.ts";
import { rateLimited } from "./holdoffs.ts";
import { describePermission, describeTask } from "./permissions.ts";
import { permissionWords, refusalFor } from "./refusals.ts";

/** Of Octokit's `RequestError`: without `response`, no answer arrived. */
const failureSchema = z.object({
  status: z.number(),
  message: z.string(),
  response: z
    .object({
      headers: z.record(z.string(), z.union([z.string(), z.number()]).optional()),
      data: z.unknown(),
    })
    .optional(),
});
type Failure = z.infer<typeof failureSchema>;

const messageSchema = z.object({ message: z.string() });
const maxQuotedCharacters = 200;
const secondaryLimitWaitMs = 60_000;

/** Whatever was thrown on the way to GitHub, as the one kind of error that leaves this folder. */
export function describeFailure(error: unknown, route: string, about: string): GitHubError {
  if (error instanceof GitHubError) return error;
  const parsed = failureSchema.safeParse(error);
  const failure = parsed.success ? parsed.data : null;
  if (failure?.response === undefined) return noAnswer(error, route, about);
  const status = failure.status;
  if (isRateLimit(failure)) {
    const waitMs = retryAfterMs(failure) ?? secondaryLimitWaitMs;
    return rateLimited(`${route} of ${about}`, { retryAfterMs: waitMs, status, cause: error });
  }
  if (status >= 500) {
    return new GitHubError(`GitHub could not answer ${route} of ${about} (${status}).`, {
      code: "server-error",
      hint: "Nothing to do: it is tried again. See https://www.githubstatus.com where it lasts.",
      retryable: true,
      retryAfterMs: retryAfterMs(failure),
      status,
      cause: error,
    });
  }
  if (isOthers(failure)) {
    const message = `The answer to ${route} of ${about} (${status}) has not the form of GitHub's.`;
    return unexpectedAnswer(message, { status, cause: error });
  }
  return refused(failure, error, { route, about });
}

/**
 * GitHub refuses in JSON, and answers 304 only where it is asked what changed. All else is of somebody in between, such
 * as the page of a proxy: its 404 must not read as "there is no such file", nor its 401 as a wrong key.
 */
function isOthers({ status, response }: Failure): boolean {
  return status < 400 || (typeof response?.data === "string" && response.data.trim() !== "");
}

function noAnswer(error: unknown, route: string, about: string): GitHubError {
  const hasTimedOut = namesOf(error).includes("TimeoutError");
  const why = hasTimedOut ? "did not answer in time" : "could not be reached";
  return new GitHubError(`GitHub ${why}: ${route} of ${about}.`, {
    code: hasTimedOut ? "timeout" : "network",
    hint: "Nothing to do: it is tried again. Check the network, the proxy, `GHE_HOST` and `GHE_PROTOCOL` where it lasts.",
    retryable: true,
    cause: error,
  });
}

/** Names of the error and of what caused it, at most five deep. */
function namesOf(error: unknown): readonly string[] {
  const names: string[] = [];
  let current = error;
  while (current instanceof Error && names.length < 5) {
    names.push(current.name);
    current = current.cause;
  }
  return names;
}

/** https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit */
function isRateLimit({ status, response }: Failure): boolean {
  if (status === 429) return true;
  if (status !== 403 || response === undefined) return false;
  const { headers } = response;
  return (
    headers["retry-after"] !== undefined ||
    String(headers["x-ratelimit-remaining"]) === "0" ||
    quote(response.data).toLowerCase().includes("rate limit")
  );
}

/** From `Retry-After`, else from the reset time where nothing is left; measured by GitHub's own clock. */
function retryAfterMs({ response }: Failure): number | null {
  const headers = response?.headers ?? {};
  const seconds = Number(headers["retry-after"] ?? Number.NaN);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  if (String(headers["x-ratelimit-remaining"]) !== "0") return null;
  const resetMs = Number(headers["x-ratelimit-reset"] ?? Number.NaN) * 1000;
  const nowMs = Date.parse(String(headers["date"] ?? ""));
  return Number.isFinite(resetMs) && Number.isFinite(nowMs) ? Math.max(0, resetMs - nowMs) + 1000 : null;
}

function refused(failure: Failure, cause: unknown, where: { route: string; about: string }): GitHubError {
  const { status } = failure;
  const said = quote(failure.response?.data);
  const { code, why, next, isRetried } = refusalFor(status, said);
  const lacking = said.toLowerCase().includes(permissionWords) ? permissionOf(failure, where.route) : null;
  const words = said === "" ? "" : `: ${said}`;
  return new GitHubError(`GitHub refused ${where.route} of ${where.about} (${status})${words}`, {
    code,
    hint: lacking === null ? next : `The App lacks ${lacking}. ${next}`,
    retryable: isRetried,
    status,
    refusal: {
      task: describeTask(where.route),
      why: lacking === null ? (why ?? (said === "" ? null : said)) : `the App lacks ${lacking}`,
      said,
    },
    cause,
  });
}

/** As our table names it, which knows more than GitHub's header. */
function permissionOf({ response }: Failure, route: string): string {
  const accepted = response?.headers["x-accepted-github-permissions"];
  const permission = describePermission(route) ?? (accepted === undefined ? null : String(accepted));
  return permission === null ? "a permission" : `\`${permission}\``;
}

function quote(data: unknown): string {
  const parsed = messageSchema.safeParse(data);
  return parsed.success ? parsed.data.message.slice(0, maxQuotedCharacters) : "";
}
