import type { Octokit } from "@octokit/core";
import type { z } from "zod";
import { createConditionalFetch, type KnownAnswers } from "./conditional-fetch.ts";
import { describeFailure } from "./describe-failure.ts";
import { GitHubError, unexpectedAnswer } from "./github-error.ts";
import type { Holdoffs } from "./holdoffs.ts";
import { createGuardedFetch, type Exchange, type RequestSeen, toRequestSeen } from "./guarded-fetch.ts";

/** One question or order to GitHub; `owner` and `repo` are filled in. */
export interface Call<Value> {
  /** As GitHub's reference writes it: `GET /repos/{owner}/{repo}`. */
  readonly route: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly schema: z.ZodType<Value>;
}

export interface PageOf<Value> {
  readonly value: Value;
  /** Are there further pages? */
  readonly hasNext: boolean;
  /** Number of the last page; `null` where GitHub does not say. */
  readonly lastPage: number | null;
}

/** A conversation with GitHub about one repository, for as long as one read or write takes. */
export interface Session {
  readonly installationId: number;
  /** Empty, as `repo` is, where the talk is about no repository. */
  readonly owner: string;
  readonly repo: string;
  readonly send: <Value>(call: Call<Value>) => Promise<PageOf<Value>>;
  /** GitHub's time of its newest answer: ISO 8601, UTC, whole seconds; `null` before the first. */
  readonly newestAnswerAt: () => string | null;
  /** Exchanges so far. */
  readonly requestCount: () => number;
}

/** Runs a task when one of the slots is free; first come, first served. */
export type InSlot = <Value>(task: () => Promise<Value>) => Promise<Value>;

interface SessionOptions {
  /** Resolves once it can speak for the installation. */
  readonly octokit: () => Promise<Octokit>;
  readonly installationId: number;
  readonly owner: string;
  readonly repo: string;
  readonly timeoutMs: number;
  readonly inSlot: InSlot;
  readonly holdoffs: Holdoffs;
  readonly known: KnownAnswers;
  readonly onRequest: (seen: RequestSeen) => void;
}

export function openSession(options: SessionOptions): Session {
  const { owner, repo, installationId } = options;
  let newestMs = Number.NEGATIVE_INFINITY;
  let requests = 0;

  const note = (route: string, exchange: Exchange): void => {
    requests += 1;
    const answeredMs = Date.parse(exchange.response?.headers.get("date") ?? "");
    if (answeredMs > newestMs) newestMs = answeredMs;
    options.onRequest(toRequestSeen(route, exchange));
  };

  const send = async <Value>(call: Call<Value>): Promise<PageOf<Value>> => {
    const about = owner === "" ? "the App" : `${owner}/${repo}`;
    const response = await ask(options, call, { about, note });
    if (response.status >= 300) throw ledAway(call.route, about, response.status);
    const parsed = call.schema.safeParse(response.data);
    if (!parsed.success) throw otherForm(call.route, about, parsed.error);
    return { value: parsed.data, ...pagesIn(response.link) };
  };

  return {
    installationId,
    owner,
    repo,
    send,
    newestAnswerAt: () => (Number.isFinite(newestMs) ? wholeSeconds(newestMs) : null),
    requestCount: () => requests,
  };
}

interface RawAnswer {
  readonly status: number;
  readonly data: unknown;
  readonly link: string;
}

type Note = (route: string, exchange: Exchange) => void;

/** Asks in a slot, unless GitHub wants to be left alone. Who waits for a token takes no slot. */
async function ask(
  options: SessionOptions,
  call: Call<unknown>,
  { about, note }: { readonly about: string; readonly note: Note },
): Promise<RawAnswer> {
  const { holdoffs, installationId } = options;
  const guard = async <Value>(task: () => Promise<Value>): Promise<Value> => {
    try {
      holdoffs.check(installationId, `${call.route} of ${about}`);
      return await task();
    } catch (error) {
      const failure = describeFailure(error, call.route, about);
      holdoffs.note(installationId, failure);
      throw failure;
    }
  };
  return guard(async () => {
    const octokit = await options.octokit();
    return options.inSlot(() => guard(() => request(octokit, call, { ...options, note })));
  });
}

async function request(
  octokit: Octokit,
  { route, parameters }: Call<unknown>,
  { note, ...options }: SessionOptions & { readonly note: Note },
): Promise<RawAnswer> {
  const guarded = createGuardedFetch({
    timeoutMs: options.timeoutMs,
    onExchange: (exchange) => {
      note(route, exchange);
    },
  });
  const fetchChanged = createConditionalFetch(guarded, options.known, String(options.installationId));
  const named = route.includes("{owner}") ? { owner: options.owner, repo: options.repo } : {};
  const response = await octokit.request(urlOf(octokit, route), {
    ...named,
    ...parameters,
    request: { fetch: fetchChanged, retries: 0 },
  });
  return { status: response.status, data: response.data, link: response.headers.link ?? "" };
}

/** GraphQL lives beside `/api/v3` on GitHub Enterprise Server, and not below it. */
function urlOf(octokit: Octokit, route: string): string {
  if (route !== "POST /graphql") return route;
  const baseUrl = octokit.request.endpoint.DEFAULTS.baseUrl.replace(/\/$/, "");
  return `POST ${baseUrl.endsWith("/api/v3") ? baseUrl.slice(0, -"/v3".length) : baseUrl}/graphql`;
}

/** A redirect that was not followed: to another host, or one too many. */
export function ledAway(route: string, about: string, status: number): GitHubError {
  return new GitHubError(`GitHub's answer to ${route} of ${about} leads to another server (${status}).`, {
    code: "led-elsewhere",
    hint: "Whoever runs Plan Gate has to check `GHE_HOST`, and for a proxy that answers in GitHub's place.",
    retryable: false,
    status,
  });
}

function otherForm(route: string, about: string, cause: z.ZodError): GitHubError {
  const at = cause.issues[0]?.path.join(".") ?? "";
  const message = `GitHub's answer to ${route} of ${about} has not the form it documents, at \`${at}\`.`;
  return unexpectedAnswer(message, { cause });
}

/** From the `Link` header: https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api */
function pagesIn(link: string): { readonly hasNext: boolean; readonly lastPage: number | null } {
  const parts = link.split(",");
  const last = parts.find((part) => part.includes('rel="last"'));
  const page = last === undefined ? null : /[?&]page=(\d{1,6})/.exec(last);
  return {
    hasNext: parts.some((part) => part.includes('rel="next"')),
    lastPage: page === null ? null : Number(page[1]),
  };
}

function wholeSeconds(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19)}Z`;
}
