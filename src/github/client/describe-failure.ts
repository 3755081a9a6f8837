import { z } from "zod";
import { GitHubError } from "./github-error.ts";
import { rateLimited } from "./holdoffs.ts";
import { describePermission } from "./permissions.ts";

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
  return refused(failure, error, { route, about });
}

function noAnswer(error: unknown, route: string, about: string): GitHubError {
  const hasTimedOut = namesOf(error).includes("TimeoutError");
  const why = hasTimedOut ? "did not answer in time" : "could not be reached";
  return new GitHubError(`GitHub ${why}: ${route} of ${about}.`, {
    code: hasTimedOut ? "timeout" : "network",
    hint: "Nothing to do: it is tried again. Check the network and `GHE_HOST` where it lasts.",
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
  const said = quote(failure.response?.data) || failure.message.slice(0, maxQuotedCharacters);
  const details = { status, cause };
  const what = `${where.route} of ${where.about} (${status})`;
  switch (isUnknownCommit(status, said) ? 404 : status) {
    case 401:
      return new GitHubError(`GitHub did not accept the App's credentials: ${what}.`, {
        ...details,
        code: "unauthorized",
        hint: "Check `APP_ID`, `PRIVATE_KEY` and the server's clock.",
        retryable: true,
      });
    case 403:
      return new GitHubError(`GitHub refused ${what}: ${said}`, {
        ...details,
        code: "forbidden",
        hint: hintFor(failure, where.route),
        retryable: false,
      });
    case 404:
    case 410:
      return new GitHubError(`GitHub has no such thing: ${what}.`, {
        ...details,
        code: "not-found",
        hint: "Check that the App is installed on the repository.",
        retryable: true,
      });
    default:
      return new GitHubError(`GitHub turned down ${what}: ${said}`, {
        ...details,
        code: "rejected",
        hint: "This is a fault of Plan Gate or a limit of GitHub: report it with this message.",
        retryable: false,
      });
  }
}

/** Where a SHA stands in the route, GitHub says 422 instead of 404. */
function isUnknownCommit(status: number, said: string): boolean {
  return status === 422 && said.startsWith("No commit found");
}

function hintFor({ response }: Failure, route: string): string {
  const accepted = response?.headers["x-accepted-github-permissions"];
  const missing = describePermission(route) ?? (accepted === undefined ? null : String(accepted));
  if (missing === null) return "Check that the installation of the App is not suspended.";
  return `The App lacks \`${missing}\`. Grant it under Settings → Permissions, and accept it in the installation.`;
}

function quote(data: unknown): string {
  const parsed = messageSchema.safeParse(data);
  return parsed.success ? parsed.data.message.slice(0, maxQuotedCharacters) : "";
}
